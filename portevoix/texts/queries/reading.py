"""What the pages that show a text ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import rules
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext, ngettext

from portevoix.commissions.models import Commission, Mandate
from portevoix.commissions.queries.room import WITH_RULES
from portevoix.commissions.seat import seat_of
from portevoix.engine.text import LEAF, Unit, unit_from_canonical
from portevoix.texts import drafts, wording
from portevoix.texts.engine_bridge import anchors, removers, to_engine
from portevoix.texts.models import Amendment, Basis, Text, UnitRow, Version
from portevoix.texts.queries.arranging import arrangement_of
from portevoix.texts.rules import may_read_excerpt, sits_in_its_commission
from portevoix.texts.scope import reopened
from portevoix.texts.wording import Segment

Status = Version.Status
PART_ALINEAS, PART_SIGNS = 150, 60_000
VIEWS = ("texte", "changements", "origine")


# Whether an answer of the State on the publication of a version was received.
ANSWERED = Exists(
    Version.objects.filter(pk=OuterRef("pk"), publication__sendings__items__answer__received_at__isnull=False)
)
# What was filed on a text's versions: all but what coordinates them (R26).
FILED = ~Q(versions__amendments__outcome=Amendment.Outcome.COORDINATION)


def _with_versions():
    versions = (
        Version.objects.select_related(
            "publication",
            "base__examination__meeting",
            "ballot",
            "examination__meeting",
            "second_deliberation__asked_by",
        )
        .select_related(*(f"examination__meeting__{name}" for name in WITH_RULES))
        .annotate(answered=ANSWERED)
        .defer("publication__pdf")
        .order_by("number")
    )
    return Text.objects.select_related("commission__parent").prefetch_related(Prefetch("versions", versions))


def text_called(slug: str) -> Text:
    """The text at *slug*, with its versions and their publications, each knowing its text; 2 SQL queries.

    Raises Text.DoesNotExist.
    """
    text = _with_versions().get(slug=slug)
    for version in text.versions.all():
        version.text = text
    return text


def published(version: Version):
    """The publication of *version*, or None."""
    return getattr(version, "publication", None)


def latest_seen(text: Text, person) -> Version | None:
    """The version of *text* that *person* sees first: the draft or the last one for members, else the last adopted."""
    versions = list(text.versions.all())
    if sits_in_its_commission(person, text):
        return next((one for one in versions if one.number is None), None) or max(
            versions, key=lambda one: one.number, default=None
        )
    adopted = [one for one in versions if one.status == Status.ADOPTED]
    return max(adopted, key=lambda one: one.number, default=None)


def step_of(version: Version) -> str:
    """Where the text of *version* stands on the six steps: once one of its versions is published, what became of that
    one, whichever is read; before, where *version* stands.

    No SQL query when the versions of its text are at hand, `answered` (ANSWERED) and each with its publication.
    """
    out = [one for one in version.text.versions.all() if published(one)]
    if out:
        return step_once_published(any(one.answered for one in out))
    if version.status == Status.DRAFT:
        return "draft"
    return "publish" if version.status == Status.ADOPTED else "decide"


def step_once_published(answered: bool) -> str:
    """The step of a text that is published: it is carried, then followed once the State *answered*."""
    return "follow" if answered else "carry"


def texts_page(person) -> dict:
    """The texts that *person* may see, latest first, each with its version, its step and its counts; 2 SQL queries,
    and those of the person's seat."""
    shown = Q(versions__status=Status.ADOPTED)
    if person is not None:
        places = seat_of(person).commission_ids
        shown |= Q(commission__in=places) | Q(commission__parent__in=places)
    texts = (
        _with_versions()
        .filter(pk__in=Text.objects.filter(shown).values("pk"))
        .annotate(amendments_filed=Count("versions__amendments", filter=FILED, distinct=True))
        .order_by("-created_at", "-pk")
    )
    found = []
    for text in texts:
        version = latest_seen(text, person)
        if version is not None:
            version.text = text
            found.append({"text": text, "version": version, "step": step_of(version)})
    return {"texts": found}


