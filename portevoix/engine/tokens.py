"""Words, punctuation and spaces: tokens that join back to the exact text."""

from __future__ import annotations

import re
from typing import NamedTuple

_ELISIONS = "jusqu|lorsqu|puisqu|quoiqu|qu|[cdjlmnst]"
TOKEN = re.compile(
    rf"(?:{_ELISIONS})['’ʼ](?=\w)|\d+(?:[.,‑-]\d+)*°?(?![‑-]?\w)|[^\W_]+(?:[-‑'’ʼ][^\W_]+)*|\s+|[\s\S]",
    re.IGNORECASE,
)


class Token(NamedTuple):
    """A token and where it stands: `text[start:end] == words`."""

    words: str
    start: int
    end: int

    @property
    def is_space(self) -> bool:
        """Whether it is a run of spaces, no-break ones included."""
        return self.words.isspace()

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number, not punctuation."""
        return self.words[0].isalnum()


def split(text: str) -> list[str]:
    """The tokens of *text*: `"".join(split(text)) == text`, always.

    A word keeps its hyphens and inner apostrophes (`peut-être`, `aujourd’hui`); an elided article is a token of its
    own, apostrophe included (`l’`, `qu’`); a number keeps its decimals, its hyphens (`225-197-3`) and its `°`; each
    punctuation mark is one token; each run of spaces (U+00A0 and U+202F included) is one.
    """
    return TOKEN.findall(text)


def tokens(text: str) -> list[Token]:
    """The tokens of *text*, each with its place in code points."""
    return [Token(found.group(), found.start(), found.end()) for found in TOKEN.finditer(text)]


def words(text: str) -> list[str]:
    """The words and numbers of *text*, without spaces or punctuation."""
    return [token for token in TOKEN.findall(text) if token[0].isalnum()]
