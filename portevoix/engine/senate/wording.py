"""Words as they are compared, and what a sentence quotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

_BROUGHT = 800
_ACCENTS = re.compile("[\u0300-\u036f]+")
_WORD = re.compile(r"\w+")
_LEAD = re.compile(r"^\s*I\s*\.?\s*[–—‑-]\s*")
_QUOTED = re.compile("«([^«»]*)")
_TAKEN = re.compile(
    r"«([^«»]*)»(?:(?:,| et)\s*:?\s*«([^«»]*)»)?\s*,?\s*(?:est|sont) (?:respectivement )?(?:remplac|supprim)"
)


def plain(lines: Iterable[str]) -> str:
    """The words of *lines*, whatever their dashes, quotes, dots, accents, capitals and spaces.

    A leading `I. –` only says that a compensation follows.
    """
    spelt = unicodedata.normalize("NFKD", " ".join(_LEAD.sub("", line) for line in lines).lower())
    return " ".join(_WORD.findall(_ACCENTS.sub("", spelt)))


def quoted(line: str, below: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """The words on which the change of *line* leans (the first quoted, those replaced or deleted), and the beginning of
    those that it brings, lines that go on quoting *below* included.
    """
    found = _QUOTED.findall(line)
    taken = [words for pair in _TAKEN.findall(line) for words in pair if words]
    leans = dict.fromkeys((*found[:1], *taken))
    brought = [words for words in found if words not in taken]
    size = sum(map(len, brought))
    for more in below:
        if not more.startswith("«") or size > _BROUGHT:
            break
        brought.append(more)
        size += len(more)
    return tuple(plain((words[:_BROUGHT],)) for words in leans), plain(brought)[:_BROUGHT]