@dataclass
class Item:
    """A unit as a page shows it; `removed` for one that is no longer in the version but in the one before, `added` for
    a container that is not in the one before; `within` names the container of an alinéa; `closed` when it cannot be
    amended, out of a second deliberation."""

    unit: Unit
    anchor: str
    level: int = 2
    rank: int = 0
    within: str = ""
    label: str = ""
    heading: Sequence[Segment] = ()
    segments: Sequence[Segment] = ()
    amendments: int = 0
    excerpts: list = field(default_factory=list)
    removed: bool = False
    added: bool = False
    closed: bool = False

    @property
    def is_alinea(self) -> bool:
        return self.unit.kind == LEAF

    @property
    def aside(self) -> str:
        """What follows « Amender » for those who hear the page: `, alinéa 3, Proposition 2`. Said here, a page says it
        600 times."""
        named = gettext(", alinéa %(rank)s") % {"rank": self.rank}
        return f"{named}, {self.within}" if self.within else named

    @property
    def counted(self) -> str:
        """`3 amendements`."""
        found = ngettext("%(counter)s amendement", "%(counter)s amendements", self.amendments)
        return found % {"counter": self.amendments}


def version_page(version: Version, *, view: str = "texte", part: int = 1, person=None) -> dict:
    """*version*, read in one of VIEWS, by parts of at most PART_ALINEAS alinéas.

    *version* comes from `text_called`. 4 SQL queries (units, excerpts, amendments and how they are arranged), one or two
    more for the views of changes and of origins; one more for the text alone of a version that has one before it.
    """
    rows = _rows(version, view != "texte")
    text = to_engine(version, rows)
    base = version.base
    sources = _sources(version) if view != "texte" else {}
    base_rows = _rows(base) if view == "changements" and base else []
    depths, sizes = _measures(rows)
    found_anchors = anchors(text)
    units = {unit.key: unit for unit, _up in text.walk()}
    before = {row.key: row for row in base_rows}
    called = {row.key: drafts.titled(row) for row in rows if row.kind != LEAF}
    items = []
    for row in rows:
        item = Item(units[row.key], found_anchors[row.key], min(depths[row.key] + 2, 6), row.rank)
        if item.is_alinea:
            item.within = called.get(row.parent_key, "")
            item.segments = _segments(version, row, view)
        else:
            item.label = drafts.named(row) if row.number else ""
            item.heading = _heading(version, row, view, before)
            item.added = bool(before) and row.key not in before
        items.append(item)
    parts = _parts(items, sizes)
    part = min(max(part, 1), len(parts))
    removed = _removed(base_rows, rows, version) if base_rows else {}
    shown = list(removed.get(None, ())) if part == 1 else []
    for item in parts[part - 1]:
        shown.append(item)
        shown.extend(removed.get(item.unit.key, ()))
    labels = {wording.name(source): str(one) for source, one in sources.items() if str(one) != f"{one.number}"}
    if labels:
        for item in shown:
            item.segments = wording.labelled(item.segments, labels)
            item.heading = wording.labelled(item.heading, labels)
    again = version.deliberated_again
    if again:
        open_keys = reopened(text, again.articles)
        for item in shown:
            item.closed = item.unit.key not in open_keys
    filed, coordinated = _margin(version, shown, person)
    only = base.number if base and view == "changements" else None
    seen = {run.source for item in shown for run in (*item.segments, *item.heading)}
    used = [
        entry
        for entry in (_used(version, rows, sources, only) if view != "texte" else ())
        if wording.name(f"amendment:{entry['amendment'].version.number}/{entry['amendment'].number}") in seen
    ]
    return {
        "text": version.text,
        "version": version,
        "publication": published(version),
        "view": view,
        "items": shown,
        "part": part,
        "parts": len(parts),
        "contents": [(item, rank) for rank, chunk in enumerate(parts, 1) for item in chunk if not item.is_alinea],
        "legend": used,
        "filed": filed,
        "again": again,
        "coordinated": coordinated,
        "base_coordinated": base is not None and _is_coordinated(base, sources.values() if view != "texte" else None),
        "alineas": sum(row.kind == LEAF for row in rows),
        "numbers": _kinds(rows),
        "step": step_of(version),
        "others": [one for one in _seen_by(person, version.text) if one.pk != version.pk],
    }


