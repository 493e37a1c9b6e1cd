"""A commission, its people, a source that was recorded: what the tests of what was heard start from."""

from datetime import UTC, date, datetime

import pytest

from portevoix.commissions.models import Commission, Mandate, Membership
from portevoix.commissions.tests.people import seated
from portevoix.evidence.actions import Said, record_source
from portevoix.evidence.models import Source
from portevoix.people.models import Person

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def at():
    return AT


@pytest.fixture
def commission(db):
    return Commission.objects.create(name="Commission fictive", slug="commission-fictive")


@pytest.fixture
def secretary(commission):
    return seated(commission, "Sonia Secrétaire", role=Mandate.Role.SECRETARIAT, capacity=None)


@pytest.fixture
def chair(commission):
    return seated(commission, "Chantal Présidente", role=Mandate.Role.CHAIR)


@pytest.fixture
def member(commission):
    return seated(commission, "Maël Membre")


@pytest.fixture
def expert(commission):
    return seated(commission, "Esther Experte", capacity=Membership.Capacity.EXPERT)


@pytest.fixture
def outsider(db):
    other = Commission.objects.create(name="Une autre commission", slug="une-autre-commission")
    return seated(other, "Odile Ailleurs", role=Mandate.Role.SECRETARIAT)


@pytest.fixture
def voice(db):
    """Someone who was heard."""
    return Person.objects.create(name="Nadia Belkacem", function="une directrice de centre social")


@pytest.fixture
def source(commission, secretary, voice, at):
    """A confidential contribution of three passages, of which the first two are hers."""
    return record_source(
        commission,
        kind=Source.Kind.CONTRIBUTION, title="Lettre", heard_on=date(2026, 2, 1), access=Source.Access.MEMBERS,
        said=[
            Said(voice.name, "Chacun finance dans son coin. On refait, on refait encore.", 1000, 4000, person=voice),
            Said(voice.name, "L’accueil ferme à midi\nun jour sur deux.", person=voice),
            Said("", "(Sourires.)"),
        ],
        by=secretary, at=at,
    )  # fmt: skip


@pytest.fixture
def passage(source):
    return source.passages.get(position=0)
