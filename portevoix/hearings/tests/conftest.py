"""A hearing, the persons heard in it, a record: what the tests of this room start from."""

from datetime import UTC, datetime

import pytest

from portevoix.evidence.tests.conftest import (  # noqa: F401
    at,
    chair,
    commission,
    expert,
    member,
    outsider,
    secretary,
    voice,
)
from portevoix.hearings.actions import WORDINGS, give_consent, invite_witness, open_hearing, record_transcript
from portevoix.people.models import Body, Person

RECORD = """Audition du 16 février
LE PRÉSIDENT : La parole est à notre invitée.
Mme BELKACEM : Sans diagnostic commun, chacun finance dans son coin.
Le <script>alert("voix")</script> & l’été.
(Sourires.)
LE PRÉSIDENT : Merci.
PAUL LIN : Je confirme.
"""


@pytest.fixture
def hearing(commission, secretary, at):
    return open_hearing(
        commission, title="Audition des centres sociaux", starts_at=datetime(2026, 2, 16, 13, 0, tzinfo=UTC),
        place="Salle Voltaire",
        agenda="Le diagnostic", questionnaire="Qui finance ?\nQui décide ?", by=secretary, at=at,
    )  # fmt: skip


@pytest.fixture
def body(db):
    return Body.objects.create(name="Fédération des Vergers", kind="association", register_number="H123456789")


@pytest.fixture
def witness(hearing, voice, body, secretary, at):
    """Heard, having allowed nothing yet."""
    return invite_witness(hearing, person=voice, body=body, by=secretary, at=at)


@pytest.fixture
def allow(secretary, at):
    """Note that a witness allows these uses."""

    def noted(witness, *uses):
        for use in uses:
            give_consent(witness, use=use, wording=str(WORDINGS[use]), by=secretary, at=at)

    return noted


@pytest.fixture
def recorded(hearing, witness, secretary, at):
    """Record the hearing, Mme Belkacem being the witness."""

    def made(text=RECORD):
        speakers = {"LE PRÉSIDENT": None, "Mme BELKACEM": witness, "PAUL LIN": None}
        return record_transcript(
            hearing, file_name="audition.txt", data=text.encode(), speakers=speakers, by=secretary, at=at
        )

    return made


@pytest.fixture
def another(db):
    return Person.objects.create(name="Paul Lin", function="un médiateur")
