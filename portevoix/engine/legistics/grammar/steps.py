"""Small steps: places, quoted words, occurrences, what a sentence says before its verb."""

from __future__ import annotations

import re

from portevoix.engine.legistics.counting import ORDINAL, cardinal, ordinal
from portevoix.engine.legistics.grammar.orders import Anchor, NotRead, Words
from portevoix.engine.legistics.grammar.patterns import (
    ACT,
    ALL,
    COLON,
    CONSEQUENCE,
    EACH,
    HEADING,
    LEAD,
    OCCURRENCE,
    PURPOSE,
    QUOTE,
    RANGE,
    THE,
    TIMES,
    UNTIL,
    WORDS,
)
from portevoix.engine.legistics.places import Place, place_at


class Steps:
    """Reads a sentence from left to right, quoted words set apart as `§0§`."""

    def __init__(self, said: str) -> None:
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in said)
        self.raw, self.said, self.at = said, lower, 0
        self.occurrence: tuple[int, ...] = ()

    def take(self, pattern: str | re.Pattern) -> re.Match | None:
        found = (re.compile(pattern) if isinstance(pattern, str) else pattern).match(self.said, self.at)
        if found:
            self.at = found.end()
        return found

    def space(self) -> None:
        self.take(r"[\s,]*")

    def ended(self) -> bool:
        return self.at >= len(self.said)

    def stop(self, wanted: str = "") -> NotRead:
        return NotRead(self.at, wanted if self.ended() else "")

    def quotes(self, wanted: str) -> tuple[int, ...]:
        self.take(r"\s*:?\s*")
        found = self.take(QUOTE if wanted == "block" else r"§\d+§")
        if not found:
            raise self.stop(wanted)
        return tuple(int(n) for n in re.findall(r"§(\d+)§", found.group()))

    def place(self) -> Place | None:
        found = place_at(self.said, self.raw, self.at)
        if found:
            self.at = found[1]
            return found[0]
        return None

    def some_places(self) -> tuple[Place, ...]:
        """Places joined by « et »; empty when there is none."""
        places: list[Place] = []
        while place := self.place():
            places.append(place)
            back = self.at
            if not self.take(
                r"(?:,| et|, et|,? ainsi que) (?=à |aux? |dans |de |du |des |la |le |les |l'|a l')|,? et (?=alinéas? )"
            ):
                break
            if place_at(self.said, self.raw, self.at) is None:
                self.at = back
                break
        return tuple(places)

    def occurrences(self) -> tuple[int, ...] | None:
        found = self.take(OCCURRENCE)
        if not found:
            return None
        more = re.findall(rf"{ORDINAL}(?!\w)", found["more"])
        return tuple(ordinal(words) for words in (found["first"], *more))

    def words(self, required: bool = False) -> Words | None:
        """Quoted words, with their noun or not, their occurrence before or after; None when what comes is no such thing.

        « de « … » à « … » » is all that stands from the first ones to the last.
        """
        back = self.at
        if self.take(RANGE):
            first = self.quotes("words")
            self.take(UNTIL)
            return Words(first, until=self.quotes("words"))
        times = self.take(TIMES)
        self.take(r"\s*")
        times = times or self.take(ALL)
        every = bool(self.take(EACH))
        ranks = () if every else self.occurrences() or ()
        self.take(r"\s*")
        noun = self.take(WORDS)
        if not noun:
            self.take(THE)
        if not noun and not re.match(r"\s*:?\s*§", self.said[self.at :]):
            self.at = back
            if required or ranks:
                raise self.stop()
            return None
        if not times:
            times = self.take(TIMES)
        quotes = self.quotes("words")
        back = self.at
        if not ranks and not every:
            self.take(r"\s*,?\s*\(?")
            every = bool(self.take(EACH))
            ranks = () if every else self.occurrences() or ()
            if not ranks and not every:
                self.at = back
            else:
                self.take(r"\)")
        if not times:
            times = self.take(TIMES)
        return Words(quotes, ranks, cardinal(times["times"]) if times else 0, every)

    def anchors(self) -> list[Anchor]:
        found: list[Anchor] = []
        while True:
            self.space()
            if self.ended() or ACT.match(self.said, self.at):
                return found
            if self.take(CONSEQUENCE) or self.take(PURPOSE) or self.take(LEAD) or (found and self.take(COLON)):
                continue
            anchor = self.anchor()
            if anchor is None:
                return found
            found.append(anchor)

    def anchor(self, named: bool = False) -> Anchor | None:
        """One place where something happens; None (and nothing read) when what comes is none.

        *named*: what comes is a place and no object, whatever follows it.
        """
        back = self.at
        if self.take(HEADING):
            places = self.some_places()
            if not places:
                raise self.stop()
            return Anchor("heading", places)
        if self.take(r"entre (?=.*§)"):
            first = self.words(required=True)
            if not self.take(r"\s*et\s*(?=.*§)"):
                raise self.stop()
            return Anchor("between", words=Words((*first.quotes, *self.words(required=True).quotes)))
        if self.take(r"à partir (?=d)"):
            return Anchor("from", words=self.words(required=True))
        if side := self.take(
            r"(?:et )?(?:juste |immédiatement |directement )?(?:(?P<after>après|à la suite de?)|avant)(?!\w)\s*"
        ):
            kind = "after" if side["after"] else "before"
            words = self.words()
            if words:
                return Anchor(kind, words=words)
            places = self.some_places()
            if not places:
                raise self.stop()
            return Anchor(kind, places)
        if edge := self.take(r"(?:au (?:tout )?(?P<start>début|commencement)|(?:à|a) la (?:toute )?fin|en fin)(?!\w)"):
            self.take(r"\s*")
            places = self.some_places()
            return Anchor("start" if edge["start"] else "end", places)
        if ranks := self.occurrences():
            if not self.take(r"\s*(?=,|$)"):
                self.at = back
                return None
            self.occurrence = ranks
            return Anchor("in")
        places = self.some_places()
        if not places:
            self.at = back
            return None
        if not named and re.match(r" (?:§|:)", self.said[self.at :]) and not COLON.match(self.said, self.at):
            self.at = back
            return None
        return Anchor("in", places)
