"""An amendment, what it touches in a version, and the effect it has there."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, NamedTuple

from rapidfuzz.distance import Postfix, Prefix

from portevoix.engine.edits import (
    DeleteUnit,
    Edit,
    InsertUnits,
    ReplaceUnit,
    ReplaceWords,
    SetHeading,
    apply_words,
    check,
    in_place_order,
    tidied,
)
from portevoix.engine.text import LEAF, Layout, Text, Unit, layout


class Run(NamedTuple):
    """The code points of an alinéa from *start* to *end* come from *source* (None: the base version) (R27)."""

    start: int
    end: int
    source: str | None


@dataclass(frozen=True, slots=True)
class Amendment:
    """A proposed change to a version, or to the text that amendment *parent* would produce (R1, R3).

    `rank` is the order of filing. `sources`, when not empty, names for each edit whose words it brings (an edit that
    an adopted sub-amendment added or rewrote is the sub-amendment's); `credits` does so for words inside new units.
    """

    id: str
    edits: tuple[Edit, ...]
    rank: int = 0
    parent: str | None = None
    sources: tuple[str, ...] = ()
    credits: tuple[tuple[str, tuple[Run, ...]], ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "edits", tuple(self.edits))
        if self.sources and len(self.sources) != len(self.edits):
            raise ValueError("an amendment has one source for each edit, or none")

    def source_of(self, index: int) -> str:
        """Who brings the words of edit number *index*, from 0: the amendment, or a sub-amendment of it."""
        return self.sources[index] if self.sources else self.id


class Reach(NamedTuple):
    """What an amendment touches in a version, in the one form that edits of the same effect share."""

    words: Mapping[str, tuple[ReplaceWords, ...]]
    whole: Mapping[str, Hashable]  # deleted or rewritten: what comes instead, keys aside
    headings: Mapping[str, str]
    into: tuple[InsertUnits, ...]


# One for all: most amendments touch words alone, and there may be a hundred thousand of them.
_NONE: Mapping[str, Any] = MappingProxyType({})


_TYPED = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "–": "-", "—": "-", "‑": "-"})
_NUMBER = re.compile("n° +")


def as_read(words: str) -> str:
    """*words* as a reader compares them: one kind of apostrophe, of space and of dash, « n°98 » as « n° 98 » (R8)."""
    return words if words.isascii() else _NUMBER.sub("n°", words.translate(_TYPED))


def content(units: Iterable[Unit]) -> tuple[Hashable, ...]:
    """What *units* say, keys and typography aside: equal when a reader sees no difference."""
    return tuple(
        (unit.kind, unit.number, as_read(unit.heading), as_read(unit.text), content(unit.children)) for unit in units
    )


def idle(edit: Edit, where: Layout) -> bool:
    """Whether *edit* asks for what the version already says there: it changes nothing, and competes with nothing."""
    match edit:
        case ReplaceWords(unit, start, end, words):
            return where.units[unit].text[start:end] == words
        case SetHeading(unit, heading):
            return where.units[unit].heading == heading
        case ReplaceUnit(unit, units):
            return content(units) == content((where.units[unit],))
    return False


def reach(amendment: Amendment, text: Text) -> Reach:
    """What *amendment* touches in *text*. Raises EditError when an edit does not fit it."""
    where = layout(text)
    words: dict[str, list[ReplaceWords]] = {}
    whole: dict[str, Hashable] = {}
    headings: dict[str, str] = {}
    into: list[InsertUnits] = []
    for edit in amendment.edits:
        check(edit, where)
        if idle(edit, where):
            continue
        match edit:
            case ReplaceWords(unit):
                typed = as_read(edit.words)
                words.setdefault(unit, []).append(edit if typed == edit.words else replace(edit, words=typed))
            case DeleteUnit(unit):
                whole[unit] = ()
            case ReplaceUnit(unit, units):
                whole[unit] = content(units)
            case SetHeading(unit, heading):
                headings[unit] = heading
            case _:
                into.append(edit)
    tidy_words: dict[str, tuple[ReplaceWords, ...]] = {}
    for unit, edits in words.items():
        neat = tidied(in_place_order(edits), where.units[unit].text)
        if kept := tuple(edit for edit in neat if edit.start != edit.end or edit.words):
            tidy_words[unit] = kept
    return Reach(tidy_words or _NONE, whole or _NONE, headings or _NONE, tuple(into))


Effect = frozenset[Hashable]


def effect(amendment: Amendment, text: Text, touched: Reach | None = None) -> Effect:
    """What would be different in *text* once *amendment* is applied, whatever the form of its edits.

    Empty when nothing would. Two amendments with one effect, not empty, are identical. Raises EditError.
    """
    touched = touched or reach(amendment, text)
    units = layout(text).units
    found: set[Hashable] = set()
    for unit, edits in touched.words.items():
        before = units[unit].text
        # Only what stands between the first edit and the last can differ.
        start, end = edits[0].start, edits[-1].end
        after = apply_words(before, edits)
        until = len(after) - (len(before) - end)
        if after[start:until] != before[start:end]:
            found.add(("text", unit, *_reworded(before, start, end, after[start:until])))
    for unit, instead in touched.whole.items():
        before = units[unit]
        if instead == content((before,)):
            continue
        if before.kind == LEAF and len(instead) == 1 and instead[0][0] == LEAF:  # type: ignore[arg-type,index]
            found.add(("text", unit, *_reworded(before.text, 0, len(before.text), instead[0][3])))  # type: ignore[index]
        else:
            found.add(("whole", unit, instead))
    for unit, heading in touched.headings.items():
        if heading != units[unit].heading:
            found.add(("heading", unit, heading))
    places: dict[tuple[str | None, str | None], tuple[Hashable, ...]] = {}
    for edit in touched.into:
        place = edit.parent, edit.after
        places[place] = places.get(place, ()) + content(edit.units)
    found.update(("new", *place, added) for place, added in places.items())
    return frozenset(found)


def _reworded(before: str, start: int, end: int, words: str) -> tuple[int, int, str]:
    """What *words*, instead of *before* from *start* to *end*, change for a reader: where, and what comes there.

    The same for the same words in the end, wherever the edits that give them stand: what is equal at the start, then
    at the end, is left out, from one end of the alinéa to the other.
    """
    if "°" in before or "°" in words:
        # A reader takes `n° 98` and `n°98` for one: places are those of the alinéa as it is read.
        words = before[:start] + words + before[end:]
        before = as_read(before)
        start, end = 0, len(before)
    old, new = as_read(before[start:end]), as_read(words)
    if old == new:
        return 0, 0, ""  # typography alone
    head = Prefix.similarity(old, new)
    old, new, start = old[head:], new[head:], start + head
    tail = Postfix.similarity(old, new)
    old, new, end = old[: len(old) - tail], new[: len(new) - tail], end - tail
    if old and new:
        return start, end, new
    # Words only inserted, or only deleted, beside words that repeat them: as far on as they can be said to be.
    moving = new or old
    shift = Prefix.similarity(moving, as_read(before[end : end + len(moving)]))
    if shift == len(moving):
        rest = as_read(before[end:])
        shift = Prefix.similarity(moving + rest, rest)
    turn = shift % len(moving)
    return start + shift, end + shift, moving[turn:] + moving[:turn] if new else ""


def identity(done: Effect) -> Hashable:
    """What two amendments of the same effect *done* share, small enough for a hundred thousand of them to be kept."""
    return next(iter(done)) if len(done) == 1 else done


def reach_and_effect(amendment: Amendment, text: Text) -> tuple[Reach, Effect]:
    """Both; an amendment without effect touches nothing, whatever its edits go through. Raises EditError."""
    touched = reach(amendment, text)
    done = effect(amendment, text, touched)
    return (touched, done) if done else (Reach(_NONE, _NONE, _NONE, ()), done)


def span(edit: ReplaceWords, text: str) -> tuple[int, int]:
    """Where *edit* stands, on a line where gaps between code points are even: two edits compete when spans cross.

    A replacement or a deletion spans its words. An insertion is a point: just inside the end of the word it follows,
    on which it relies (R8); at the end of an alinéa it relies on nothing, being said to complete the alinéa.
    """
    if edit.start != edit.end:
        return 2 * edit.start, 2 * edit.end
    rest = text[edit.start :]
    point = 2 * edit.start - (1 if edit.start and any(map(str.isalnum, rest)) else 0)
    return point, point


def cross(first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether two spans cross: two points never do, a point only strictly inside a stretch."""
    if first[0] == first[1] and second[0] == second[1]:
        return False
    return first[0] < second[1] and second[0] < first[1]
