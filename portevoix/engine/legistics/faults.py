"""The very words at fault in a sentence that is not read, for a page to mark them."""

from __future__ import annotations

import re

from portevoix.engine.legistics.statements import Statement
from portevoix.engine.legistics.words import FOLDED


def at_fault(sentence: str, statement: Statement, reason: str) -> tuple[int, int] | None:
    """Where in *sentence*, as typed, are the words for which *statement* is refused, in code points.

    Those that the grammar stopped at, or the quoted ones that *reason* names; None when the whole sentence is at fault.
    """
    folded = sentence.translate(FOLDED)
    if statement.order is None:
        return _stopped_at(folded, statement)
    named = [quote.words for quote in statement.quotes if quote.words and f"« {quote.words} »" in reason]
    for words in named:
        wanted = words.translate(FOLDED)
        if folded.count(wanted) == 1:
            at = folded.index(wanted)
            return at, at + len(wanted)
    if found := re.search(r"\bl’alinéa (\d+) n’existe pas", reason):
        places = list(re.finditer(rf"\b{found[1]}\b", folded))
        if len(places) == 1:
            return places[0].span()
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
        if start < 0:
            return None
        at = start + len(wanted)
        if token.end() > statement.stopped:
            shift = max(statement.stopped - token.start(), 0) if not quoted else 0
            end = start + len(wanted.rstrip(",.;:")) if wanted.rstrip(",.;:") else at
            return (start + shift, end) if start + shift < end else (start, at)
    return None
