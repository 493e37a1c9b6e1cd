"""The kinds of edits, and the error of one that does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portevoix.engine.text import Unit


class EditError(ValueError):
    """An edit that does not fit its version, or that overlaps another one.

    `message` (French) and `message_en` say why; `unit` is the key of the unit where it happens (None: the top).
    """

    def __init__(self, message: str, message_en: str, unit: str | None) -> None:
        super().__init__(message)
        self.message, self.message_en, self.unit = message, message_en, unit


@dataclass(frozen=True, slots=True)
class ReplaceWords:
    """In alinéa *unit*, the code points from *start* to *end* become *words*.

    An insertion when `start == end`, a deletion when `words == ""`.
    """

    unit: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class DeleteUnit:
    """Unit *unit* goes, with all that it holds."""

    unit: str


@dataclass(frozen=True, slots=True)
class ReplaceUnit:
    """Unit *unit* is rewritten whole as *units*."""

    unit: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class InsertUnits:
    """*units* come under *parent* (None: the top), right after sibling *after* (None: first)."""

    parent: str | None
    after: str | None
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class SetHeading:
    """The heading of container *unit* becomes *heading*."""

    unit: str
    heading: str


Edit = ReplaceWords | DeleteUnit | ReplaceUnit | InsertUnits | SetHeading


def tidy(edit: ReplaceWords, text: str) -> ReplaceWords:
    """The form of *edit* in alinéa *text* that all edits with its effect on spaces share.

    Spaces that it keeps are left out of it; an insertion or a deletion that could begin or end with the same space
    begins with it: `publiques ` before a word and ` publiques` after the word before are one edit.
    """
    start, end, words = edit.start, edit.end, edit.words
    if start < end and words:
        while start < end and words and words[-1] == text[end - 1] and words[-1].isspace():
            end, words = end - 1, words[:-1]
        while start < end and words and words[0] == text[start] and words[0].isspace():
            start, words = start + 1, words[1:]
    if start == end:
        while start and words and words[-1].isspace() and text[start - 1] == words[-1]:
            words = words[-1] + words[:-1]
            start, end = start - 1, end - 1
    elif not words:
        while start and text[end - 1].isspace() and text[start - 1] == text[end - 1]:
            start, end = start - 1, end - 1
    if start == edit.start and end == edit.end and words == edit.words:
        return edit
    return ReplaceWords(edit.unit, start, end, words)


def tidied(edits: Sequence[ReplaceWords], text: str) -> list[ReplaceWords]:
    """*edits* of one alinéa, left to right, each in its tidy form unless that would run into the one before."""
    made: list[ReplaceWords] = []
    for edit in edits:
        neat = tidy(edit, text)
        made.append(edit if made and neat.start < made[-1].end else neat)
    return made
