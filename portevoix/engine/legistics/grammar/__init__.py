"""The grammar of instructions: one sentence, quoted words set apart as `§0§`, read into what it orders (R3, R6).

Every word of a sentence has its place in the grammar, or the sentence is refused at that word.
"""

from __future__ import annotations

from portevoix.engine.legistics.grammar.orders import Anchor, Change, Content, NotRead, Order, Words
from portevoix.engine.legistics.grammar.patterns import ACT
from portevoix.engine.legistics.grammar.verbs import Parser

__all__ = ["ACT", "Anchor", "Change", "Content", "NotRead", "Order", "Words", "read_order", "read_place_line"]


def read_order(said: str, passive: bool = True) -> Order:
    """What *said* orders. Raises NotRead at the word that is not understood.

    Not *passive*: « l'alinéa 3 est supprimé » is no order, as it may be words that an amendment brings.
    """
    return Parser(said).order(passive)


def read_place_line(said: str) -> list[Anchor] | None:
    """The anchors of a line that says a place and nothing else (`Alinéa 4, après la première phrase`), or None."""
    parser = Parser(said.rstrip(" :.–-"))
    try:
        anchors = parser.anchors()
    except NotRead:
        return None
    return anchors if anchors and parser.at >= len(parser.said) and not any(one.words for one in anchors) else None
