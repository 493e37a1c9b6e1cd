"""A member with an account, and a way to tell: what the tests of this room start from."""

from datetime import UTC, datetime

import pytest

from portevoix.notices.actions import notify
from portevoix.people.models import Person, User

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def someone(name, address=None):
    person = Person.objects.create(name=name)
    if address:
        User.objects.create_user(address, person=person)
    return person


@pytest.fixture
def member(db):
    return someone("Maël Membre", "mael@example.org")


@pytest.fixture
def tell(member):
    """Tell the member (or others) of something."""

    def told(*people, at=AT, **given):
        notice = {
            "kind": "tests.happened",
            "about": "text:a",
            "title": "Un texte",
            "url": "/textes/a/",
            "sentence": "La version %(number)s est ouverte aux amendements.",
            "reason": "parce que vous l’avez signé",
            "words": {"number": "2"},
            **given,
        }
        return notify(*(people or (member,)), at=at, **notice)

    return told
