"""What a verb bears on, what it brings, and where that is said."""

from __future__ import annotations

import re

from portevoix.engine.legistics.counting import cardinal
from portevoix.engine.legistics.grammar.orders import Anchor, Change, Content
from portevoix.engine.legistics.grammar.patterns import (
    ARTICLE,
    MIXED_UNITS,
    MIXED_WORDS,
    ONE_UNIT,
    PHRASES,
    PROVISIONS,
    THE,
    TIMES,
    UNITS,
    WHOLE,
    WHOLLY,
    WORDS,
)
from portevoix.engine.legistics.grammar.steps import Steps
from portevoix.engine.legistics.places import Place


class Objects(Steps):
    """Reads the objects of a verb; `later`: the places that are said after it."""

    later: tuple[Anchor, ...] = ()

    def edge(self) -> Change | None:
        found = self.take(r"(?:le (?P<start>début)|la fin)(?!\w)\s*")
        if not found:
            return None
        self.take(r"de (?=la |le |les |l'|cet|ces)")
        return Change(edge="start" if found["start"] else "end", places=self.some_places())

    def object(self) -> Change:
        """What an act bears on."""
        self.space()
        self.take(WHOLLY)
        self.take(WHOLE)
        edge = self.edge()
        if edge:
            return edge
        back = self.at
        if self.take(r"(?:à |aux |au )?(?:ces|ce|cette) (?:mots?|termes?|références?)(?!\w)(?! ?:)"):
            self.at = back
            raise self.stop()
        words = self.words()
        if words:
            return Change(words=words)
        places = self.required_places()
        back = self.at
        if not self.take(rf"\s*{WHOLLY.pattern}"):
            self.at = back
        return Change(places=places)

    def required_places(self) -> tuple[Place, ...]:
        places = self.some_places()
        if not places:
            raise self.stop()
        return places

    def content(self, moves: bool = False) -> Content:
        """What an act brings; where it *moves*, the place may be said before what is quoted: « une phrase à la fin : « … » »."""
        self.space()
        if self.ended():
            raise self.stop()

        def quotes(wanted: str) -> tuple[int, ...]:
            if moves and not re.match(r"[\s,]*:?\s*§", self.said[self.at :]):
                self.position()
                self.take(r"[\s,]*(?:ainsi rédigée?s?|suivante?s?)(?!\w)")
            return self.quotes(wanted)

        self.take(r":\s*(?=§)")
        if found := self.take(ARTICLE):
            return Content("article", quotes("block"), 1)
        if self.take(MIXED_UNITS):
            return Content("units", quotes("block"))
        if found := self.take(UNITS):
            exact = (found["noun"] or "").startswith("alinéa") and found["count"]
            singular = found["noun"] == "alinéa"
            return Content("units", quotes("block"), cardinal(found["count"]) if exact else 1 if singular else 0)
        if found := self.take(PHRASES):
            return Content("phrases", quotes("block"), cardinal(found["count"]) if found["count"] else 0)
        if self.take(ONE_UNIT) or self.take(PROVISIONS):
            return Content("units", quotes("block"))
        if self.take(MIXED_WORDS) or self.take(WORDS):
            self.take(TIMES)
            return Content("words", self.quotes("words"))
        self.take(THE)
        return Content("words", self.quotes("words"))

    def inner(self) -> None:
        """A place said between the verb and what it bears on: « supprimer, à l'alinéa 1, les mots… »."""
        back, later = self.at, self.later
        self.space()
        if re.match(r"(?:dans |à la |à l'|au |aux |en |après |avant )", self.said[self.at :]):
            anchor = self.anchor(named=True)
            if anchor and re.match(r"[\s,]*(?:: ?)?(?:§|les? |la |l')", self.said[self.at :]):
                self.later = (*later, anchor)
                self.space()
                return
        self.at = back

    def position(self) -> None:
        """A place said after what happens there: « ajouter « publiques » après « données » »."""
        back = self.at
        self.space()
        while not self.ended() and re.match(
            r"(?:(?:juste |immédiatement |directement )?(?:après|avant)|entre|à la suite|à partir|au début|(?:à|en) fin|à la |à l'|au |aux |dans |d[ue] |de l|\()",
            self.said[self.at :],
        ):
            shut = self.take(r"\(")
            anchor = self.anchor(named=True)
            if anchor is None or (shut and not self.take(r"\)")):
                break
            self.later = (*self.later, anchor)
            back = self.at
            self.space()
        self.at = back

    def heading(self) -> Content:
        self.take(r":\s*(?=§)")
        self.take(WORDS)
        return Content("words", self.quotes("words"))
