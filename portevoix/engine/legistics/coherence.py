"""What amendments leave at odds in a text: numbers announced that are no longer so, numbers given twice.

Nothing is mended here: a person does it, in a coordination edit (R26).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from portevoix.engine.legistics.counting import CARDINAL, cardinal
from portevoix.engine.legistics.structure import KINDS, marks, quoted
from portevoix.engine.legistics.words import FOLDED, clean
from portevoix.engine.text import LEAF, Text, Unit

_ALINEAS = re.compile(
    rf"(?P<many>{CARDINAL}|une?)(?: (?:nouveaux|derniers|premiers))? alinéas?(?: ainsi rédigés?| suivants?)+ ?: ?$",
    re.IGNORECASE,
)
_ARTICLES = re.compile(rf"(?P<many>{CARDINAL}|un) articles? .{{0,200}}ainsi rédigés? ?: ?$", re.IGNORECASE)
_ARTICLE = re.compile(r"[«“\"\s\u00a0\u202f]*Art(?:icle)?\b")


class Remark(NamedTuple):
    """An alinéa that says what is no longer so: its key, and why in a sentence, French and English."""

    unit: str
    fr: str
    en: str


def left_at_odds(before: Text, after: Text) -> list[Remark]:
    """What is at odds in *after* that was not in *before*, in the order of the text."""
    known = {remark.fr for remark in remarks(before)}
    return [remark for remark in remarks(after) if remark.fr not in known]


def remarks(text: Text) -> Iterator[Remark]:
    """What is at odds in *text*, container by container."""
    groups: list[Sequence[Unit]] = [text.units, *(unit.children for unit, _parent in text.walk() if unit.kind != LEAF)]
    for units in groups:
        alineas = [unit for unit in units if unit.kind == LEAF]
        yield from _announced(alineas)
        yield from _numbered(alineas)


def _announced(alineas: Sequence[Unit]) -> Iterator[Remark]:
    """« il est inséré deux alinéas ainsi rédigés : », and three that follow."""
    for at, unit in enumerate(alineas):
        following = []
        for other in alineas[at + 1 :]:
            if not quoted(other.text):
                break
            following.append(clean(other.text))
        said = clean(unit.text).translate(FOLDED)
        if not following:
            continue
        if found := _ALINEAS.search(said):
            yield from _counted(unit, _many(found["many"]), len(following), "alinéa")
        elif found := _ARTICLES.search(said):
            there = sum(_ARTICLE.match(words) is not None for words in following)
            if there:
                yield from _counted(unit, _many(found["many"]), there, "article")


def _many(words: str) -> int:
    return 1 if words.lower() in ("un", "une") else cardinal(words.lower())


def _counted(unit: Unit, said: int, there: int, noun: str) -> Iterator[Remark]:
    if said != there:
        start = clean(unit.text)[:60].rstrip()
        yield Remark(
            unit.key,
            f"« {start}… » annonce {said} {noun}{'s' if said > 1 else ''}, {there} suivent.",
            f"« {start}… » announces {said} {noun}{'s' if said > 1 else ''}, {there} follow.",
        )


def _numbered(alineas: Sequence[Unit]) -> Iterator[Remark]:
    """Two II, two 3° in one list."""
    lists: dict[tuple[bool, str], set[str]] = {}
    for unit in alineas:
        inside, words = quoted(unit.text), clean(unit.text)
        if not inside or _ARTICLE.match(words):
            # What is proposed begins anew.
            lists = {place: held for place, held in lists.items() if not place[0]}
        for mark in marks(words):
            for kind in KINDS[KINDS.index(mark.kind) + 1 :]:
                lists.pop((inside, kind), None)
            held = lists.setdefault((inside, mark.kind), set())
            if mark.value in ("1°", "a", "I", "A"):
                held.clear()
            if mark.value in held:
                yield Remark(
                    unit.key,
                    f"le numéro « {mark.value} » est donné deux fois dans la même liste.",
                    f"number « {mark.value} » is given twice in the same list.",
                )
            held.add(mark.value)