def _rows(version: Version, with_origins: bool = False) -> list[UnitRow]:
    """The units of *version* in reading order, each with the fields of a `UnitRow`; 1 SQL query.

    Plain tuples: a long text has thousands, of which a page shows a part.
    """
    fields = ["key", "parent_key", "position", "kind", "number", "heading", "words", "rank"]
    fields += ["origins", "removals"] if with_origins else []
    return list(version.units.order_by("position").values_list(*fields, named=True))


def _seen_by(person, text: Text) -> list[Version]:
    numbered = [one for one in text.versions.all() if one.number]
    return [one for one in numbered if rules.test_rule("texts.see_version", person, one)]


def _kinds(rows: Iterable[UnitRow]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        counts[row.kind] += 1
    return dict(counts)


def _measures(rows: Sequence[UnitRow]) -> tuple[dict[str, int], dict[str, tuple[int, int]]]:
    """Depth of each unit, and what it weighs: alinéas held, signs held."""
    depths: dict[str, int] = {}
    parents = {row.key: row.parent_key for row in rows}
    sizes: dict[str, list[int]] = {}
    for row in rows:
        depths[row.key] = depths[row.parent_key] + 1 if row.parent_key else 0
        sizes[row.key] = [0, len(row.heading)]
        if row.kind == LEAF:
            up = row.key
            while up:
                sizes[up][0] += 1
                sizes[up][1] += len(row.words)
                up = parents[up]
    return depths, {key: (alineas, signs) for key, (alineas, signs) in sizes.items()}


def _parts(items: Sequence[Item], sizes: dict[str, tuple[int, int]]) -> list[list[Item]]:
    """Runs of items light enough for a page, cut before containers where it can be."""
    parts: list[list[Item]] = [[]]
    alineas = signs = 0
    for item in items:
        more, longer = sizes[item.unit.key]
        if alineas and (alineas + more > PART_ALINEAS or signs + longer > PART_SIGNS):
            # The headings that open this unit go with it.
            carried: list[Item] = []
            while parts[-1] and not parts[-1][-1].is_alinea:
                carried.insert(0, parts[-1].pop())
            parts.append(carried)
            alineas = signs = 0
        parts[-1].append(item)
        if item.is_alinea:
            alineas, signs = alineas + 1, signs + longer
    return parts


def _heading(version: Version, row: UnitRow, view: str, before: dict[str, UnitRow]) -> list[Segment]:
    source = wording.name(version.heading_origins.get(row.key))
    if view == "changements" and version.base:
        was = before[row.key].heading if row.key in before else ""
        return wording.heading_change(was, row.heading, source)
    return [Segment(row.heading, "from" if source and view == "origine" else "", source if view == "origine" else None)]


def part_of(rows: Sequence[UnitRow], key: str) -> int:
    """The part in which unit *key* is read, from 1."""
    _depths, sizes = _measures(rows)
    parts = _parts([Item(Unit(row.key, row.kind, text=row.words), "") for row in rows], sizes)
    return next((rank for rank, chunk in enumerate(parts, 1) for item in chunk if item.unit.key == key), 1)


def _segments(version: Version, row: UnitRow, view: str) -> list[Segment]:
    if view == "origine":
        return wording.with_origins(row.words, row.origins)
    if view == "changements" and version.base:
        return wording.with_changes(row.words, row.origins, row.removals, version.base.number)
    if published(version):
        return wording.in_sentences(row.words)
    return [Segment(row.words)]


def _sources(version: Version) -> dict[str, Amendment]:
    """The adopted amendments of the text, and what coordinates it, by the name of the origin they give; one SQL query."""
    adopted = (
        Amendment.objects.filter(version__text=version.text, outcome__in=Amendment.APPLIED)
        .select_related("author", "version")
        .order_by("version__number", "number")
    )
    return {f"amendment:{one.version.number}/{one.number}": one for one in adopted}


def _is_coordinated(version: Version, applied: Iterable[Amendment] | None) -> bool:
    """Whether *version* was coordinated to make the next one, as *applied* says; one SQL query without it."""
    if applied is None:
        return version.amendments.filter(outcome=Amendment.Outcome.COORDINATION).exists()
    return any(one.is_coordination and one.version_id == version.pk for one in applied)


def _used(version: Version, rows: Iterable[UnitRow], sources: dict[str, Amendment], only: int | None) -> list[dict]:
    """The amendments whose words the version holds or lost, in order, with how many words each brought and took, and
    those that the same vote adopted with it, being identical: all their authors are named (R8)."""
    counts: dict[str, list[int]] = {source: [0, 0] for source in version.heading_origins.values()}
    for gone in version.removed_units:
        for unit in unit_from_canonical(gone["unit"]).walk():
            counts.setdefault(gone["source"], [0, 0])[1] += len(unit.text.split())
    for row in rows:
        for start, end, source in row.origins:
            if source:
                counts.setdefault(source, [0, 0])[0] += len(row.words[start:end].split())
        for _at, words, source in row.removals:
            if source:
                counts.setdefault(source, [0, 0])[1] += len(words.split())
    used = []
    for source, amendment in sources.items():
        if only is not None and amendment.version.number != only:
            continue
        if source in counts:
            brought, took = counts[source]
            voted = amendment.ballot_id
            same = [one for one in sources.values() if voted and one.ballot_id == voted and one != amendment]
            used.append({"amendment": amendment, "same": same, "brought": brought, "took": took})
    return used


def _removed(base_rows: Sequence[UnitRow], rows: Sequence[UnitRow], version: Version) -> dict[str | None, list[Item]]:
    """Units of the base version that are no longer there, by the key of the unit they came after."""
    kept = {row.key for row in rows}
    gone = [row for row in base_rows if row.key not in kept]
    if not gone:
        return {}
    gone_by = removers(version)
    depths, _sizes = _measures(base_rows)
    found: dict[str | None, list[Item]] = {}
    last = None
    for row in base_rows:
        if row.key in kept:
            last = row.key
            continue
        unit = Unit(row.key, row.kind, row.number, row.heading, row.words)
        item = Item(unit, f"supprime-{row.position}", min(depths[row.key] + 2, 6), row.rank, removed=True)
        source = wording.name(gone_by.get(row.key))
        if item.is_alinea:
            item.segments = [Segment(row.words, "del", source)]
        else:
            item.label, item.heading = drafts.named(row) if row.number else "", [Segment(row.heading, "del", source)]
        found.setdefault(last, []).append(item)
    return found


def _margin(version: Version, items: Sequence[Item], person) -> tuple[int, bool]:
    """What stands beside each of *items*: the excerpts it rests on, how many amendments touch it; 3 SQL queries.

    Returns how many amendments were filed on the version, and whether something coordinates it, which is none of them.
    """
    shown = {item.unit.key: item for item in items if not item.removed}
    bases = (
        Basis.objects.filter(text=version.text, unit_key__in=shown if len(shown) < 500 else [*shown][:500])
        .select_related("excerpt__passage__source__commission")
        .order_by("attached_at", "pk")
    )
    for basis in bases:
        shown[basis.unit_key].excerpts.append(excerpt_card(basis.excerpt, person))
    if not version.number:
        return 0, False
    outcomes = dict(version.amendments.values_list("number", "outcome"))
    filed = {number for number, outcome in outcomes.items() if outcome != Amendment.Outcome.COORDINATION}
    for line in arrangement_of(version, outcomes).lines:
        for key in (*line.keys, *line.within) if line.number in filed else ():
            if key in shown:
                shown[key].amendments += 1
    return len(filed), len(filed) < len(outcomes)


def excerpt_card(excerpt, person) -> dict:
    """An excerpt as the margin shows it, without the words that *person* may not read (R31, R32)."""
    masked = bool(excerpt.masked_at or excerpt.passage.masked_at)
    reserved = not masked and not may_read_excerpt(person, excerpt)
    return {
        "excerpt": excerpt,
        "masked": masked,
        "reserved": reserved,
        "words": "" if masked or reserved else excerpt.words,
        "speaker": "" if masked or reserved else excerpt.passage.speaker,
        "source": None if reserved else excerpt.passage.source,
    }


def commissions_drafted_by(person) -> list:
    """The commissions in which *person* may open a text, their own and those under them; one SQL query, none for a
    visitor."""
    if person is None:
        return []
    roles = (Mandate.Role.SECRETARIAT, Mandate.Role.CHAIR, Mandate.Role.CO_CHAIR, Mandate.Role.RAPPORTEUR)
    held = [mandate.commission_id for mandate in seat_of(person).mandates if mandate.role in roles]
    return list(Commission.objects.filter(Q(pk__in=held) | Q(parent__in=held), closed_on=None)) if held else []
