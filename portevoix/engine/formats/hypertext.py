"""The words of a piece of HTML, in one pass whatever the HTML."""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_END = re.compile(r"</(?:p|div|li|tr|h[1-6])\s*>|<br\s*/?>", re.IGNORECASE)
_CELL = re.compile(r"</t[dh]\s*>\s*(?=<t[dh]\b)", re.IGNORECASE)


def words_of(source: str, cell: str = "\t") -> list[str]:
    """The paragraphs of *source*, tags and comments left out; the cells of a row are *cell* apart.

    Tags go before entities are read: what was written as text stays text.
    """
    flat = re.sub(r"[ \t\r\n]+", " ", _uncommented(source))
    bare = html.unescape(_TAG.sub("", _END.sub("\n", _CELL.sub(cell, flat))))
    return [line for line in (line.strip(" ") for line in bare.split("\n")) if line]


def _uncommented(source: str) -> str:
    parts: list[str] = []
    at = 0
    while (start := source.find("<!--", at)) >= 0:
        end = source.find("-->", start + 4)
        if end < 0:
            break
        parts.append(source[at:start])
        at = end + 3
    return "".join([*parts, source[at:]])
