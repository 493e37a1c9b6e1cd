"""The mark that takes the place of dots (`... . -`, `...°`, `...)`): what comes there in the numbering of the article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from portevoix.engine.amendments import Amendment
from portevoix.engine.amendments.reach import content
from portevoix.engine.edits import Edit, InsertUnits
from portevoix.engine.legistics.structure import DOTS, KINDS, between, following, marks, quoted
from portevoix.engine.legistics.words import clean
from portevoix.engine.text import LEAF, Text, layout

_LEAD = re.compile(r"[«“\"\s\u00a0\u202f]*")
_ASKED = {"°": ("number",), ")": ("lower",)}
_PARAGRAPH = ("roman", "upper")
_FIRST = {"number": "1°", "lower": "a", "roman": "I", "upper": "A"}
_SIGNS = {"number": " ", "lower": ") ", "roman": ". - ", "upper": ". - "}


def dotted(line: str) -> bool:
    """Whether *line* begins with dots that stand for its number."""
    return DOTS.match(line, _LEAD.match(line).end()) is not None


def lettered(line: str, before: Sequence[str], rest: Sequence[str]) -> tuple[str, str] | None:
    """*line*, which is `dotted`, and the mark that its dots became, between the alinéas *before* it and the *rest*.

    None when the numbering around it does not say which mark comes there.
    """
    lead = _LEAD.match(line).end()
    dots = DOTS.match(line, lead)
    found = _mark(_ASKED.get(dots["after"], _PARAGRAPH), quoted(line), before, rest)
    if found is None:
        return None
    kind, mark = found
    return f"{line[:lead]}{mark}{_SIGNS[kind]}{line[dots.end() :]}", mark


def _mark(asked: tuple[str, ...], inside: bool, before: Sequence[str], rest: Sequence[str]) -> tuple[str, str] | None:
    """The kind and the value of the mark that comes there. *inside*: in a text that the article proposes."""
    if asked == _PARAGRAPH:
        asked = _paragraphs(inside, before, rest)
    last = _nearest(asked, inside, reversed(before))
    later = _nearest(asked, inside, rest)
    if last is None:
        if later is None:
            kind = asked[0]
            # What stands alone becomes the I when a second paragraph comes.
            return kind, "II" if kind == "roman" and before else _FIRST[kind]
        near = next((words for words in rest if quoted(words) == inside), "")
        if later.kind == "lower" or not any(one == later for one in marks(clean(near))):
            return None
        return later.kind, f"{later.value} A"
    mark = following(last.value)
    if later is None:
        return last.kind, mark
    if later.value.split(" ")[0] == last.value.split(" ")[0]:
        return (last.kind, f"{later.value} A") if " " not in last.value else (last.kind, between(last.value))
    return last.kind, between(last.value) if later.value.split(" ")[0] == mark else mark


def _paragraphs(inside: bool, before: Sequence[str], rest: Sequence[str]) -> tuple[str, ...]:
    """What numbers the paragraphs there: at the end of an article, its first kind; elsewhere, the nearest one."""
    seen = [
        mark.kind
        for words in (before if not rest else reversed(before))
        if quoted(words) == inside
        for mark in marks(clean(words))
        if mark.kind in _PARAGRAPH
    ]
    return (seen[0],) if seen else ("roman",)


def _nearest(asked: tuple[str, ...], inside: bool, alineas) -> object | None:
    """The first mark of the kinds *asked* going along *alineas*, in the same list: none beyond a mark of a larger kind."""
    larger = KINDS[: min(KINDS.index(kind) for kind in asked)]
    for words in alineas:
        if quoted(words) != inside:
            if inside:
                return None
            continue
        held = marks(clean(words))
        found = next((mark for mark in held if mark.kind in asked), None)
        if found or any(mark.kind in larger for mark in held):
            return found
    return None


def settled(amendments: Sequence[Amendment], text: Text) -> list[Amendment]:
    """*amendments*, by order of filing, with the numbers that their dots take once they stand together in *text*.

    Two paragraphs inserted at one place both read as the III: the second becomes the IV. What is not dots is never
    renumbered.
    """
    where = layout(text)
    placed: dict[tuple[str | None, str | None], list[tuple]] = {}
    made = []
    for amendment in amendments:
        edits: list[Edit] = []
        for edit in amendment.edits:
            if isinstance(edit, InsertUnits) and any(unit.kind == LEAF and unit.number for unit in edit.units):
                known = placed.setdefault((edit.parent, edit.after), [])
                same = next((units for asked, units in known if asked == content(edit.units)), None)
                units = same or _renumbered(edit, [unit for _asked, units in known for unit in units], where, text)
                if same is None:
                    known.append((content(edit.units), units))
                edit = replace(edit, units=tuple(replace(one, number="") if one.kind == LEAF else one for one in units))
            elif isinstance(edit, InsertUnits):
                placed.setdefault((edit.parent, edit.after), []).append((content(edit.units), edit.units))
            edits.append(edit)
        made.append(replace(amendment, edits=tuple(edits)))
    return made


def _renumbered(edit: InsertUnits, earlier: Sequence, where, text: Text) -> tuple:
    if not earlier:
        return edit.units
    siblings = list(where.units[edit.parent].children if edit.parent else text.units)
    at = next((rank for rank, unit in enumerate(siblings, 1) if unit.key == edit.after), 0)
    before = [unit.text for unit in siblings[:at]] + [unit.text for unit in earlier]
    rest = [unit.text for unit in siblings[at:]]
    units = []
    for unit in edit.units:
        lead = _LEAD.match(unit.text).end()
        kinds = [mark.kind for mark in marks(unit.text) if mark.value == unit.number]
        if unit.kind == LEAF and kinds and unit.text.startswith(unit.number, lead):
            found = _mark((kinds[0],), quoted(unit.text), before, rest)
            if found:
                words = f"{unit.text[:lead]}{found[1]}{unit.text[lead + len(unit.number) :]}"
                unit = replace(unit, text=words, number=found[1])
        units.append(unit)
        before.append(unit.text)
    return tuple(units)
