"""What an order does to a text: its places found, its words found, and the edits that follow (R3, R4)."""

from portevoix.engine.legistics.acts.actor import Actor
from portevoix.engine.legistics.acts.scopes import Bringing, Span, Uncertain

__all__ = ["Actor", "Bringing", "Span", "Uncertain"]
