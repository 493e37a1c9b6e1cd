"""What the edits of an amendment do, unit by unit, as a page shows it. Values in, values out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from portevoix.engine.edits import (
    DeleteUnit,
    Edit,
    InsertUnits,
    ReplaceUnit,
    ReplaceWords,
    SetHeading,
    in_place_order,
    tidied,
)
from portevoix.engine.text import LEAF, Layout, Text, Unit, label, layout
from portevoix.texts.wording import Segment


@dataclass
class Change:
    """One unit changed: where it is, in words (`place`), its number, its runs (ins, del, plain)."""

    place: str
    rank: int | None
    key: str
    segments: list[Segment] = field(default_factory=list)
    is_heading: bool = False


def normal_form(edits: Sequence[Edit], text: Text) -> tuple[Edit, ...]:
    """*edits* with those on words in their tidy form, from left to right: what is stored, and what is applied."""
    units = layout(text).units
    words: dict[str, list[ReplaceWords]] = {}
    others: list[Edit] = []
    for edit in edits:
        if isinstance(edit, ReplaceWords) and edit.unit in units:
            words.setdefault(edit.unit, []).append(edit)
        else:
            others.append(edit)
    made = [
        neat
        for key, found in words.items()
        for neat in tidied(in_place_order(found), units[key].text)
        if neat.start != neat.end or neat.words
    ]
    return (*made, *others)


def place_in_words(text: Text, key: str | None) -> str:
    """Where a unit stands: `Proposition 3, alinéa 2`; the empty string for the text itself."""
    if key is None:
        return ""
    where = layout(text)
    unit = where.units.get(key)
    if unit is None:
        return ""
    if unit.kind == LEAF:
        parent = where.parents[key]
        named = f"alinéa {where.ranks[key]}"
        return f"{label(where.units[parent])}, {named}" if parent else named.capitalize()
    return label(unit)


def changes(text: Text, edits: Sequence[Edit]) -> list[Change]:
    """What *edits* do to *text*, in reading order."""
    where = layout(text)
    words: dict[str, list[ReplaceWords]] = {}
    found: list[tuple[tuple[int, int], list[Change]]] = []
    for edit in edits:
        match edit:
            case ReplaceWords(unit):
                words.setdefault(unit, []).append(edit)
            case DeleteUnit(unit):
                found.append(((where.place[unit], 0), _whole(text, where, where.units[unit], "del")))
            case ReplaceUnit(unit, units):
                made = _whole(text, where, where.units[unit], "del")
                for new in units:
                    made += _whole(text, where, new, "ins", place_in_words(text, unit))
                found.append(((where.place[unit], 0), made))
            case InsertUnits(parent, after, units):
                at = where.last[after] if after else where.place[parent] if parent else -1
                made = []
                for new in units:
                    made += _whole(text, where, new, "ins", said_after(text, edit))
                found.append(((at, 1), made))
            case SetHeading(unit, heading):
                old = where.units[unit]
                found.append(
                    (
                        (where.place[unit], 0),
                        [
                            Change(
                                place_in_words(text, unit),
                                None,
                                unit,
                                [Segment(old.heading, "del"), Segment(heading, "ins")],
                                True,
                            )
                        ],
                    )
                )
    for key, mine in words.items():
        found.append(
            (
                (where.place[key], 0),
                [Change(place_in_words(text, key), where.ranks[key], key, _spliced(where.units[key].text, mine))],
            )
        )
    return [change for _place, made in sorted(found, key=lambda one: one[0]) for change in made]


def said_after(text: Text, edit: InsertUnits) -> str:
    """Where *edit* adds: `après l’alinéa 2 de la proposition 1`, `au début de la proposition 1`."""
    if edit.after:
        return f"après {_lowered(place_in_words(text, edit.after))}"
    return f"au début de {_lowered(place_in_words(text, edit.parent))}"


def _lowered(place: str) -> str:
    """« après la proposition 3 », « après l’alinéa 2 de la proposition 1 »."""
    first, _, second = place.partition(", ")
    named = (
        f"{'l’' if first[:1].lower() in 'aàeéiou' else 'la '}{first[:1].lower()}{first[1:]}" if first else "du texte"
    )
    return f"l’{second} de {named}" if second else named


def _spliced(words: str, edits: Sequence[ReplaceWords]) -> list[Segment]:
    segments, reached = [], 0
    for edit in in_place_order(edits):
        segments.append(Segment(words[reached : edit.start]))
        segments.append(Segment(words[edit.start : edit.end], "del"))
        segments.append(Segment(edit.words, "ins"))
        reached = edit.end
    segments.append(Segment(words[reached:]))
    return [one for one in segments if one.words]


def _whole(text: Text, where: Layout, unit: Unit, kind: str, place: str = "") -> list[Change]:
    if unit.kind == LEAF:
        rank = where.ranks.get(unit.key) if kind == "del" else None
        return [Change(place or place_in_words(text, unit.key), rank, unit.key, [Segment(unit.text, kind)])]
    named = ". ".join(filter(None, (label(unit) if unit.number else "", unit.heading)))
    made = [Change(place or place_in_words(text, unit.key), None, unit.key, [Segment(named, kind)], True)]
    for child in unit.children:
        made += _whole(text, where, child, kind, place or place_in_words(text, child.key))
    return made
