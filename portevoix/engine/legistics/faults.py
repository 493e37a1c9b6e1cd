"""The very words at fault in a sentence that is not read, for a page to mark them."""

from __future__ import annotations

import re

from portevoix.engine.legistics.statements import Statement
from portevoix.engine.legistics.words import FOLDED


def at_fault(instructions: str, statement: Statement, reason: str) -> tuple[int, int] | None:
    """Where in *instructions* are the words for which *statement* is refused, in code points.

    Those that the grammar stopped at, the quoted ones that *reason* names, or the number of the alinéa that it says is
    not there, in the sentence or in the line above that says its place; None when the whole sentence is at fault.
    """
    folded = instructions.translate(FOLDED)
    sentence, start = folded[statement.start : statement.end], statement.start
    if statement.order is None:
        at = _stopped_at(sentence, statement)
        return (start + at[0], start + at[1]) if at else None
    for quote in statement.quotes:
        wanted = quote.words.translate(FOLDED)
        if wanted and f"« {quote.words} »" in reason and sentence.count(wanted) == 1:
            at = start + sentence.index(wanted)
            return at, at + len(wanted)
    if missing := re.search(r"\bl’alinéa (\d+) n’existe pas", reason):
        number = rf"\b{missing[1]}\b"
        places = list(re.finditer(number, sentence))
        if len(places) == 1:
            return start + places[0].start(), start + places[0].end()
        if not places:
            above = list(re.finditer(rf"alinéas?\b[^\n]*?({number})", folded[:start], re.IGNORECASE))
            return above[-1].span(1) if above else None
    return None


def _stopped_at(folded: str, statement: Statement) -> tuple[int, int] | None:
    """The word that `statement.stopped` names, sought in the sentence word after word: a quotation counts as one."""
    if not 0 < statement.stopped < len(statement.said):
        return None
    at = 0
    for token in re.finditer(r"\S+", statement.said):
        quoted = re.fullmatch(r"§(\d+)§", token.group())
        wanted = statement.quotes[int(quoted[1])].words.partition("\n")[0] if quoted else token.group()
        wanted = wanted.translate(FOLDED)
        start = folded.find(wanted, at)
        if start < 0 or not wanted:
            return None
        at = start + len(wanted)
        if token.end() > statement.stopped:
            shift = max(statement.stopped - token.start(), 0) if not quoted else 0
            end = start + len(wanted.rstrip(",.;:")) if wanted.rstrip(",.;:") else at
            return (start + shift, end) if start + shift < end else (start, at)
    return None
