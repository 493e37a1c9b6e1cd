"""What a sentence of instructions orders: the act, where, on what."""

from __future__ import annotations

from dataclasses import dataclass, field

from portevoix.engine.legistics.places import Place


@dataclass(frozen=True, slots=True)
class Words:
    """Words that are quoted: which quotations, which occurrences (`all`, or ranks), how many times they are said to be.

    `until`: the quotation up to which they run, where only the first and the last of them are quoted.
    """

    quotes: tuple[int, ...]
    ranks: tuple[int, ...] = ()
    times: int = 0
    every: bool = False
    until: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where something happens: `in`, `after`, `before`, at the `start` or the `end` of places, or of quoted words.

    In the `heading` of places; `from` quoted words on, `until` them; `between` the first quoted words and the second ones, side by side.
    """

    side: str
    places: tuple[Place, ...] = ()
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What is brought: `words`, `phrases`, `units` or `article`; `count`: how many are announced, 0 when it is not said."""

    kind: str
    quotes: tuple[int, ...]
    count: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One object of a sentence (`words`, `edge`: the start or the end of something, `places`), and what it becomes."""

    words: Words | None = None
    edge: str = ""
    places: tuple[Place, ...] = ()
    content: Content | None = None


@dataclass(slots=True)
class Order:
    """What one sentence orders: `act`, where, on what; `then`: what it orders next."""

    act: str
    anchors: list[Anchor] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    occurrence: tuple[int, ...] = ()
    then: Order | None = None


class NotRead(Exception):
    """The sentence is not read beyond code point `at`; `wanted`: what it stops before (`words` or `block`), if it is complete so far."""

    def __init__(self, at: int, wanted: str = "") -> None:
        super().__init__(at)
        self.at, self.wanted = at, wanted
