"""What a place of the instructions resolves to in a text, and why one may not be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from portevoix.engine.text import Unit


class Uncertain(Exception):
    """Why an order is not carried out: `fr` and `en`, a sentence each."""

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(fr)
        self.fr, self.en = fr, en


@dataclass(frozen=True, slots=True)
class Span:
    """Some words of an alinéa, or all of them: where an order bears."""

    unit: Unit
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scope:
    """What a place resolves to. `level`: container, section, alinea or phrase; `spans`: its alinéas, or phrases of them."""

    level: str
    container: str | None
    spans: tuple[Span, ...] = ()
    named: bool = True

    @property
    def units(self) -> tuple[Unit, ...]:
        return tuple(span.unit for span in self.spans)


class Bringing(NamedTuple):
    """What paragraph number *paragraph* of instructions brings: a whole alinéa, or words of one.

    An edit at *start* of alinéa *unit* puts them there, *lead* spaces first; *length* in code points.
    """

    paragraph: int
    unit: str
    start: int
    lead: int
    length: int
