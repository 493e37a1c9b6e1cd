"""A commission of five elected members, an expert and a secretary, and a meeting: what these tests start from."""

from datetime import UTC, datetime, timedelta

import pytest

from portevoix.commissions.actions import meetings as acts
from portevoix.commissions.models import Commission, Mandate
from portevoix.commissions.tests.people import seated

SENT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HELD = SENT + timedelta(days=10)


@pytest.fixture
def commission(db):
    return Commission.objects.create(name="Commission fictive", slug="fictive")


@pytest.fixture
def members(commission):
    """Ada, Bea, Cléo, Dina, Élie: five members with a vote."""
    return [seated(commission, f"{name} Élue") for name in ("Ada", "Bea", "Cléo", "Dina", "Élie")]


@pytest.fixture
def expert(commission):
    return seated(commission, "Zoé Experte", capacity="expert")


@pytest.fixture
def secretary(commission):
    return seated(commission, "Sonia Secrétaire", capacity=None, role=Mandate.Role.SECRETARIAT)


@pytest.fixture
def outsider(db):
    return seated(Commission.objects.create(name="Une autre", slug="une-autre"), "Odile Ailleurs")


@pytest.fixture
def draft(commission, members, secretary):
    meeting = acts.draft_meeting(
        commission, title="Plénière", starts_at=HELD, place="Salle des Rives", by=secretary, at=SENT
    )
    acts.add_item(meeting, title="Ouverture", by=secretary, at=SENT)
    acts.add_item(meeting, title="Budget", by=secretary, at=SENT)
    return meeting


@pytest.fixture
def convened(draft, expert, secretary):
    return acts.convene_meeting(draft, by=secretary, at=SENT)


@pytest.fixture
def place_of(convened):
    """The convocation of a person to the meeting."""
    return lambda person: convened.convocations.get(person=person)


@pytest.fixture
def arrive(place_of, secretary):
    """People come in, noted by the secretariat, at the hour of the meeting."""

    def come(*people, at=HELD):
        for person in people:
            acts.mark_arrival(place_of(person), by=secretary, at=at)

    return come


@pytest.fixture
def under_way(convened, members, arrive, secretary):
    """Open with three of the five."""
    arrive(*members[:3])
    return acts.open_meeting(convened, by=secretary, at=HELD)
