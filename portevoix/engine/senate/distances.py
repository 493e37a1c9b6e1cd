"""How far amendments take the text, as far as their words tell: the furthest are examined first (R7)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_NUMBER = r"\d[\d\s\u00a0\u202f]*(?:,\d+)?"
_AMOUNT = re.compile(rf"({_NUMBER})\s*(?:%|€|euros?|millions?(?: d['’]euros)?|milliards?(?: d['’]euros)?|pour mille)?")
_ASKED = re.compile(r"\b(?:remplacer|substituer)\b.*:\s*$", re.IGNORECASE)
_BY = re.compile(r"(?:par )?l[ea]s? .*:\s*$", re.IGNORECASE)
_ONE_NUMBER = rf"«[^«»\d]*({_NUMBER})[^«»\d]*»"
_REPLACED = re.compile(rf"{_ONE_NUMBER}[^«»]{{0,60}}remplacée?s? par[^«»]{{0,40}}{_ONE_NUMBER}")
_ENOUGH = 3


def distance(lines: Sequence[str]) -> float:
    """How far the first new amount is from the old one; 0 where they are not told."""
    for asked, old, by, new in zip(lines, lines[1:], lines[2:], lines[3:], strict=False):
        if _ASKED.search(asked) and _BY.match(by) and _AMOUNT.fullmatch(old) and _AMOUNT.fullmatch(new):
            return abs(_value(new) - _value(old))
    found = next((found for line in lines if (found := _REPLACED.search(line))), None)
    return abs(_value(found[2]) - _value(found[1])) if found else 0.0


def _value(words: str) -> float:
    return float(re.sub(r"[^\d,]", "", words).replace(",", "."))


def apart(tables: Sequence[Sequence[str]]) -> list[float]:
    """How many words each of several rewritings of one table changes: the text is not told, and what most of them keep
    stands for it. Fewer than three tell nothing.
    """
    if len(tables) < _ENOUGH:
        return [0.0] * len(tables)
    found = [Counter(re.findall(r"\w+", " ".join(lines).lower())) for lines in tables]
    kept = {word: sorted(words[word] for words in found)[len(found) // 2] for word in set().union(*found)}
    return [float(sum(abs(words[word] - kept[word]) for word in kept)) for words in found]
