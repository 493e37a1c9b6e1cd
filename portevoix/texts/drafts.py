"""How a draft is laid out: what holds what, how units are numbered and called. Values in, values out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from portevoix.engine.digest import digest
from portevoix.engine.text import LEAF, Text, Unit, canonical_unit

HOLDS = {
    "": ("title", "chapter", "section", "priority", "proposition", "article", LEAF),
    "title": ("chapter", "section", "article", LEAF),
    "chapter": ("section", "article", LEAF),
    "section": ("section", "proposition", "article", LEAF),
    "priority": ("proposition", "section", LEAF),
    "proposition": (LEAF,),
    "article": (LEAF,),
}
# What a page offers to add, by nature of text, then by kind of what holds it.
OFFERED = {
    "manifesto": {"": ("priority",), "priority": ("proposition",), "section": ("proposition",)},
    "propositions": {"": ("proposition", "priority"), "priority": ("proposition",)},
    "guide": {"": ("section",), "section": ("section",)},
    "note": {"": ("section",), "section": ("section", "proposition")},
    "bill": {
        "": ("article", "chapter", "title"),
        "title": ("chapter", "article"),
        "chapter": ("article", "section"),
        "section": ("article",),
    },
}
NUMBERED_THROUGH = ("priority", "proposition")
NAMES = {
    "title": _("Titre"),
    "chapter": _("Chapitre"),
    "section": _("Section"),
    "priority": _("Priorité"),
    "proposition": _("Proposition"),
    "article": _("Article"),
    LEAF: _("Alinéa"),
}
PREFIXES = {
    "title": "tit", "chapter": "chp", "priority": "prio", "proposition": "prop", "article": "art", "section": "sec",
}  # fmt: skip


def named(unit) -> str:
    """What a unit, or its row, is called on screen: `Proposition 3`, `Article 2 bis`, `Section`."""
    return f"{NAMES[unit.kind]} {unit.number}" if unit.number else str(NAMES[unit.kind])


def titled(unit) -> str:
    """The same, with the heading of what has no number."""
    return named(unit) if unit.number or not unit.heading else f"{named(unit)} «\u202f{unit.heading}\u202f»"


def one_line(words: str) -> str:
    """*words* on one line: an alinéa is one paragraph. No-break spaces are kept."""
    return re.sub(r"[ \t\r\n\f\v]+", " ", words).strip(" ")


def seen(heading: str, words: str) -> str:
    """The digest of the own wording of a unit, that a form carries to know what its author had read."""
    return digest([heading, words])


def seen_whole(unit: Unit) -> str:
    """The digest of a unit with all that it holds, that a form carries before removing it."""
    return digest(canonical_unit(unit))


def renumbered(text: Text) -> Text:
    """*text* with priorities and propositions numbered from 1, each through the whole text; the rest is as it was."""
    counts = dict.fromkeys(NUMBERED_THROUGH, 0)

    def given(unit: Unit) -> Unit:
        number = unit.number
        if unit.kind in counts:
            counts[unit.kind] += 1
            number = str(counts[unit.kind])
        return replace(unit, number=number, children=tuple(given(child) for child in unit.children))

    return replace(text, units=tuple(given(unit) for unit in text.units))


def next_number(text: Text, kind: str) -> str:
    """The number that a new article, chapter or title takes: after the greatest; empty for what has none of its own."""
    if kind not in ("article", "chapter", "title"):
        return ""
    found = [re.match(r"\d+", unit.number) for unit, _ in text.walk() if unit.kind == kind]
    greatest = max((int(match.group()) for match in found if match), default=0)
    return "1er" if not greatest and kind == "article" else str(greatest + 1)


def fresh_key(text: Text, kind: str, parent: str) -> str:
    """A key that no unit of *text* has, made on the pattern of the engine's: `prop_7`, `prop_7__al_3`."""
    stem = (f"{parent}__al_" if parent else "al_") if kind == LEAF else f"{PREFIXES[kind]}_"
    ranks = [re.fullmatch(re.escape(stem) + r"(\d+)", unit.key) for unit, _ in text.walk()]
    return f"{stem}{max((int(match.group(1)) for match in ranks if match), default=0) + 1}"


def with_children_of(text: Text, parent: str, change: Callable[[list[Unit]], list[Unit]]) -> Text:
    """*text* where *change* was made to the list of what *parent* holds ("" for the top)."""
    if not parent:
        return replace(text, units=tuple(change(list(text.units))))

    def given(unit: Unit) -> Unit:
        if unit.key == parent:
            return replace(unit, children=tuple(change(list(unit.children))))
        return replace(unit, children=tuple(given(child) for child in unit.children)) if unit.children else unit

    return replace(text, units=tuple(given(unit) for unit in text.units))


def moved(text: Text, key: str, direction: int) -> Text | None:
    """*text* with unit *key* one place up (-1) or down (+1) among its like, or in the next container; None at an end.

    Alinéas stay in their container, before or after the units it holds.
    """
    parents = {unit.key: parent.key if parent else "" for unit, parent in text.walk()}
    unit, parent = text.unit(key), parents[key]
    siblings = list(text.unit(parent).children if parent else text.units)
    at = next(rank for rank, sibling in enumerate(siblings) if sibling.key == key)
    other = at + direction
    if 0 <= other < len(siblings) and (siblings[other].kind == LEAF) == (unit.kind == LEAF):
        siblings[at], siblings[other] = siblings[other], siblings[at]
        return with_children_of(text, parent, lambda _: siblings)
    if unit.kind == LEAF or not parent:
        return None
    uncles = [
        uncle
        for uncle in (text.unit(parents[parent]).children if parents[parent] else text.units)
        if uncle.key == parent or unit.kind in HOLDS.get(uncle.kind, ())
    ]
    place = next(rank for rank, uncle in enumerate(uncles) if uncle.key == parent) + direction
    if not 0 <= place < len(uncles):
        return None
    without = with_children_of(text, parent, lambda units: [one for one in units if one.key != key])

    def taken_in(units: list[Unit]) -> list[Unit]:
        if direction < 0:
            return [*units, unit]
        first = next((rank for rank, one in enumerate(units) if one.kind != LEAF), len(units))
        return [*units[:first], unit, *units[first:]]

    return with_children_of(without, uncles[place].key, taken_in)
