"""A publication carried to an office."""

from datetime import date

import pytest

from portevoix.advocacy.actions import add_addressee, carry
from portevoix.publications.tests.conftest import (  # noqa: F401
    ADOPTED_AT,
    adopted,
    at,
    chair,
    commission,
    member,
    published,
    secretary,
)


@pytest.fixture
def ministry(commission, secretary):
    return add_addressee(
        commission,
        name="Ministère du Numérique",
        short_name="Numérique",
        email="m@example.org",
        by=secretary,
        at=ADOPTED_AT,
    )


@pytest.fixture
def keys(published):
    return list(published.version.units.filter(kind="proposition").order_by("position").values_list("key", flat=True))


@pytest.fixture
def sending(published, ministry, keys, secretary):
    return carry(
        published, addressee=ministry, unit_keys=keys, sent_on=date(2026, 5, 31), channel="letter", by=secretary,
        at=ADOPTED_AT, token="a-token",
    )  # fmt: skip
