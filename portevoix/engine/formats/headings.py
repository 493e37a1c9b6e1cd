"""Headings as people write them: `Article 1er`, `Proposition n° 3. Former`, `CHAPITRE II – Des moyens`."""

from __future__ import annotations

import re
from typing import NamedTuple

from portevoix.engine.text import LABELS_FR, LEAF, Unit


class Heading(NamedTuple):
    """The kind, number and heading that a line announces."""

    kind: str
    number: str
    heading: str


_KINDS = {
    "titre": "title",
    "chapitre": "chapter",
    "priorité": "priority",
    "priorite": "priority",
    "axe": "priority",
    "proposition": "proposition",
    "article": "article",
    "art.": "article",
    "section": "section",
    "sous-section": "section",
}
# How deep each kind stands where nothing but its name says it.
LEVELS = {"title": 1, "priority": 1, "chapter": 2, "section": 3, "proposition": 4, "article": 4}
_LATIN = "bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies|undecies|duodecies|terdecies|quaterdecies"
_NUMBER = (
    r"(?:\d+(?:-\d+)*(?:er|ère|re|e|ème)?|[IVXLCDM]+(?:er|ER)?|premier|première|PREMIER|unique|liminaire|[A-Z]{1,2})"
    rf"(?:[ \u00a0\u202f]+(?:{_LATIN}|[A-Z]{{1,2}})\b)*"
)
_LINE = re.compile(
    rf"(?P<label>(?i:{'|'.join(map(re.escape, sorted(_KINDS, key=len, reverse=True)))}))[ \u00a0\u202f]+"
    rf"(?i:n[°o]\.?[ \u00a0\u202f]*)?(?P<number>{_NUMBER})"
    r"(?:[ \u00a0\u202f]*[.:–—-][ \u00a0\u202f]*(?P<heading>\S.*)?)?",
)


def read_heading(line: str) -> Heading | None:
    """What *line* announces when all of it is a numbered heading, else None."""
    found = _LINE.fullmatch(line)
    if found is None or not found["label"][0].isupper():
        return None
    return Heading(_KINDS[found["label"].lower()], found["number"], found["heading"] or "")


def written_heading(unit: Unit) -> str:
    """*unit* announced in one line; `read_heading` may or may not give it back: the writer of a format checks."""
    if not unit.number:
        return unit.heading
    named = f"{LABELS_FR[unit.kind]} {unit.number}"
    return f"{named}. {unit.heading}" if unit.heading else named


def nested(found: list[tuple[int, Unit]]) -> tuple[Unit, ...]:
    """Units one inside another from their *levels*, in reading order: an alinéa goes to the container before it.

    Level 0 is the top of the text; an alinéa given level n goes right inside the container of level n before it
    (-1: the nearest container, whatever its level).
    """
    top: list[Unit] = []
    open_: list[tuple[int, Unit, list[Unit]]] = []

    def close(level: int) -> None:
        while open_ and open_[-1][0] >= level:
            _, unit, children = open_.pop()
            whole = Unit(unit.key, unit.kind, unit.number, unit.heading, "", tuple(children))
            (open_[-1][2] if open_ else top).append(whole)

    for level, unit in found:
        if unit.kind == LEAF:
            if level >= 0:
                close(level + 1)
            (open_[-1][2] if open_ else top).append(unit)
        else:
            close(level)
            open_.append((level, unit, []))
    close(0)
    return tuple(top)
