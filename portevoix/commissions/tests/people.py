"""Two commissions that know nothing of each other, who keeps them, and someone who administers: to start from."""

from datetime import UTC, date, datetime

import pytest

from portevoix.commissions.models import Commission, Mandate, Membership
from portevoix.people.models import Association, Person, User

START = date(2024, 1, 10)
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def someone(name, **fields):
    """A person with an account."""
    person = Person.objects.create(name=name, **fields)
    User.objects.create_user(f"person{person.pk}@example.org", person=person)
    return person


def keeps(person, commission, role=Mandate.Role.SECRETARIAT):
    """*person*, with a role in *commission* since START."""
    Mandate.objects.create(person=person, commission=commission, role=role, start=START)
    return person


def sits(person, commission, capacity="elected", start=START, end=None):
    """*person*, with a seat in *commission*."""
    Membership.objects.create(person=person, commission=commission, capacity=capacity, start=start, end=end)
    return person


def seated(commission, name, *, role=None, capacity=Membership.Capacity.ELECTED):
    """Someone with an account, a seat (unless *capacity* is None) and perhaps a role in *commission*."""
    person = someone(name)
    if capacity:
        sits(person, commission, capacity)
    return keeps(person, commission, role) if role else person


@pytest.fixture
def commission(db):
    return Commission.objects.create(name="Commission des Rives", slug="rives")


@pytest.fixture
def sub(commission):
    return Commission.objects.create(name="Inclusion", slug="inclusion", parent=commission)


@pytest.fixture
def other(db):
    return Commission.objects.create(name="Commission des Monts", slug="monts")


@pytest.fixture
def secretary(commission):
    return keeps(someone("Sonia Secrétaire"), commission)


@pytest.fixture
def stranger(other):
    """The secretariat of the other commission."""
    return keeps(someone("Octave Ailleurs"), other)


@pytest.fixture
def administrator(db):
    person = someone("Ada Ministratrice")
    User.objects.filter(person=person).update(is_administrator=True)
    return Person.objects.get(pk=person.pk)


@pytest.fixture
def member(commission):
    return sits(someone("Maël Membre", territory="Val"), commission)


@pytest.fixture
def expert(db):
    return someone("Elvire Experte")


@pytest.fixture
def association(db):
    return Association.objects.create(name="Union des Rives", short_name="UR")
