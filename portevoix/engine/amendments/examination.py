"""The order in which amendments are examined (R7, R9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portevoix.engine.amendments.competition import groups
from portevoix.engine.amendments.reach import Amendment
from portevoix.engine.amendments.sub_amendments import read_on_parent
from portevoix.engine.edits import DeleteUnit, InsertUnits, ReplaceUnit, ReplaceWords
from portevoix.engine.text import LEAF, Layout, Text, layout
from portevoix.engine.tokens import words


@dataclass(frozen=True, slots=True)
class Placed:
    """An amendment in the order of examination.

    `subdivision`: key of the container it is examined with (None: the top of the text); `after`: it adds units after
    that container rather than changing it. `identical`, `common_discussion`: the id of the first amendment of the
    group, None when it is in none. `parent`: the amendment it amends.
    """

    id: str
    subdivision: str | None
    identical: str | None = None
    common_discussion: str | None = None
    after: bool = False
    parent: str | None = None


# Reading order, then what a place asks for: the unit itself before what is added after it, the innermost first.
Place = tuple[int, int, int]
_ITSELF, _AFTER = 0, 1
_DELETES, _REWRITES, _CHANGES = 0, 1, 2


def order(amendments: Sequence[Amendment], text: Text) -> list[Placed]:
    """*amendments* in the order of their examination on *text* (R7), each sub-amendment before its parent (R9).

    At one place, an alinéa or a container: those that delete it, those that rewrite it (first those that take away the
    most alinéas with it), then the others from the furthest from the text (the more words replaced) to the nearest, then
    additions after it; identical ones together, equal ones by filing. Raises EditError when an edit does not fit the text it is read on, ValueError when two
    amendments have one id or a parent is not among them.
    """
    known = {amendment.id: amendment for amendment in amendments}
    if len(known) != len(amendments):
        raise ValueError("two amendments have one id")
    below: dict[str | None, list[Amendment]] = {}
    for amendment in amendments:
        if amendment.parent is not None and amendment.parent not in known:
            raise ValueError(f"the parent of amendment {amendment.id} is not in the list: {amendment.parent}")
        below.setdefault(amendment.parent, []).append(amendment)
    placed: list[Placed] = []

    def place(parent: str | None, version: Text) -> None:
        for found in _ordered(below.get(parent, ()), version):
            if found.id in below:
                place(found.id, read_on_parent(version, known[found.id]))
            placed.append(found)

    place(None, text)
    if len(placed) != len(amendments):
        lost = sorted(set(known) - {found.id for found in placed})
        raise ValueError(f"amendments that amend one another: {', '.join(lost)}")
    return placed


def _ordered(amendments: Sequence[Amendment], text: Text) -> list[Placed]:
    if not amendments:
        return []
    where = layout(text)
    same, linked = groups(amendments, text)
    keys = [_key(amendment, text, where) for amendment in amendments]
    filing = sorted(range(len(amendments)), key=lambda index: (amendments[index].rank, amendments[index].id))
    leader: dict[int, tuple] = {}
    for index in filing:
        mine = (keys[index][0], amendments[index].rank, amendments[index].id)
        leader[same[index]] = min(leader.get(same[index], mine), mine)
    filing.sort(key=lambda index: leader[same[index]])
    twins: dict[int, list[str]] = {}
    together: dict[tuple, dict[int, str]] = {}
    for index in filing:
        twins.setdefault(same[index], []).append(amendments[index].id)
        together.setdefault((linked[index], keys[index][1]), {}).setdefault(same[index], amendments[index].id)
    made = []
    for index in filing:
        amendment, (subdivision, after) = amendments[index], keys[index][1]
        alike, common = twins[same[index]], together[linked[index], keys[index][1]]
        made.append(
            Placed(
                amendment.id,
                subdivision,
                alike[0] if len(alike) > 1 else None,
                next(iter(common.values())) if len(common) > 1 else None,
                after,
                amendment.parent,
            )
        )
    return made


def _key(amendment: Amendment, text: Text, where: Layout) -> tuple[tuple, tuple[str | None, bool]]:
    """Where *amendment* stands in the order (R7), and its subdivision."""
    best: tuple[Place, int, int] | None = None
    subdivision: tuple[str | None, bool] = (None, False)
    distances: dict[tuple[Place, int], list[int]] = {}
    gone = 0
    for edit in amendment.edits:
        if isinstance(edit, InsertUnits):
            place, home = _addition(edit, where)
            kind, start = _CHANGES, 0
            far = [0, sum(len(words(inner.text)) for unit in edit.units for inner in unit.walk())]
        else:
            unit = where.units[edit.unit]
            place, home = (where.place[edit.unit], _ITSELF, 0), (_home(edit.unit, where), False)
            kind, start, far = _CHANGES, 0, [0, 0]
            if isinstance(edit, DeleteUnit) or (isinstance(edit, ReplaceUnit) and not edit.units):
                kind = _DELETES
                far = [where.last[edit.unit] - where.place[edit.unit] + 1, 0]
            elif isinstance(edit, ReplaceUnit):
                kind = _REWRITES
                far = [where.last[edit.unit] - where.place[edit.unit] + 1, 0]
            elif isinstance(edit, ReplaceWords):
                start = edit.start
                far = [len(words(unit.text[edit.start : edit.end])), len(words(edit.words))]
        if kind != _CHANGES:
            gone += far[0]
        total = distances.setdefault((place, kind), [0, 0])
        total[0] += far[0]
        total[1] += far[1]
        if best is None or (place, kind, start) < best:
            best, subdivision = (place, kind, start), home
    if best is None:
        # Nothing to place it by: before everything, as motions on the whole text are.
        return ((-1, 0, 0), 0, 0, 0, 0), subdivision
    place, kind, start = best
    replaced, brought = distances[place, kind]
    if kind != _CHANGES:
        # Of two that begin at one place, the one that takes away the most alinéas is the furthest from the text.
        replaced = gone
    return (place, kind, -replaced, -brought, start), subdivision


def _home(key: str, where: Layout) -> str | None:
    """The container with which unit *key* is examined: itself, or the one that holds an alinéa."""
    return where.parents[key] if where.units[key].kind == LEAF else key


def _addition(edit: InsertUnits, where: Layout) -> tuple[Place, tuple[str | None, bool]]:
    if edit.after is None:
        if edit.parent is None:
            return (-1, _AFTER, 0), (None, False)
        return (where.place[edit.parent], _AFTER, 0), (edit.parent, False)
    place = (where.last[edit.after], _AFTER, -where.depth[edit.after])
    if where.units[edit.after].kind == LEAF:
        return place, (edit.parent, False)
    return place, (edit.after, True)


def in_filing_order(amendments: Sequence[Amendment]) -> list[Amendment]:
    """*amendments* by rank of filing, then id: an order that owes nothing to the order of adoption (R25)."""
    return sorted(amendments, key=lambda amendment: (amendment.rank, amendment.id))
