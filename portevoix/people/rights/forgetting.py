"""The values that the journal keeps of a person, and how it forgets them: the chain holds their digests only (R101)."""

from datetime import datetime

from django.db.models import QuerySet

from portevoix.journal.acts import erase
from portevoix.journal.models import Fact
from portevoix.people.models import Person
from portevoix.people.rights.held import holdings


def own_facts(person: Person) -> QuerySet:
    """What was recorded of the person as such: her name, her function, her address; not who recorded it."""
    return Fact.objects.filter(entry__subject=f"person:{person.pk}", erased_at=None).exclude(name="by")


def named_facts(value: str) -> QuerySet:
    """Facts, of any act, whose whole value is *value*: a name, an address."""
    return Fact.objects.filter(value=value, erased_at=None)


def forget_facts(person: Person, names: list[str] | None, *, at: datetime) -> int:
    """Forget what was recorded of *person* as such, under these *names* only when given; returns how many values."""
    facts = own_facts(person)
    return erase(facts if names is None else facts.filter(name__in=names), at=at)


def _subjects(person: Person) -> tuple[set[str], set[str]]:
    """The subjects, in the journal, of the rows about *person*: those that keep her name, those that do not."""
    keep, lose = set(), set()
    for holding in holdings().values():
        if holding.subject is None:
            continue
        staying = set(holding.staying(person).values_list("pk", flat=True))
        for row in holding.rows(person).select_related(*holding.related):
            (keep if row.pk in staying else lose).add(holding.subject(row))
    return keep, lose - keep


def forget_names(person: Person, value: str, *, at: datetime) -> int:
    """Forget *value* (her name, her address) in the facts of every act, but those of records that keep it.

    Where someone else bears the same name, only the acts about what is hers. Returns how many values were forgotten.
    """
    keep, lose = _subjects(person)
    hers = {*lose, f"person:{person.pk}"}
    shared = Person.objects.filter(name=value).exclude(pk=person.pk).exists()
    # Values are compared once, in one pass over the facts; what is then forgotten is named by its key.
    forgotten = [
        pk
        for pk, subject in named_facts(value).values_list("pk", "entry__subject")
        if subject not in keep and (subject in hers or not shared)
    ]
    lists = Fact.objects.filter(entry__subject__in=lose, name="cosignatories", erased_at=None)
    forgotten += [fact.pk for fact in lists if isinstance(fact.value, list) and value in fact.value]
    return erase(Fact.objects.filter(pk__in=forgotten), at=at)
