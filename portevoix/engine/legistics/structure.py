"""The numbering inside an article: which alinéas « le 2° du I » is, where a proposed text stands, the next letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from portevoix.engine.legistics.counting import LATIN
from portevoix.engine.legistics.words import clean

_SUFFIX = rf"(?: ?(?:{'|'.join(LATIN)}))?(?: ?[A-Z]{{1,3}}(?![\w'’]| ?[a-zà-ÿ]))?"
_OPENING = r"[«“\"\s\u00a0\u202f]*"
_MARK = re.compile(
    rf"(?P<roman>[IVXL]+{_SUFFIX})\s?(?:\.\s?[-–—]|[-–—]|\.(?=\s))\s*"
    rf"|(?P<upper>[A-Z]{{1,2}}{_SUFFIX})\s?(?:\.\s?[-–—]|\s[-–—]|\.(?=\s[A-ZÀ-Ý]))\s*"
    rf"|(?P<number>\d+\s?°{_SUFFIX})\s?[-–—.)]?\s*"
    rf"|(?P<lower>[a-z]{{1,2}}(?: ?(?:{'|'.join(LATIN)}))?)\)\s*"
)
DOTS = re.compile(r"(?:…|\.\s?\.\s?\.)\s?(?:bis\s?)?(?P<after>°|\)|\.?\s?[-–—]|\.)\s*")
_ROMAN = (("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))


# The kinds of marks, the largest first.
KINDS = ("roman", "upper", "number", "lower")


class Mark(NamedTuple):
    """What an alinéa begins with: `kind` (one of KINDS), `value` (`II bis`, `3°`, `a`), where it ends."""

    kind: str
    value: str
    end: int


def marks(words: str) -> list[Mark]:
    """The marks that an alinéa begins with, one after the other (`II. - A. - 1°`); none when it begins with words."""
    found: list[Mark] = []
    at = re.match(_OPENING, words).end()
    while match := _MARK.match(words, at):
        kind = match.lastgroup
        if any(kind == mark.kind for mark in found):
            break
        found.append(Mark(kind, _plain(match[kind]), match.end()))
        at = match.end()
    return found


def quoted(words: str) -> bool:
    """Whether an alinéa is part of a text that the article proposes: it begins with a quotation mark."""
    return bool(re.match(r"[_\s]*[«“\"]", words))


def _plain(value: str) -> str:
    return re.sub(r"\s+", " ", value.replace(" °", "°")).strip()


def same_mark(value: str, other: str) -> bool:
    """Whether two marks are one: `II bis` and `II  BIS`, `a` and `a)`."""

    def form(mark: str) -> str:
        return re.sub(r"[\s.)_]", "", mark)

    return form(value) == form(other)


def section(alineas: Sequence[str], value: str, low: int, high: int) -> tuple[int, int] | None:
    """The alinéas [start, end) that are the *value* (`II`, `3°`, `a`) of those from *low* to *high*; None if not one."""
    open_text = quoted(alineas[low]) if low < high else False
    held = [
        marks(clean(alineas[at])) if low <= at < high and quoted(alineas[at]) == open_text else [] for at in range(high)
    ]
    starts = [at for at in range(low, high) if any(same_mark(mark.value, value) for mark in held[at])]
    if len(starts) != 1:
        return None
    start = starts[0]
    mark = next(mark for mark in held[start] if same_mark(mark.value, value))
    above = {mark.kind}
    for at in range(low, start + 1):
        for seen in held[at]:
            if seen.kind == mark.kind:
                break
            above.add(seen.kind)
    # Kinds met after the first of this kind, and not before, are inside it.
    first = next(at for at in range(low, high) if any(seen.kind == mark.kind for seen in held[at]))
    before = {seen.kind for at in range(low, first) for seen in held[at]}
    before |= {seen.kind for seen in held[first][: [seen.kind for seen in held[first]].index(mark.kind)]}
    ends = before | {mark.kind}
    end = next((at for at in range(start + 1, high) if any(seen.kind in ends for seen in held[at])), high)
    return start, end


def proposed_text(alineas: Sequence[str], reference: str, low: int, high: int) -> tuple[int, int] | None:
    """The quoted alinéas [start, end) that the article proposes for the article *reference* (`L. 423-14`)."""
    wanted = re.sub(r"[\s.]", "", reference).casefold()
    named = [at for at in range(low, high) if quoted(alineas[at]) and _article(alineas[at]) == wanted]
    if len(named) > 1:
        return None
    if named:
        start = named[0]
        stops = (at for at in range(start + 1, high) if not quoted(alineas[at]) or _article(alineas[at]))
        return start, next(stops, high)
    # « L'article L. 423-14 est ainsi rédigé : » then its alinéas, without its name.
    saying = [
        at
        for at in range(low, high - 1)
        if not quoted(alineas[at])
        and quoted(alineas[at + 1])
        and alineas[at].rstrip().endswith(":")
        and wanted in re.sub(r"[\s.]", "", clean(alineas[at])).casefold()
    ]
    if len(saying) != 1:
        return None
    start = saying[0] + 1
    return start, next((at for at in range(start, high) if not quoted(alineas[at])), high)


def _article(words: str) -> str:
    found = re.match(rf"{_OPENING}(?:Art\.|Article)\s*((?:[LRDAO]\.?\s?)*\s?[\d][\w-]*)", clean(words))
    return re.sub(r"[\s.]", "", found[1]).casefold() if found else ""


def _number(roman: str) -> int:
    total = 0
    for sign, worth in _ROMAN:
        while roman.startswith(sign):
            total, roman = total + worth, roman[len(sign) :]
    return total


def _roman(number: int) -> str:
    written = ""
    for sign, worth in _ROMAN:
        while number >= worth:
            written, number = written + sign, number - worth
    return written


def following(mark: str) -> str:
    """The mark after *mark* at the end of a list: `II` → `III`, `3° bis` → `4°`, `b` → `c`, `B` → `C`."""
    if found := re.match(r"(\d+)\s?°", mark):
        return f"{int(found[1]) + 1}°"
    stem = mark.split(" ")[0]
    if re.fullmatch(r"[IVXL]+", stem):
        return _roman(_number(stem) + 1)
    return stem[:-1] + chr(ord(stem[-1]) + 1)


def between(mark: str) -> str:
    """The mark inserted after *mark* where a next one stands already: `II` → `II bis`, `II bis` → `II ter`."""
    stem, _, latin = mark.partition(" ")
    latin = latin.split(" ")[0]
    return f"{stem} {LATIN[LATIN.index(latin) + 1] if latin in LATIN[:-1] else LATIN[0]}"
