"""Who exercises whose rights (R102): oneself; an administrator; whoever keeps the person's commission."""

import rules

from portevoix.people.models import Person, User
from portevoix.people.rights.held import persons_kept_by


def administers(person) -> bool:
    """Whether *person* administers the platform; 1 SQL query."""
    return person is not None and User.objects.filter(person=person, is_active=True, is_administrator=True).exists()


@rules.predicate
def is_oneself(person, about):
    """Asks about her own data."""
    return person is not None and person.pk == about.pk


@rules.predicate
def keeps_her_data(person, about):
    """Administers the platform, or keeps a commission that knows the person (never an administrator's data)."""
    if person is None:
        return False
    if administers(person):
        return True
    return Person.objects.filter(persons_kept_by(person), pk=about.pk).exists() and not administers(about)


rules.add_rule("people.exercise_rights", is_oneself | keeps_her_data)
rules.add_rule("people.agree", is_oneself)
