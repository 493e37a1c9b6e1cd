"""Where the Senate's instructions bear: articles and alinéas, from the lines that announce a place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

DELETES, REWRITES, REPLACES, INSERTS, COMPLETES = range(5)
BEFORE, AT, AFTER = -1, 0, 1

_MARK = r"(?:(?:[IVXL]+|[A-Z]|\d+°?|[a-z])\s*(?:[.)]|°|[–—‑-])?\s*[–—‑-]?\s*)?"
_ALINEAS = re.compile(
    rf"^{_MARK}(?P<side>après|avant)?\s*(?:(?:à|au|aux|de|du|des)\s+)?(?:l['’]|les\s+)?alinéas?\s*"
    r"(?P<list>(?:\d+|1er|premier|dernier)\b(?:\s*(?:,|et|à|au|-)\s*(?:l['’]alinéa\s+)?\d+)*)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(rf"^{_MARK}(?P<side>après|avant)\s+l['’]article\s+(?P<number>.+?)\s*$", re.IGNORECASE)
_COMPENSATION = re.compile(rf"^{_MARK}Pour compenser|^{_MARK}(?:La|Les) pertes? de recettes", re.IGNORECASE)
_ACTS = (
    (
        re.compile(
            rf"^{_MARK}(?:En conséquence, )?supprimer\s+(?:cet|ces|l['’]|les)\s*(?:alinéas?|article|division)", re.I
        ),
        DELETES,
    ),
    (
        re.compile(
            rf"^{_MARK}(?:rédiger\s+ainsi|remplacer)\s+(?:cet|ces|le|les|l['’])\s*(?:\w+\s+)?(?:alinéas?|article)", re.I
        ),
        REWRITES,
    ),
    (re.compile(rf"^{_MARK}(?:compléter)\b", re.I), COMPLETES),
    (
        re.compile(
            rf"^{_MARK}(?:après|avant)\s+(?:l[ea]s?|l['’])\b|^{_MARK}insérer|^{_MARK}au début|^{_MARK}ajouter", re.I
        ),
        INSERTS,
    ),
    (re.compile(rf"^{_MARK}(?:remplacer|supprimer|substituer|rédiger)\b", re.I), REPLACES),
)
_COMPLETE_ARTICLE = re.compile(rf"^{_MARK}compléter\s+(?:cet|l['’])\s*article", re.IGNORECASE)
_WHOLE = re.compile(rf"^{_MARK}(?P<act>supprimer|rédiger\s+ainsi|remplacer)\s+(?:cet|l['’])\s*article", re.IGNORECASE)
_PARENT = re.compile(r"^(?:sous-)?amendement\s+n°\s*(?P<number>\S+)", re.IGNORECASE)


@dataclass(slots=True)
class Part:
    """One place of an amendment, what it does there, and the words it names or brings."""

    first: int
    last: int
    side: int
    act: int
    spans: tuple[tuple[int, int], ...] = ()
    body: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Places:
    """What an amendment does: to the whole article, to its alinéas, at its end, or beside it."""

    whole: int | None = None
    parts: list[Part] = field(default_factory=list)
    end: list[str] | None = None
    beside: list[str] | None = None
    side: int = AFTER
    parent: str | None = None
    compensated: bool = False


def read_places(lines: tuple[str, ...]) -> Places:
    """The places that the *lines* of an amendment announce; what compensates a loss of revenue is left out."""
    found = Places()
    current: list[str] | None = None
    for line in lines:
        if _COMPENSATION.match(line):
            found.compensated = True
            break
        if (parent := _PARENT.match(line)) and found.parent is None and not found.parts:
            found.parent = parent["number"]
        elif (beside := _ARTICLE.match(line)) and len(line) < 80 and not found.parts and found.beside is None:
            found.side = BEFORE if beside["side"].lower() == "avant" else AFTER
            current = found.beside = []
        elif found.beside is not None:
            found.beside.append(line)
        elif (whole := _WHOLE.match(line)) and not found.parts:
            found.whole = DELETES if whole["act"].lower() == "supprimer" else REWRITES
            current = []
        elif _COMPLETE_ARTICLE.match(line):
            current = []
            if found.end is None:
                found.end = current
        elif (place := _ALINEAS.match(line)) and len(line) < 160:
            spans = _spans(place["list"])
            side = {"après": AFTER, "avant": BEFORE}.get((place["side"] or "").lower(), AT)
            part = Part(spans[0][0], max(end for _, end in spans), side, _act(line[place.end() :], side), spans)
            found.parts.append(part)
            current = part.body
        else:
            if found.parts and current is found.parts[-1].body and not current:
                found.parts[-1].act = _act(line, found.parts[-1].side)
            if current is not None:
                current.append(line)
    return found


def _act(line: str, side: int) -> int:
    if side != AT:
        return INSERTS
    line = line.lstrip(" ,:")
    return next((act for pattern, act in _ACTS if pattern.match(line)), REPLACES)


def _spans(written: str) -> tuple[tuple[int, int], ...]:
    """`18, 30, 66 à 74` → ((18, 18), (30, 30), (66, 74))."""
    written = re.sub(r"premier|1er", "1", written, flags=re.IGNORECASE)
    written = re.sub(r"dernier", "999", written, flags=re.IGNORECASE)
    found: list[tuple[int, int]] = []
    for start, _, end in re.findall(r"(\d+)(\s*(?:à|-)\s*(?:l['’]alinéa\s+)?(\d+))?", written):
        first, last = (min(int(digits[:5]), 9999) for digits in (start, end or start))
        found.append((first, max(first, last)))
    return tuple(found)


def uncompensated(lines: tuple[str, ...]) -> tuple[str, ...]:
    """*lines* up to what compensates a loss of revenue: two amendments that differ there only do the same."""
    for rank, line in enumerate(lines):
        if rank and _COMPENSATION.match(line):
            return lines[:rank]
    return lines
