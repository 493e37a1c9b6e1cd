"""Texts as trees of units, and the numbering of their alinéas (R2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

CONTAINERS = ("title", "chapter", "priority", "proposition", "article", "section")
LEAF = "alinea"


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a text: a container (number, heading, children) or an alinéa (text).

    `key` is stable: a unit keeps it from one version to the next. `number` is what is printed
    (`1er`, `2 bis`, `I`); an alinéa has none of its own, its rank follows R2.
    """

    key: str
    kind: str
    number: str = ""
    heading: str = ""
    text: str = ""
    children: tuple[Unit, ...] = ()

    def walk(self) -> Iterator[Unit]:
        """The unit itself, then all that it holds, in reading order."""
        stack = [self]
        while stack:
            unit = stack.pop()
            yield unit
            stack.extend(reversed(unit.children))


@dataclass(frozen=True, slots=True)
class Text:
    """A whole text: a title and its units, in order."""

    title: str
    units: tuple[Unit, ...] = ()
    language: str = field(default="fr")

    def walk(self) -> Iterator[tuple[Unit, Unit | None]]:
        """Every unit in reading order, with its parent (None at the top)."""
        stack: list[tuple[Unit, Unit | None]] = [(unit, None) for unit in reversed(self.units)]
        while stack:
            unit, parent = stack.pop()
            yield unit, parent
            stack.extend((child, unit) for child in reversed(unit.children))

    def alineas(self) -> Iterator[tuple[Unit, Unit | None, int]]:
        """Every alinéa in reading order, with its container and its number there, from 1 (R2)."""
        ranks: dict[str | None, int] = {}
        for unit, parent in self.walk():
            if unit.kind == LEAF:
                place = parent.key if parent else None
                ranks[place] = ranks.get(place, 0) + 1
                yield unit, parent, ranks[place]

    def unit(self, key: str) -> Unit:
        """The unit called *key*; KeyError when there is none."""
        return layout(self).units[key]


def with_children(unit: Unit, children: tuple[Unit, ...]) -> Unit:
    """*unit*, holding *children* instead of its own."""
    return replace(unit, children=children)


class Layout:
    """Where everything is in one text: made once, read in constant time.

    `units`: key → unit. `parents`: key → key of the container (None at the top). `place`: key → rank in reading
    order, from 0. `last`: key → rank of the last unit held (its own for an alinéa). `depth`: key → 0 at the top.
    `ranks`: key of an alinéa → its number in its container, from 1 (R2).
    """

    __slots__ = ("depth", "last", "numbered", "parents", "place", "ranks", "units")

    def __init__(self, text: Text) -> None:
        """Raises ValueError when two units have one key: nothing could tell them apart."""
        self.units: dict[str, Unit] = {}
        self.parents: dict[str, str | None] = {}
        self.place: dict[str, int] = {}
        self.last: dict[str, int] = {}
        self.depth: dict[str, int] = {}
        self.ranks: dict[str, int] = {}
        self.numbered: dict[tuple[str | None, int], Unit] = {}
        counts: dict[str | None, int] = {}
        # Leaving a container is a stack entry of its own, so that depth costs no recursion.
        stack: list[tuple[Unit, str | None, int, bool]] = [(unit, None, 0, False) for unit in reversed(text.units)]
        while stack:
            unit, parent, depth, leaving = stack.pop()
            key = unit.key
            if leaving:
                self.last[key] = len(self.place) - 1
                continue
            if key in self.units:
                raise ValueError(f"two units are called {key!r}")
            self.units[key] = unit
            self.parents[key] = parent
            self.last[key] = self.place[key] = len(self.place)
            self.depth[key] = depth
            if unit.kind == LEAF:
                rank = counts[parent] = counts.get(parent, 0) + 1
                self.ranks[key] = rank
                self.numbered[parent, rank] = unit
            if unit.children:
                stack.append((unit, parent, depth, True))
                stack.extend((child, key, depth + 1, False) for child in reversed(unit.children))

    def ancestors(self, key: str) -> Iterator[str]:
        """The containers of unit *key*, from the nearest."""
        parent = self.parents[key]
        while parent is not None:
            yield parent
            parent = self.parents[parent]


_recent: list[tuple[Text, Layout]] = []


def layout(text: Text) -> Layout:
    """The layout of *text*, kept for the few texts last asked for (a text never changes). Raises ValueError."""
    for known, found in _recent:
        if known is text:
            return found
    made = Layout(text)
    _recent.insert(0, (text, made))
    del _recent[4:]
    return made


class Numbered(NamedTuple):
    """An alinéa with its container (None at the top) and its number there."""

    unit: Unit
    container: Unit | None
    rank: int


def numbered(text: Text) -> tuple[Numbered, ...]:
    """Every alinéa of *text* in reading order, with its container and its number there, from 1 (R2)."""
    return tuple(Numbered(*found) for found in text.alineas())


def alinea(text: Text, container: str | None, rank: int) -> Unit:
    """Alinéa number *rank* of the container called *container* (None: the top). KeyError when there is none (R2)."""
    return layout(text).numbered[container, rank]


def place_of(text: Text, key: str) -> tuple[str | None, int]:
    """The container and the number of the alinéa called *key*: the reverse of `alinea`. KeyError when there is none."""
    found = layout(text)
    return found.parents[key], found.ranks[key]


# -- canonical form ---------------------------------------------------------------------------------------------------


def canonical_unit(unit: Unit) -> dict[str, Any]:
    """*unit* as JSON-able values, only the fields that are not empty (key and kind always)."""
    found: dict[str, Any] = {"key": unit.key, "kind": unit.kind}
    for name in ("number", "heading", "text"):
        if value := getattr(unit, name):
            found[name] = value
    if unit.children:
        found["children"] = [canonical_unit(child) for child in unit.children]
    return found


