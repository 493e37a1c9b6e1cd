"""What sorts the numbers of articles and of their subdivisions, in bills and in codes."""

from __future__ import annotations

import re

from portevoix.engine.legistics.counting import LATIN

_LAST = 0x110000
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


def article_rank(number: str) -> tuple:
    """What sorts the articles of a bill: `liminaire` first, `2`, `2 bis A`, `2 bis`, `2 ter`, `3`."""
    number = re.sub(r"\(.*", "", number).strip().lower()
    found = re.match(r"(\d{1,9})(?:er)?", number)
    if not found:
        return (0, (), number)
    steps: list[tuple] = []
    for word in re.split(r"[\s-]+", number[found.end() :].strip()):
        if word in LATIN:
            steps.append((LATIN.index(word) + 2, ""))
        elif word:
            # `2 bis A` stands before `2 bis`, `2 bis AA` before `2 bis A`: what a letter is added to comes after.
            steps.append((-1, (*map(ord, word), _LAST)))
    return (int(found[1]), (*steps, (0, "")), "")


def code_rank(number: str) -> tuple:
    """What sorts the articles of a code: `278-0 bis`, `278`, `278 bis`, `279`; `L. 541`, `L. 541-10`, `L. 541-10-6`."""
    head, *rest = re.findall(r"\d{1,9}|[A-Za-z]+", re.sub(r"^(?:[LRDA]\.?\s?)?(?:O\.?\s?)?\*?\s*", "", number))
    steps: list[tuple[float, str]] = [(int(head), "")]
    if not rest or not rest[0].isdigit():
        # `278-0 bis` stands before `278`, `541-10` after `541`.
        steps.append((0.5, ""))
    for word in rest:
        if word.isdigit():
            steps.append((int(word) or -1, "") if len(steps) > 1 else (int(word), ""))
        elif word in LATIN:
            steps.append((LATIN.index(word) + 2, ""))
        elif word != "er":
            steps.append((1, word))
    return tuple(steps)


def mark_rank(mark: str) -> int:
    """The rank of `3°`, `b`, `II` or `A` among its like."""
    if digits := re.match(r"\d{1,9}", mark):
        return int(digits.group())
    if re.fullmatch(r"[IVXL]+", mark):
        values = [_ROMAN[sign] for sign in mark.lower()]
        return sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))
    return sum((ord(sign) - 96) * 26**power for power, sign in enumerate(reversed(mark.lower())))
