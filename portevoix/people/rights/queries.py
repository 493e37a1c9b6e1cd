"""What the pages of people's data ask."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portevoix.journal.words import act_words, fact_words, subject_words, value_words
from portevoix.people.models import Person, User
from portevoix.people.rights.actions import WORDINGS
from portevoix.people.rights.forgetting import named_facts, own_facts
from portevoix.people.rights.held import Holding, counted, holdings, persons_kept_by
from portevoix.people.rights.models import Agreement
from portevoix.people.rights.retention import keepings
from portevoix.people.rights.rules import administers


def data_page(person: Person) -> dict:
    """The person, her account, how many rows of each kind; 2 SQL queries."""
    counts = counted({name: holding.rows(person) for name, holding in holdings().items()})
    return {
        "about": person,
        "account": User.objects.filter(person=person).first(),
        "kinds": [(one, counts[name], kept_how_long(one)) for name, one in holdings().items() if counts[name]],
    }


def rows_of(holding: Holding, person: Person, limit: int | None = None) -> list[tuple]:
    """Each row of a kind about *person* (the first *limit*): {label: value}, and its link if any; 1 SQL query."""
    rows = holding.rows(person).select_related(*holding.related).prefetch_related(*holding.together)
    return [(holding.shown(row), holding.link and holding.link(row)) for row in rows.order_by("pk")[:limit]]


def kept_how_long(holding: Holding) -> str:
    """How long rows of this kind are kept, in words; no SQL query."""
    if holding.delay:
        said = next(one.said for one in keepings() if one.name == holding.delay)
        return _("Gardé %(delay)s.") % {"delay": said}
    return _("Gardé tant que la commission existe, puis avec ses archives.")


def recorded_of(person: Person) -> list[dict]:
    """The values kept beside the journal, in words and as they are held; 2 SQL queries."""
    found = {}
    for facts in (own_facts(person), named_facts(person.name)):
        for fact in facts.select_related("entry"):
            found[fact.pk] = fact
    return [
        {
            "number": fact.entry.number,
            "at": fact.entry.at,
            "said": act_words(fact.entry.act),
            "about": subject_words(fact.entry.subject),
            "label": fact_words(fact.entry.act, fact.name),
            "words": value_words(fact.entry.act, fact.name, fact.value),
            "act": fact.entry.act,
            "subject": fact.entry.subject,
            "fact": fact.name,
            "value": fact.value,
        }
        for fact in sorted(found.values(), key=lambda fact: (fact.entry.number, fact.name))
    ]


def erasure_plan(person: Person) -> dict:
    """What an erasure does, by kind: erased, unnamed, staying with its reason; 2 SQL queries."""
    every = holdings()
    counts = counted({name: one.rows(person) for name, one in every.items()})
    stay = counted({name: one.staying(person) for name, one in every.items() if one.stays and not one.erased})
    return {
        "erased": [(one, counts[name]) for name, one in every.items() if one.erased and counts[name]],
        "unnamed": [
            (one, counts[name] - stay[name])
            for name, one in every.items()
            if not one.erased and counts[name] > stay[name]
        ],
        "staying": [(one, stay[name]) for name, one in every.items() if stay[name]],
    }


def agreements_page(person: Person) -> dict:
    """What may be accepted, with its exact text, and all that was; 1 SQL query."""
    register = list(Agreement.objects.filter(person=person))
    in_force = {one.use: one for one in register if one.withdrawn_at is None}
    return {
        "uses": [
            {"use": use, "label": label, "wording": WORDINGS[use], "agreement": in_force.get(use)}
            for use, label in Agreement.Use.choices
        ],
        "register": [one for one in register if one.withdrawn_at],
    }


def addresses_shown(persons) -> dict[int, str]:
    """The addresses of those of *persons* (their keys) who accept that other members see them; 1 SQL query."""
    accepted = Agreement.objects.filter(use=Agreement.Use.CONTACT, withdrawn_at=None, person__in=persons)
    return dict(accepted.filter(person__account__is_active=True).values_list("person_id", "person__account__email"))


def persons_to_answer_for(person: Person, words: str = "") -> QuerySet:
    """Those whose rights *person* may exercise for them, whose name holds *words*; 1 SQL query when evaluated, 1 before."""
    persons = Person.objects.filter(erased_at=None).exclude(pk=person.pk)
    if not administers(person):
        persons = persons.filter(persons_kept_by(person)).exclude(account__is_administrator=True)
    if words:
        persons = persons.filter(name__icontains=words)
    return persons.distinct().order_by("sorted_as", "pk")


def public_page() -> list[dict]:
    """What is held about persons, why, and what an erasure leaves: each kind once; no SQL query."""
    found = {}
    for holding in holdings().values():
        if holding.purpose:
            found.setdefault(
                str(holding.title),
                {
                    "title": holding.title,
                    "purpose": holding.purpose,
                    "after": holding.reason
                    or (_("est effacé avec la personne") if holding.erased else _("reste, sans le nom")),
                },
            )
    return list(found.values())