def canonical(text: Text) -> dict[str, Any]:
    """*text* as JSON-able values, the same on every machine: what its digest is computed on."""
    return {"title": text.title, "language": text.language, "units": [canonical_unit(unit) for unit in text.units]}


def unit_from_canonical(value: Any) -> Unit:
    """The unit written by `canonical_unit`. Raises ValueError on an unknown field, kind or shape."""
    if not isinstance(value, Mapping):
        raise ValueError(f"a unit is an object, not {type(value).__name__}")
    if unknown := set(value) - {"key", "kind", "number", "heading", "text", "children"}:
        raise ValueError(f"unknown field of a unit: {', '.join(sorted(map(str, unknown)))}")
    fields = {name: value.get(name, "") for name in ("key", "kind", "number", "heading", "text")}
    if any(not isinstance(found, str) for found in fields.values()):
        raise ValueError("the fields of a unit are strings")
    if not fields["key"]:
        raise ValueError("a unit has a key")
    if fields["kind"] not in (*CONTAINERS, LEAF):
        raise ValueError(f"unknown kind of unit: {fields['kind']!r}")
    children = value.get("children", [])
    if not isinstance(children, list):
        raise ValueError("the children of a unit are a list")
    if children and fields["kind"] == LEAF:
        raise ValueError("an alinéa holds no unit")
    if fields["text"] and fields["kind"] != LEAF:
        raise ValueError("only an alinéa has a text")
    return Unit(**fields, children=tuple(unit_from_canonical(child) for child in children))


def from_canonical(value: Any) -> Text:
    """The text written by `canonical`. Raises ValueError on an unknown field, kind or shape, or a key used twice."""
    if not isinstance(value, Mapping) or (unknown := set(value) - {"title", "language", "units"}):
        raise ValueError(
            f"not a text: {', '.join(sorted(map(str, unknown))) if isinstance(value, Mapping) else value!r}"
        )
    title, language, units = value.get("title", ""), value.get("language", "fr"), value.get("units", [])
    if not isinstance(title, str) or not isinstance(language, str) or not isinstance(units, list):
        raise ValueError("a text has a title, a language and a list of units")
    try:
        text = Text(title, tuple(unit_from_canonical(unit) for unit in units), language)
    except RecursionError as error:
        raise ValueError("units are nested too deep") from error
    layout(text)
    return text


# -- names ------------------------------------------------------------------------------------------------------------

LABELS_FR = {
    "title": "Titre",
    "chapter": "Chapitre",
    "priority": "Priorité",
    "proposition": "Proposition",
    "article": "Article",
    "section": "Section",
    "alinea": "Alinéa",
}
_PREFIXES = {
    "title": "tit",
    "chapter": "chp",
    "priority": "prio",
    "proposition": "prop",
    "article": "art",
    "section": "sec",
}


def label(unit: Unit) -> str:
    """How a container is named in French: `Article 2 bis`, `Proposition 3`; its heading when it has no number."""
    if unit.number:
        return f"{LABELS_FR.get(unit.kind, unit.kind)} {unit.number}"
    return unit.heading or LABELS_FR.get(unit.kind, unit.kind)


def keyed(units: Iterable[Unit], taken: Iterable[str] = ()) -> tuple[Unit, ...]:
    """*units* with a key for each that has none, made from its kind, number and place: `art_1er`, `art_1er__al_3`.

    The same units always get the same keys; *taken* are keys that cannot be used.
    """
    used = set(taken)

    def claim(wanted: str) -> str:
        key, turn = wanted, 1
        while key in used:
            turn += 1
            key = f"{wanted}-{turn}"
        used.add(key)
        return key

    def give(unit: Unit, parent: str, rank: int) -> Unit:
        if unit.kind == LEAF:
            wanted = f"{parent}__al_{rank}" if parent else f"al_{rank}"
            return unit if unit.key else replace(unit, key=claim(wanted))
        name = f"{_PREFIXES[unit.kind]}_{re.sub(r'[^0-9a-zA-ZÀ-ÿ]+', '-', unit.number).strip('-').lower() or rank}"
        wanted = name if unit.kind in ("article", "proposition") or not parent else f"{parent}__{name}"
        key = unit.key or claim(wanted)
        return replace(unit, key=key, children=many(unit.children, key))

    def many(children: Iterable[Unit], parent: str) -> tuple[Unit, ...]:
        counts: dict[str, int] = {}
        made = []
        for child in children:
            counts[child.kind] = counts.get(child.kind, 0) + 1
            made.append(give(child, parent, counts[child.kind]))
        return tuple(made)

    units = tuple(units)
    for unit in units:
        used.update(inner.key for inner in unit.walk() if inner.key)
    return many(units, "")


def usual_keys(text: Text) -> list[str]:
    """The keys that `keyed` would give to the units of *text*, in reading order."""

    def bare(unit: Unit) -> Unit:
        return Unit("", unit.kind, unit.number, unit.heading, unit.text, tuple(map(bare, unit.children)))

    return [inner.key for unit in keyed(map(bare, text.units)) for inner in unit.walk()]


def plain(text: Text) -> str:
    """*text* as lines: its title, the name and heading of each container, one line an alinéa."""
    lines = [text.title] if text.title else []
    for unit, _ in text.walk():
        if unit.kind == LEAF:
            lines.append(unit.text)
        else:
            named = label(unit)
            lines.append(f"{named}. {unit.heading}" if unit.number and unit.heading else named)
    return "\n".join(lines)
