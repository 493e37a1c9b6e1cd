"""A small invented register, loaded; and the one that follows it."""

from datetime import UTC, datetime

import pytest

from portevoix.territories.actions import load_register
from portevoix.territories.models import Territory
from portevoix.territories.tests import editions

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def first(tmp_path):
    return editions.write(tmp_path / "first")


@pytest.fixture
def second(tmp_path):
    return editions.next_edition(tmp_path / "second")


@pytest.fixture
def loaded(db, first):
    """The first edition, loaded."""
    return load_register(first, at=AT, by="Odile Granjean")


@pytest.fixture
def updated(loaded, second):
    """The second edition, loaded over the first."""
    return load_register(second, at=AT, by="Odile Granjean")


@pytest.fixture
def called():
    """A function: the territory of a kind and a code."""
    return lambda kind, code: Territory.objects.get(kind=kind, code=code)
