"""A text adopted by a vote, ready to be published."""

from datetime import UTC, datetime

import pytest

from portevoix.ballots.models import Ballot
from portevoix.commissions.models import Meeting
from portevoix.engine.text import Text as EngineText
from portevoix.engine.text import Unit
from portevoix.publications.actions import publish
from portevoix.texts.actions.drafting import freeze_version, open_text
from portevoix.texts.models import Version
from portevoix.texts.tests.conftest import (  # noqa: F401
    at,
    chair,
    commission,
    member,
    outsider,
    rapporteur,
    secretary,
)

ADOPTED_AT = datetime(2026, 5, 4, 15, 0, tzinfo=UTC)


def proposition(number, heading, *alineas):
    return Unit(
        "", "proposition", str(number), heading, children=tuple(Unit("", "alinea", text=words) for words in alineas)
    )


CONTENT = EngineText(
    "Manifeste pour l’accueil",
    (
        Unit("", "priority", "1", "Accueillir", children=(
            proposition(1, "Un accueil", "Chaque territoire garde un accueil. L’État y contribue.", "Il est ouvert *à tous*."),
            proposition(2, "Un fonds", "Un fonds d’ingénierie est créé, <b>sans condition</b>."),
        )),
    ),
)  # fmt: skip


@pytest.fixture
def adopted(commission, secretary, at):
    """An adopted version, as a vote on the whole leaves it."""
    text = open_text(commission, kind="manifesto", title=CONTENT.title, content=CONTENT, by=secretary, at=at)
    version = freeze_version(text.versions.get(), by=secretary, at=at)
    meeting = Meeting.objects.create(
        commission=commission, title="Plénière", starts_at=ADOPTED_AT, place="Salle", members_with_vote=27, present=20
    )
    version.ballot = Ballot.objects.create(
        meeting=meeting, subject="", question="", majority="simple", present=20, members_with_vote=27, votes_for=15,
        votes_against=3, abstentions=2, adopted=True, closed_at=ADOPTED_AT,
    )  # fmt: skip
    version.status, version.decided_at = Version.Status.ADOPTED, ADOPTED_AT
    version.save()
    return version


@pytest.fixture
def published(adopted, secretary):
    return publish(
        adopted, address="manifeste-2026", summary="Un résumé.", colophon="Adopté.", by=secretary, at=ADOPTED_AT
    )
