"""The thread of a sentence: from the words back to the voices, and on to the answers."""

import re
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q

from portevoix.advocacy.models import FollowUp, SentItem
from portevoix.engine.sentences import sentences
from portevoix.evidence.models import Excerpt, Source
from portevoix.publications.models import Publication
from portevoix.texts.models import Amendment, UnitRow, Version

WORD = re.compile(r"\w+(?:[-’'.]\w+)*[’']?|[^\w\s]+")


@dataclass
class Piece:
    """Words of one origin inside the sentence looked at: each word a link, whose offset is `at`."""

    words: list[tuple[str, int | None]]
    source: str | None
    chosen: bool
    number: str = ""


@dataclass
class Thread:
    """All that a thread page shows, in the order of the six steps."""

    publication: Publication
    unit: UnitRow
    container: UnitRow | None
    before: str
    pieces: list[Piece]
    after: str
    at: int | None
    voices: list[Excerpt] = field(default_factory=list)
    amendments: list[Amendment] = field(default_factory=list)
    first: Version | None = None
    items: list[SentItem] = field(default_factory=list)
    neighbours: tuple[str, str] = ("", "")


def publication_called(address: str) -> Publication | None:
    """The publication at *address* with its text and its last vote; 1 SQL query."""
    return (
        Publication.objects.defer("pdf")
        .select_related("version__text__commission", "version__ballot__meeting", "published_by")
        .filter(address=address)
        .first()
    )


def thread_of(
    publication: Publication, key: str, at: int | None, begins: int, sees_members_sources: bool
) -> Thread | None:
    """The thread of the word at offset *at* of unit *key*, or, when None, of the sentence that holds offset *begins*.

    None when the publication has no such alinéa.

    7 SQL queries. Excerpts from sources that are reserved to members come without their words unless
    *sees_members_sources*.
    """
    version = publication.version
    rows = list(UnitRow.objects.filter(version=version).order_by("position"))
    place = {row.key: row for row in rows}
    if key not in place or place[key].kind != "alinea":
        return None
    unit = place[key]
    spans = sentences(unit.words) or [(0, 0)]
    if at is not None and not 0 <= at < max(len(unit.words), 1):
        at = None
    start, end = next(((s, e) for s, e in spans if s <= (begins if at is None else at) < e), spans[0])
    runs = [run for run in unit.origins or [[0, len(unit.words), None]] if run[0] < end and run[1] > start]
    word_run = next((run for run in runs if at is not None and run[0] <= at < run[1]), None)
    wanted = {run[2] for run in ([word_run] if word_run else runs)}
    pieces = []
    for run_start, run_end, source in runs:
        low, high = max(run_start, start), min(run_end, end)
        pieces.append(
            Piece(
                _words(unit.words, low, high),
                source,
                [run_start, run_end, source] == word_run,
                source.rpartition("/")[2] if source else "",
            )
        )
    amendments = _amendments(version, wanted | {removal[2] for removal in unit.removals if not word_run})
    called = {f"amendment:{one.version.number}/{one.number}": str(one) for one in amendments}
    for piece in pieces:  # a space between two origins is not called by a number
        said = any(word.strip() for word, _at in piece.words)
        piece.number = called.get(piece.source, piece.number) if said else ""
    alineas = [row.key for row in rows if row.kind == "alinea"]
    rank = alineas.index(key)
    holders = _holders(place, key)
    return Thread(
        publication=publication,
        unit=unit,
        container=place.get(unit.parent_key),
        before=unit.words[:start],
        pieces=pieces,
        after=unit.words[end:],
        at=at,
        voices=_voices(version, key, amendments, sees_members_sources),
        amendments=amendments,
        first=Version.objects.filter(text=version.text, number__isnull=False).order_by("number").first(),
        items=_items(publication, holders, key),
        neighbours=(alineas[rank - 1] if rank else "", alineas[rank + 1] if rank + 1 < len(alineas) else ""),
    )


def _words(words: str, low: int, high: int) -> list[tuple[str, int | None]]:
    parts, reached = [], low
    for match in WORD.finditer(words, low, high):
        if match.start() > reached:
            parts.append((words[reached : match.start()], None))
        parts.append((match.group(), match.start()))
        reached = match.end()
    if reached < high:
        parts.append((words[reached:high], None))
    return parts


def _holders(place, key) -> list[str]:
    held = [key]
    while place[held[-1]].parent_key in place:
        held.append(place[held[-1]].parent_key)
    return held


def _amendments(version: Version, sources) -> list[Amendment]:
    """The amendments that gave *sources*, each with those that the same vote adopted, being identical (R8)."""
    wanted = [source.removeprefix("amendment:").split("/") for source in sources if source]
    if not wanted:
        return []
    asked = Q(pk=None)
    for base, number in wanted:
        asked |= Q(version__number=int(base), number=int(number))
    here = Amendment.objects.filter(version__text=version.text)
    found = list(
        here.filter(asked | Q(outcome=Amendment.Outcome.ADOPTED, ballot__in=here.filter(asked).values("ballot")))
        .select_related(
            "author", "mended_by", "ballot__meeting", "opinion__rapporteur", "parent", "version__second_deliberation"
        )
        .prefetch_related("cosignatories")
        .order_by("version__number", "number")
    )
    named = {(int(base), int(number)) for base, number in wanted}
    shown = [one for one in found if (one.version.number, one.number) in named]
    for one in shown:
        one.same = [
            other for other in found if other not in shown and other.ballot_id and other.ballot_id == one.ballot_id
        ]
    return shown


def _voices(version, key, amendments, sees_members_sources) -> list[Excerpt]:
    excerpts = list(
        Excerpt.objects.filter(
            Q(bases__text=version.text, bases__unit_key=key) | Q(amendments__in=[one.pk for one in amendments])
        )
        .select_related("passage__source__transcript__hearing", "passage__source__contribution", "passage__correction")
        .distinct()
        .order_by("passage__source__heard_on", "pk")
    )
    for excerpt in excerpts:
        excerpt.masked = bool(excerpt.masked_at or excerpt.passage.masked_at)
        excerpt.reserved = excerpt.passage.source.access == Source.Access.MEMBERS and not sees_members_sources
    return excerpts


def _items(publication, holders, key) -> list[SentItem]:
    return list(
        SentItem.objects.filter(sending__publication=publication, unit_key__in=holders)
        .select_related("sending__addressee", "answer")
        .prefetch_related(Prefetch("follow_ups", FollowUp.objects.order_by("on", "pk")))
        .order_by("sending__sent_on", "pk")
    )
