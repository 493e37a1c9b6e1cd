"""A commission, its people, what they heard, and a text: what the tests of this room start from."""

from datetime import UTC, date, datetime

import pytest

from portevoix.ballots.models import Ballot
from portevoix.commissions.models import Commission, Mandate, Meeting
from portevoix.commissions.tests.people import seated
from portevoix.engine.amendments import Amendment as EngineAmendment
from portevoix.engine.consolidation import consolidate
from portevoix.engine.digest import version_digest
from portevoix.engine.edits import DeleteUnit, InsertUnits, ReplaceWords, SetHeading, to_json
from portevoix.engine.text import LEAF, Unit
from portevoix.engine.text import Text as EngineText
from portevoix.evidence.models import Excerpt, Passage, Source
from portevoix.publications.models import Publication
from portevoix.texts.actions.drafting import freeze_version, open_text
from portevoix.texts.engine_bridge import store_consolidation, to_engine
from portevoix.texts.models import Amendment, Version

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SLUG = "manifeste-1"  # of the `text` below, the first of its kind


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
def rapporteur(commission):
    return seated(commission, "Raphaël Rapporteur", role=Mandate.Role.RAPPORTEUR)


@pytest.fixture
def member(commission):
    return seated(commission, "Maël Membre")


@pytest.fixture
def outsider(db):
    other = Commission.objects.create(name="Une autre commission", slug="une-autre-commission")
    return seated(other, "Odile Ailleurs")


def excerpt_of(commission, words, reference="E-1", *, heard_on=date(2026, 1, 15), access=Source.Access.PUBLIC, by):
    """An excerpt of a recorded source, whole passage."""
    source = Source.objects.create(
        commission=commission,
        kind=Source.Kind.TRANSCRIPT,
        title="Audition du 15 janvier",
        heard_on=heard_on,
        access=access,
        digest="0" * 64,
        recorded_at=AT,
    )
    passage = Passage.objects.create(
        source=source, position=1, speaker="Mme Voix", words=words, salt="0" * 32, leaf="1" * 64
    )
    return Excerpt.objects.create(
        reference=reference, passage=passage, start=0, end=len(words), words=words, source_digest="0" * 64,
        made_by=by, made_at=AT,
    )  # fmt: skip


@pytest.fixture
def excerpt(commission, secretary):
    return excerpt_of(commission, "Sans diagnostic commun, chacun finance dans son coin.", by=secretary)


def proposition(heading, *words):
    """A proposition that holds *words*, an alinéa each."""
    return Unit("", "proposition", heading=heading, children=tuple(Unit("", LEAF, text=one) for one in words))


def manifesto_content():
    """A manifesto of two priorities and three propositions."""
    coordination = proposition("Une coordination", "Chaque territoire se dote d’une coordination.", "L’État cofinance.")
    welcome = proposition("Un accueil", "Toute démarche garde un accueil. Il est proche.")
    data = proposition("Les données", "Les données sont ouvertes.")
    units = (
        Unit("", LEAF, text="Le numérique change la vie de chacun."),
        Unit("", "priority", heading="Accompagner", children=(coordination, welcome)),
        Unit("", "priority", heading="Ouvrir", children=(data,)),
    )
    return EngineText("Manifeste", units)


@pytest.fixture
def text(commission, secretary, at):
    """A manifesto in draft."""
    return open_text(
        commission, kind="manifesto", title="Agir ensemble", content=manifesto_content(), by=secretary, at=at
    )


@pytest.fixture
def draft(text):
    return text.versions.get()


@pytest.fixture
def frozen(draft, secretary, at):
    """Its first version, open to amendments."""
    return freeze_version(draft, by=secretary, at=at)


@pytest.fixture
def adopted(frozen, member, commission, at):
    """Its second version, adopted: amendment 1 rewrote words and a heading, amendment 2 an alinéa."""
    amendments = [
        (
            ReplaceWords("prop_1__al_1", 0, 6, "Tout"),
            ReplaceWords("prop_1__al_1", 18, 21, "sera"),
            SetHeading("prop_2", "Un accueil à portée"),
        ),
        (DeleteUnit("prop_3__al_1"), InsertUnits("prop_3", None, (Unit("prop_3__al_9", LEAF, text="Tout s’ouvre."),))),
    ]
    meeting = Meeting.objects.create(
        commission=commission, title="Séance", starts_at=at, place="ici", members_with_vote=9
    )
    ballot = Ballot.objects.create(
        meeting=meeting, subject="s", question="q", majority="simple", present=7, members_with_vote=9, votes_for=5,
        votes_against=1, abstentions=1, adopted=True, closed_at=at,
    )  # fmt: skip
    for number, edits in enumerate(amendments, 1):
        Amendment.objects.create(
            version=frozen, number=number, author=member, unit_key="prop_1__al_1" if number == 1 else "prop_3__al_1",
            instructions="…", rationale="…", edits=to_json(edits), filed_at=at, outcome="adopted", ballot=ballot,
        )  # fmt: skip
    made = consolidate(
        to_engine(frozen),
        [EngineAmendment(f"amendment:1/{number}", edits) for number, edits in enumerate(amendments, 1)],
    )
    version = Version.objects.create(
        text=frozen.text, number=2, status="adopted", base=frozen, title=frozen.title, language=frozen.language,
        digest=version_digest(made.text), frozen_at=at, decided_at=at,
    )  # fmt: skip
    store_consolidation(version, made)
    version.save()
    return version


@pytest.fixture
def published(adopted, secretary, at):
    """The same, published at `agir`."""
    return Publication.objects.create(
        version=adopted, address="agir", title=adopted.title, colophon="…", pdf=b"", pdf_digest="0" * 64, pages=2,
        published_at=at, published_by=secretary,
    )  # fmt: skip
