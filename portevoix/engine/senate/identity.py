"""Which amendments of a Senate set are identical, from their words alone (R8)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from portevoix.engine.amendments.competition import Union
from portevoix.engine.senate.citations import CITED, Citation, citations, codeless
from portevoix.engine.senate.listing import Filed
from portevoix.engine.senate.places import AT, REWRITES, Part, Places
from portevoix.engine.senate.wording import plain

_NEIGHBOURS, _COMPARISONS = 60, 200_000
_BROUGHT = 800
_LONG, _LONGEST, _SAME = 200, 20_000, 99
_ADDS = re.compile(r"\badditionnel|^(?:après|avant) l['’]article\b[^,:]*$", re.IGNORECASE)
_USUAL_PLEDGE = re.compile(r"\b575\b|\btabacs?\b")
_DECISIVE = re.compile(
    r"[a-hj-z]|bis|ter|quater|et|ou|ni|ne|pas|non|sans|sauf|hors"
    r"|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|cent|mille"
)


@dataclass(slots=True)
class Item:
    """An amendment on its way to the order.

    `words`: its instructions without what compensates a loss of revenue; `essence`: what makes it identical to another;
    `changes`: the places of codes that it changes; `citation`: the first, or what it only cites; `brought`: the
    beginning of the words that it brings (those that it quotes, where it changes a code).
    """

    filed: Filed
    base: str
    places: Places
    subdivision: tuple
    words: tuple[str, ...]
    filing: tuple = ()
    key: tuple = ()
    essence: tuple[str, str] = field(init=False)
    citation: Citation = field(init=False)
    changes: list[Citation] = field(init=False)
    brought: str = field(init=False)

    def __post_init__(self) -> None:
        # An article that amends a code need not name it again.
        words = self.words if self.places.beside is not None else map(codeless, self.words)
        self.essence = (plain(words), _pledge(self.filed.lines[len(self.words) :]))
        body = self.body
        found = citations(body if self.places.beside is None else _unquoted(body))
        self.citation = found[0] if found else Citation()
        self.changes = [change for change in found if change.kind < CITED and change.article]
        told = body[1:] if self.citation.kind >= CITED else ()
        self.brought = plain(re.findall(r"«([^«»]*)", " ".join(body[1:])) or told)[:_BROUGHT]

    @property
    def lead(self) -> Part | None:
        """Its first part, by which it takes its place."""
        return self.places.parts[0] if self.places.parts else None

    @property
    def body(self) -> Sequence[str]:
        """The lines that it adds, or puts in the place of what it rewrites."""
        if self.lead is None:
            return self.places.end or self.places.beside or ()
        return self.lead.body if self.lead.side != AT or self.lead.act == REWRITES else ()


def _unquoted(body: Sequence[str]) -> Sequence[str]:
    """*body* without the marks that open its lines, where the whole of an additional article is quoted."""
    first = next((line for line in body if _ADDS.search(line) is None), "")
    return [line.lstrip("« ") for line in body] if first.startswith("«") else body


def _pledge(lines: Sequence[str]) -> str:
    """How a loss of revenue is compensated (the *gage*), where it is not by the usual tax on tobacco."""
    words = " ".join(lines)
    _loss, told, means = words.rpartition("compensée")
    return plain((means,)) if told and not _USUAL_PLEDGE.search(words) else ""


def twins(items: Sequence[Item]) -> list[list[Item]]:
    """Sets of identical amendments: the same effect at the same place.

    Their words are the same but for typography and editing (`prévue` for `mentionnée`); numbers never differ. The usual
    pledge goes without saying, another one sets amendments apart.
    """
    groups: dict[tuple, list[Item]] = {}
    for item in items:
        words, pledge = item.essence
        groups.setdefault((item.subdivision, pledge, words.replace(" ", "") or item.base), []).append(item)
    sets = list(groups.values())
    close = Union(len(sets))
    shapes: dict[tuple, list[int]] = {}
    for index, ((subdivision, pledge, words), _alike) in enumerate(groups.items()):
        if _LONG <= len(words) <= _LONGEST:
            shapes.setdefault((subdivision, pledge, tuple(re.findall(r"\d+", words))), []).append(index)
    for indexes in shapes.values():
        indexes.sort(key=lambda index: sets[index][0].essence)
        for one, other in neighbours(indexes):
            if close.find(one) != close.find(other) and _reworded(sets[one][0], sets[other][0]):
                close.join((one, other))
    joined: dict[int, list[Item]] = {}
    for index, alike in enumerate(sets):
        joined.setdefault(close.find(index), []).extend(alike)
    return list(joined.values())


def neighbours(ranked: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pairs of *ranked*, sorted by their words, that are worth comparing: what says much the same begins much the
    same, so that a long list is quick.
    """
    near = min(_NEIGHBOURS, 1 + _COMPARISONS // len(ranked))
    for rank, one in enumerate(ranked):
        for other in ranked[rank + 1 : rank + 1 + near]:
            yield one, other


def _reworded(one: Item, other: Item) -> bool:
    """Whether two long instructions differ by a few words that decide nothing."""
    first, second = one.essence[0], other.essence[0]
    if not fuzz.ratio(first.replace(" ", ""), second.replace(" ", ""), score_cutoff=_SAME):
        return False
    here, there = Counter(first.split()), Counter(second.split())
    return not any(_DECISIVE.fullmatch(word) for word in (here - there) + (there - here))
