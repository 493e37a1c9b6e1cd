"""How far an amendment takes an amount from the one in the text: the furthest are examined first (R7)."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBER = r"\d[\d\s\u00a0\u202f]*(?:,\d+)?"
_AMOUNT = re.compile(rf"({_NUMBER})\s*(?:%|€|euros?|millions?(?: d['’]euros)?|milliards?(?: d['’]euros)?|pour mille)?")
_ASKED = re.compile(r"\b(?:remplacer|substituer)\b.*:\s*$", re.IGNORECASE)
_BY = re.compile(r"(?:par )?l[ea]s? .*:\s*$", re.IGNORECASE)
_REPLACED = re.compile(rf"«\s*({_NUMBER})[^«»]*»[^«»]{{0,60}}remplacée?s? par[^«»]{{0,40}}«\s*({_NUMBER})[^«»]*»")


def distance(lines: Sequence[str]) -> float:
    """How far the first new amount is from the old one; 0 where they are not told."""
    for asked, old, by, new in zip(lines, lines[1:], lines[2:], lines[3:], strict=False):
        if _ASKED.search(asked) and _BY.match(by) and _AMOUNT.fullmatch(old) and _AMOUNT.fullmatch(new):
            return abs(_value(new) - _value(old))
    found = next((found for line in lines if (found := _REPLACED.search(line))), None)
    return abs(_value(found[2]) - _value(found[1])) if found else 0.0


def _value(words: str) -> float:
    return float(re.sub(r"[^\d,]", "", words).replace(",", "."))
