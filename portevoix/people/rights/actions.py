"""Acts of people on their own data: they correct it, accept a use of it, withdraw, ask to be erased."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portevoix.journal.acts import Refused, record, require
from portevoix.people.models import Person, User
from portevoix.people.places import plain, written_and_found
from portevoix.people.rights import rules as _rules  # noqa: F401 (declares them)
from portevoix.people.rights.forgetting import forget_facts, forget_names
from portevoix.people.rights.held import holdings, preparations
from portevoix.people.rights.models import Agreement

ERASED = "Personne effacée"
WORDINGS = {
    Agreement.Use.CONTACT: gettext_lazy(
        "J’accepte que mon adresse électronique soit montrée aux autres membres de mes commissions, et à eux seuls."
    ),
    Agreement.Use.IMAGE: gettext_lazy(
        "J’accepte d’être photographié ou filmé pendant les séances, et que la commission publie ces images."
    ),
}


def _sentence():
    return _("Ces données sont celles d’une autre personne : elle seule, ou qui tient sa commission, en dispose.")


def _locked(person: Person) -> Person:
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.erased_at:
        raise Refused(_("Cette personne est effacée : il n’y a plus rien à changer."))
    return person


@transaction.atomic
def correct_person(person: Person, *, name: str, function: str, territory: str, area=None, by, at: datetime) -> Person:
    """Correct how *person* is named and presented; the journal forgets the former values (R101)."""
    require("people.exercise_rights", by, person, _sentence())
    person = _locked(person)
    given = {
        "name": " ".join(name.split()),
        "function": " ".join(function.split()),
        **written_and_found(territory, area),
    }
    changed = {field: value for field, value in given.items() if value != getattr(person, field)}
    if not changed:
        raise Refused(_("Rien n’est changé."))
    if changed.get("name") == "":
        raise Refused(_("Une personne a un nom. Pour le faire disparaître, demandez l’effacement."), field="name")
    former = person.name
    for field, value in changed.items():
        setattr(person, field, value)
    person.save(update_fields=list(changed))
    forget_facts(person, list(changed), at=at)
    if "name" in changed:
        forget_names(person, former, at=at)
    facts = {field: plain(value) for field, value in changed.items()}
    record("people.corrected", f"person:{person.pk}", by=person if by.pk == person.pk else by, at=at, facts=facts)
    return person


@transaction.atomic
def agree(person: Person, *, use: str, wording: str, by, at: datetime) -> Agreement:
    """*person* accepts *use*, the text *wording* having been shown to her; kept with its date."""
    require("people.agree", by, person, _("On n’accepte que pour soi-même."))
    person = _locked(person)
    if use not in Agreement.Use.values:
        raise Refused(_("Cet usage n’est pas de ceux que l’on demande."), field="use")
    if person.agreements.filter(use=use, withdrawn_at=None).exists():
        raise Refused(_("Cet accord est déjà donné."), field="use")
    agreement = Agreement.objects.create(person=person, use=use, wording=wording, given_at=at)
    record("people.agreed", f"person:{person.pk}", by=by, at=at, facts={"use": use, "wording": wording})
    return agreement


@transaction.atomic
def withdraw_agreement(agreement: Agreement, *, by, at: datetime) -> Agreement:
    """The person no longer accepts; the use stops at once, the former agreement is kept as a proof until it is forgotten."""
    agreement = Agreement.objects.select_for_update(of=("self",)).select_related("person").get(pk=agreement.pk)
    require("people.agree", by, agreement.person, _("On ne retire que son propre accord."))
    if agreement.withdrawn_at:
        raise Refused(_("Cet accord est déjà retiré."))
    agreement.withdrawn_at = at
    agreement.save(update_fields=["withdrawn_at"])
    record("people.agreement_withdrawn", f"person:{agreement.person_id}", by=by, at=at, facts={"use": agreement.use})
    return agreement


def _refuse_last_administrator(person: Person) -> None:
    administrators = User.objects.filter(is_active=True, is_administrator=True)
    if administrators.filter(person=person).exists() and not administrators.exclude(person=person).exists():
        raise Refused(
            _("Vous administrez seul cette installation : confiez-la d’abord à quelqu’un d’autre. Rien n’est effacé.")
        )


@transaction.atomic
def erase_person(person: Person, *, by, at: datetime) -> Person:
    """Erase *person*: account, notices, agreements, and the values that the journal held of her; the chain holds (R101).

    What she did leaves her name, except what a room says stays (public office, published records): with nothing of that
    kind the name itself goes. Returns the person, as she is then kept.
    """
    require("people.exercise_rights", by, person, _sentence())
    herself = by.pk == person.pk
    person = _locked(person)
    _refuse_last_administrator(person)
    for act in preparations():
        act(person, at)
    account = User.objects.filter(person=person).first()
    forget_facts(person, None, at=at)
    forget_names(person, person.name, at=at)
    if account:
        forget_names(person, account.email, at=at)
        account.delete()
    staying, moving = {}, []
    for name, holding in holdings().items():
        if holding.erased:
            holding.rows(person).delete()
        else:
            staying[name] = set(holding.staying(person).values_list("pk", flat=True))
            moving.append(holding)
    if any(staying.values()):
        nobody = Person.objects.create(name=ERASED, erased_at=at)
        for holding in moving:
            holding.rows(person).exclude(pk__in=staying[holding.name]).update(**{holding.field.name: nobody})
    else:
        person.name = ERASED
    if person.email:
        forget_names(person, person.email, at=at)
    person.function = person.territory = person.email = ""
    person.area, person.erased_at = None, at
    person.save(update_fields=["name", "function", "territory", "area", "email", "erased_at"])
    record(
        "people.erased",
        f"person:{person.pk}",
        by=_("la personne elle-même") if herself else by,
        at=at,
        facts={"stays": {name: len(rows) for name, rows in staying.items() if rows}},
    )
    return person
