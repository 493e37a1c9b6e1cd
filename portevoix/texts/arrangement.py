"""The amendments of a version as one who prepares a sitting needs them: in order, grouped, each at its place.

Values in, values out; `portevoix.texts.models.Arrangement` keeps what costs much to find.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from portevoix.engine.amendments import order
from portevoix.engine.edits import Edit, InsertUnits, from_json
from portevoix.engine.text import LEAF, Layout, Text, layout
from portevoix.texts.changes import place_in_words, said_after
from portevoix.texts.engine_amendments import to_engine_amendment
from portevoix.texts.engine_bridge import source_of
from portevoix.texts.models import Amendment


class Line(NamedTuple):
    """An amendment where it stands in the order of examination (R7, R9).

    `place` in words; `home`, the key of the container it is examined with; `identical` and `common`, the number of the
    first of its group, or None; `keys`, the units it bears on, `within`, the containers that hold them.
    """

    number: int
    place: str
    home: str
    identical: int | None
    common: int | None
    keys: list[str]
    within: list[str]


class Arranged(NamedTuple):
    """The lines in order, and the name of each container that is the home of one."""

    lines: list[Line]
    homes: dict[str, str]

    def as_json(self) -> dict:
        return {"lines": [list(line) for line in self.lines], "homes": self.homes}


def from_content(content: dict) -> Arranged:
    """What `Arranged.as_json` wrote."""
    return Arranged([Line(*line) for line in content["lines"]], content["homes"])


def arranged(text: Text, found: Sequence[Amendment]) -> Arranged:
    """*found*, every amendment of a version, arranged on its *text*.

    Those that are not understood stand at the end of the article they are filed on, those of no known place at the end.
    """
    where = layout(text)
    by_name = {source_of(one): one for one in found}
    numbers = {name: one.number for name, one in by_name.items()}
    readable = [one for one in found if one.edits is not None and (not one.parent_id or one.parent.edits is not None)]
    placed = order([to_engine_amendment(one) for one in readable], text)
    lines: dict[int, Line] = {}
    groups: dict[int, tuple[int | None, int | None]] = {
        numbers[one.id]: (numbers.get(one.identical), numbers.get(one.common_discussion)) for one in placed
    }
    for one in sorted(found, key=lambda one: bool(one.parent_id)):  # a sub-amendment may stand where its parent does
        identical, common = groups.get(one.number, (None, None))
        lines[one.number] = _line(one, text, where, identical, common, lines)
    known = [lines[numbers[one.id]] for one in placed]
    unread = [lines[one.number] for one in found if one.number not in groups]
    parents = {one.number: one.parent.number for one in found if one.parent_id}
    made = list(_merged(known, unread, parents, where))
    homes = {line.home: place_in_words(text, line.home) for line in made if line.home}
    return Arranged(made, homes)


def _line(one: Amendment, text: Text, where: Layout, identical, common, lines: dict[int, Line]) -> Line:
    edits = from_json(one.edits) if one.edits is not None else ()
    keys = [key for key in dict.fromkeys(_keys(one, edits, where)) if key in where.units]
    parent = lines.get(one.parent.number) if one.parent_id else None
    if not keys and parent:
        keys = parent.keys
    within = list(dict.fromkeys(up for key in keys for up in where.ancestors(key) if up not in keys))
    first = min(keys, key=where.place.__getitem__, default=None)
    home = "" if first is None else first if where.units[first].kind != LEAF else where.parents[first] or ""
    return Line(one.number, _place(one, edits, text, where, parent), home, identical, common, keys, within)


def _keys(one: Amendment, edits: Iterable[Edit], where: Layout) -> Iterable[str]:
    """The units that *one* bears on: those it changes, or after which it adds; else the one it is filed on."""
    found = [(edit.after or edit.parent) if isinstance(edit, InsertUnits) else edit.unit for edit in edits]
    return [key for key in found if key] or [one.unit_key]


def _place(one: Amendment, edits: Sequence[Edit], text: Text, where: Layout, parent: Line | None) -> str:
    if parent:
        return place_in_words(text, one.unit_key) or parent.place
    places = list(
        dict.fromkeys(
            said_after(text, edit) if isinstance(edit, InsertUnits) else place_in_words(text, edit.unit)
            for edit in sorted(edits, key=lambda edit: _rank(edit, where))
        )
    )
    if not places:
        return one.source_place if one.imported_from_id and not one.unit_key else place_in_words(text, one.unit_key)
    return places[0] if len(places) == 1 else f"{places[0]} (+{len(places) - 1})"


def _rank(edit: Edit, where: Layout) -> int:
    key = (edit.after or edit.parent) if isinstance(edit, InsertUnits) else edit.unit
    return where.place.get(key, -1)


def _merged(known: list[Line], unread: list[Line], parents: dict[int, int], where: Layout) -> Iterable[Line]:
    """*known*, in order, with each of *unread* after those of its home, or before its parent (R9)."""

    def at(line: Line) -> int:
        return where.place[line.home] if line.home else len(where.place)

    numbered = {line.number for line in (*known, *unread)}
    below: dict[int, list[Line]] = {}
    waiting: list[Line] = []
    for line in unread:
        if parents.get(line.number) in numbered:
            below.setdefault(parents[line.number], []).append(line)
        else:
            waiting.append(line)
    waiting.sort(key=lambda line: (at(line), line.number))
    for line in known:
        while waiting and waiting[0].home and at(waiting[0]) < at(line):
            yield from (*below.pop(waiting[0].number, ()), waiting.pop(0))
        yield from (*below.pop(line.number, ()), line)
    for line in waiting:
        yield from (*below.pop(line.number, ()), line)
    for lines in below.values():
        yield from lines
