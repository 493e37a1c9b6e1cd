"""Adopted amendments → the next version, with the origin of every word (R25 to R27)."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from portevoix.engine.amendments.competition import meet
from portevoix.engine.amendments.examination import in_filing_order
from portevoix.engine.amendments.reach import (
    Amendment,
    Reach,
    Run,
    content,
    cross,
    identity,
    idle,
    reach,
    reach_and_effect,
    span,
)
from portevoix.engine.edits import DeleteUnit, Edit, InsertUnits, ReplaceUnit, ReplaceWords, SetHeading, tidied
from portevoix.engine.edits.applying import refuse_repeated_keys
from portevoix.engine.text import LEAF, Layout, Text, Unit, layout


class Conflict(ValueError):
    """Two adopted amendments compete: a person resolves it by a coordination edit, the engine never does (R26).

    `first` and `second` are their ids by order of filing, `unit` the key of the unit where they meet.
    `message` (French) and `message_en` say it.
    """

    def __init__(self, first: str, second: str, unit: str) -> None:
        self.first, self.second, self.unit = first, second, unit
        self.message = (
            f"Les amendements {first} et {second} sont adoptés tous les deux et touchent les mêmes mots "
            f"(élément «\u202f{unit}\u202f»)\u202f: il faut une modification de coordination."
        )
        self.message_en = (
            f"Amendments {first} and {second} are both adopted and touch the same words (unit {unit!r}): "
            "a coordination edit is needed."
        )
        super().__init__(self.message)


class Removal(NamedTuple):
    """*words* stood before offset *at* of the new alinéa; *source* removed them (R27)."""

    at: int
    words: str
    source: str


class RemovedUnit(NamedTuple):
    """*unit* of the base version, with all it held, removed or rewritten whole by *source* (R27).

    It stood in *parent* (None: the top), after sibling *after* of the base version (None: first).
    """

    unit: Unit
    parent: str | None
    after: str | None
    source: str


class Superseded(NamedTuple):
    """An edit of *amendment* in *unit* that gives way to coordination edit *by* (R26)."""

    amendment: str
    unit: str | None
    by: str


@dataclass(frozen=True, slots=True)
class Consolidation:
    """The next version and where all of it comes from (R27).

    `origins`: key of each alinéa → runs that cover its text. `removals`: key → words removed from it, left to right.
    `headings`: key of a container → who brought its heading. `credited_with`: id → ids of the identical amendments
    whose words it is credited for, being the first filed.
    """

    text: Text
    origins: dict[str, tuple[Run, ...]]
    removals: dict[str, tuple[Removal, ...]]
    removed_units: tuple[RemovedUnit, ...] = ()
    headings: dict[str, str] = field(default_factory=dict)
    credited_with: dict[str, tuple[str, ...]] = field(default_factory=dict)
    superseded: tuple[Superseded, ...] = ()


def consolidate(text: Text, adopted: Sequence[Amendment], coordination: Sequence[Amendment] = ()) -> Consolidation:
    """*text* once all of *adopted* are applied, each read on *text* (R3), in whatever order they were adopted (R25).

    Identical amendments are applied once, credited to the first filed. Insertions at one place stand by order of
    filing. A *coordination* edit takes the place of the adopted edits it meets (R26), and they are listed.
    Raises Conflict when two adopted amendments compete otherwise, EditError when an edit does not fit the text.
    """
    where = layout(text)
    gathered = _Gathered(text, where)
    ruling = ruling_of(coordination, text)
    seen: dict[Hashable, str] = {}
    twins: dict[str, list[str]] = {}
    for amendment in in_filing_order(adopted):
        touched, done = reach_and_effect(amendment, text)
        if not done:
            continue
        form = identity(done)
        if form in seen:
            twins.setdefault(seen[form], []).append(amendment.id)
            continue
        seen[form] = amendment.id
        gathered.take(amendment, touched, ruling)
    for amendment, touched in ruling:
        gathered.take(amendment, touched, ())
    return gathered.consolidation({first: tuple(others) for first, others in twins.items()})


Ruling = Sequence[tuple[Amendment, Reach]]


def ruling_of(coordination: Sequence[Amendment], text: Text) -> Ruling:
    """*coordination* edits on *text* by order of filing, each with what it touches. Raises EditError."""
    return [(found, reach_and_effect(found, text)[0]) for found in in_filing_order(coordination)]


def gives_way(edit: Edit, ruling: Ruling, text: Text, where: Layout) -> str | None:
    """The id of the first coordination edit of *ruling* that *edit* of an adopted amendment meets, and that takes its
    place (R26); None without one. *where* is the layout of *text*. Raises EditError."""
    alone = reach(Amendment("", (edit,)), text)
    return next((other.id for other, theirs in ruling if meet(alone, theirs, where)), None)


class _Words(NamedTuple):
    edit: ReplaceWords
    source: str
    amendment: str


class _Gathered:
    """All the edits to be applied, by the unit they bear on."""

    def __init__(self, text: Text, where: Layout) -> None:
        self.text, self.where = text, where
        self.words: dict[str, list[_Words]] = {}
        self.whole: dict[str, tuple[DeleteUnit | ReplaceUnit, str, str]] = {}
        self.headings: dict[str, tuple[str, str, str]] = {}
        self.inserted: dict[tuple[str | None, str | None], list[tuple[InsertUnits, str, str]]] = {}
        self.credits: dict[str, tuple[Run, ...]] = {}
        self.superseded: list[Superseded] = []
        self.filed: dict[str, int] = {}

    def take(self, amendment: Amendment, touched: Reach, ruling: Ruling) -> None:
        self.filed.setdefault(amendment.id, len(self.filed))
        self.credits.update(amendment.credits)
        ruling = [(other, theirs) for other, theirs in ruling if meet(touched, theirs, self.where)]
        words: dict[str, list[tuple[ReplaceWords, str]]] = {}
        for index, edit in enumerate(amendment.edits):
            source = amendment.source_of(index)
            if idle(edit, self.where):
                continue
            if isinstance(edit, ReplaceWords):
                words.setdefault(edit.unit, []).append((edit, source))
            elif not (ruling and self._gives_way(amendment, edit, ruling)):
                self._take_whole(edit, source, amendment.id)
        for unit, changes in words.items():
            changes.sort(key=lambda found: (found[0].start, found[0].end))
            neat = tidied([edit for edit, _ in changes], self.where.units[unit].text)
            kept = self.words.setdefault(unit, [])
            for edit, (_, source) in zip(neat, changes, strict=True):
                if (edit.start != edit.end or edit.words) and not (ruling and self._gives_way(amendment, edit, ruling)):
                    kept.append(_Words(edit, source, amendment.id))

    def _gives_way(self, amendment: Amendment, edit: Edit, ruling: Ruling) -> bool:
        by = gives_way(edit, ruling, self.text, self.where)
        if by is None:
            return False
        unit = edit.parent if isinstance(edit, InsertUnits) else edit.unit
        self.superseded.append(Superseded(amendment.id, unit, by))
        return True

    def _take_whole(self, edit: Edit, source: str, amendment: str) -> None:
        match edit:
            case InsertUnits(parent, after):
                there = self.inserted.setdefault((parent, after), [])
                new = content(edit.units)
                if not any(by != amendment and content(other.units) == new for other, _, by in there):
                    there.append((edit, source, amendment))
            case SetHeading(unit, heading):
                known = self.headings.setdefault(unit, (heading, source, amendment))
                if known[0] != heading:
                    raise self._conflict(known[2], amendment, unit)
            case DeleteUnit(unit) | ReplaceUnit(unit):
                known = self.whole.setdefault(unit, (edit, source, amendment))
                if _instead(known[0]) != _instead(edit):
                    raise self._conflict(known[2], amendment, unit)

    def _conflict(self, one: str, other: str, unit: str) -> Conflict:
        first, second = sorted((one, other), key=self.filed.__getitem__)
        return Conflict(first, second, unit)

    def _refuse_conflicts(self) -> None:
        """Between what is taken whole and what is changed inside it."""
        if not self.whole:
            return
        bearing = [(unit, found.amendment, True) for unit, changes in self.words.items() for found in changes]
        bearing += [(unit, found[2], True) for unit, found in self.headings.items()]
        bearing += [
            (place[0], by, True) for place, added in self.inserted.items() for _, _, by in added if place[0] is not None
        ]
        bearing += [(unit, found[2], False) for unit, found in self.whole.items()]
        for unit, amendment, exact in bearing:
            for up in ((unit,) if exact else ()) + tuple(self.where.ancestors(unit)):
                if up in self.whole:
                    raise self._conflict(self.whole[up][2], amendment, up)

    def consolidation(self, credited_with: dict[str, tuple[str, ...]]) -> Consolidation:
        self._refuse_conflicts()
        origins: dict[str, tuple[Run, ...]] = {}
        removals: dict[str, tuple[Removal, ...]] = {}
        removed: list[RemovedUnit] = []
        where, whole, inserted, headings = self.where, self.whole, self.inserted, self.headings
        touched: set[str] = set()
        for key in (*self.words, *whole, *headings, *(place[0] for place in inserted if place[0] is not None)):
            while key not in touched:
                touched.add(key)
                parent = where.parents[key]
                if parent is None:
                    break
                key = parent

        def bring(units: Sequence[Unit], source: str) -> Sequence[Unit]:
            for unit in units:
                for inner in unit.walk():
                    if inner.kind == LEAF:
                        full = (Run(0, len(inner.text), source),) if inner.text else ()
                        origins[inner.key] = self.credits.get(inner.key, full)
                    elif inner.heading:
                        brought[inner.key] = source
            return units

        def additions(parent: str | None, after: str | None) -> list[Unit]:
            added: list[Unit] = []
            for edit, source, _ in inserted.get((parent, after), ()):
                added.extend(bring(edit.units, source))
            return added

        def stay(unit: Unit) -> None:
            for inner in unit.walk():
                if inner.kind == LEAF:
                    origins[inner.key] = (Run(0, len(inner.text), None),) if inner.text else ()

        def rebuild(units: Sequence[Unit], parent: str | None) -> tuple[Unit, ...]:
            made = additions(parent, None) if inserted else []
            before: str | None = None
            for unit in units:
                key = unit.key
                if key in whole:
                    edit, source, _ = whole[key]
                    removed.append(RemovedUnit(unit, parent, before, source))
                    if isinstance(edit, ReplaceUnit):
                        made.extend(bring(edit.units, source))
                elif key not in touched:
                    made.append(unit)
                    stay(unit)
                elif unit.kind == LEAF:
                    made.append(self._alinea(unit, origins, removals))
                else:
                    heading = unit.heading
                    if key in headings:
                        heading, brought[key], _ = headings[key]
                    made.append(replace(unit, heading=heading, children=rebuild(unit.children, key)))
                if inserted:
                    made.extend(additions(parent, key))
                before = key
            return tuple(made)

        brought: dict[str, str] = {}
        units = rebuild(self.text.units, None) if touched or inserted else self.text.units
        if not (touched or inserted):
            for unit in units:
                stay(unit)
        result = replace(self.text, units=units) if touched or inserted else self.text
        if inserted or whole:
            refuse_repeated_keys(result)
        return Consolidation(result, origins, removals, tuple(removed), brought, credited_with, tuple(self.superseded))

    def _alinea(
        self, unit: Unit, origins: dict[str, tuple[Run, ...]], removals: dict[str, tuple[Removal, ...]]
    ) -> Unit:
        text = unit.text
        changes = self._in_place(unit.key, text)
        parts: list[str] = []
        runs: list[Run] = []
        gone: list[Removal] = []
        reached = length = 0

        def add(words: str, source: str | None) -> None:
            nonlocal length
            if not words:
                return
            start, length = length, length + len(words)
            parts.append(words)
            if runs and runs[-1][2] == source:
                runs[-1] = Run(runs[-1][0], length, source)
            else:
                runs.append(Run(start, length, source))

        for edit, source, _ in changes:
            add(text[reached : edit.start], None)
            if edit.start < edit.end:
                gone.append(Removal(length, text[edit.start : edit.end], source))
            add(edit.words, source)
            reached = edit.end
        add(text[reached:], None)
        origins[unit.key] = tuple(runs)
        if gone:
            removals[unit.key] = tuple(gone)
        return Unit(unit.key, unit.kind, unit.number, unit.heading, "".join(parts), unit.children)

    def _in_place(self, key: str, text: str) -> list[_Words]:
        """The edits of one alinéa from left to right, an edit asked for twice taken once. Raises Conflict."""
        found = self.words.get(key, [])
        if len(found) < 2:
            return found
        # Gathered by order of filing, which sorting keeps among insertions at one point.
        found = sorted(found, key=lambda change: (change.edit.start, change.edit.end))
        asked: dict[ReplaceWords, str] = {}
        kept: list[_Words] = []
        spans: list[tuple[tuple[int, int], _Words]] = []
        for change in found:
            by = asked.setdefault(change.edit, change.amendment)
            if by != change.amendment:
                continue
            kept.append(change)
            spans.append((span(change.edit, text), change))
        spans.sort(key=lambda pair: pair[0])
        furthest: tuple[tuple[int, int], _Words] | None = None
        for mine, change in spans:
            if furthest and cross(furthest[0], mine) and furthest[1].amendment != change.amendment:
                raise self._conflict(furthest[1].amendment, change.amendment, key)
            if mine[0] < mine[1] and (furthest is None or mine[1] > furthest[0][1]):
                furthest = mine, change
        return kept


def _instead(edit: DeleteUnit | ReplaceUnit) -> tuple:
    return content(edit.units) if isinstance(edit, ReplaceUnit) else ()
