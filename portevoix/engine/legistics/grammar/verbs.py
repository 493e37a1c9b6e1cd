"""What a sentence orders: each verb, and the words that come with it."""

from __future__ import annotations

import re
from dataclasses import replace

from portevoix.engine.legistics.counting import cardinal
from portevoix.engine.legistics.grammar.orders import Anchor, Change, Content, NotRead, Order, Words
from portevoix.engine.legistics.grammar.patterns import (
    ACT,
    ARTICLE,
    MIXED_UNITS,
    MIXED_WORDS,
    ONE_UNIT,
    PASSIVE,
    PHRASES,
    PROVISIONS,
    THE,
    TIMES,
    UNITS,
    WORDS,
)
from portevoix.engine.legistics.grammar.steps import Steps


class Parser(Steps):
    """Reads what a sentence orders, one method for each verb."""

    later: tuple[Anchor, ...] = ()

    def order(self, passive: bool) -> Order:
        self.take(r"\s*")
        anchors = self.anchors()
        verb = self.take(ACT)
        if verb:
            act, changes = _VERBS.get(verb["verb"], Parser.unknown)(self)
            if act == "again" and not changes:
                changes = [Change(edge=one.side, places=one.places) for one in anchors if one.places]
                anchors = []
            if act == "again" and not changes:
                raise self.stop()
        elif passive and re.search(r"alinéas? \d", self.said):
            act, changes = self.passive(anchors)
        else:
            raise self.stop()
        self.take(r"[\s.;,]*")
        if not self.ended():
            raise NotRead(self.at)
        return Order(act, [*anchors, *self.later], changes, self.occurrence)

    def passive(self, anchors: list[Anchor]) -> tuple[str, list[Change]]:
        """« L'alinéa 3 est supprimé », « à l'alinéa 2, les mots « … » sont remplacés par les mots « … » »."""
        self.take(r"[\s,]*(?:il )?")
        back, words = self.at, self.words()
        self.take(r"[\s,]*")
        verb = self.take(PASSIVE)
        if not verb:
            self.at = back
            raise self.stop()
        self.space()
        if verb["verb"] in ("inséré", "ajouté"):
            if words:
                raise NotRead(back)
            return "insert", [Change(content=self.content())]
        if words:
            bearing = Change(words=words)
        elif anchors and anchors[-1].side == "in" and anchors[-1].places:
            bearing = Change(places=anchors.pop().places)
        else:
            raise NotRead(back)
        if verb["verb"] in ("supprimé", "abrogé"):
            return "delete", [bearing]
        if verb["verb"] == "rédigé":
            if words:
                raise NotRead(back)
            return "rewrite", [replace(bearing, content=Content("block", self.quotes("block")))]
        if not self.take(r"par(?!\w)\s*") or (words and verb["verb"] == "complété"):
            raise self.stop()
        return {"remplacé": "replace", "complété": "complete"}[verb["verb"]], [replace(bearing, content=self.content())]

    def unknown(self):
        raise NotRead(self.at)

    def edge(self) -> Change | None:
        found = self.take(r"(?:le (?P<start>début)|la fin)(?!\w)\s*")
        if not found:
            return None
        self.take(r"de (?=la |le |les |l'|cet|ces)")
        return Change(edge="start" if found["start"] else "end", places=self.some_places())

    def object(self) -> Change:
        """What an act bears on."""
        self.space()
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
        places = self.some_places()
        if not places:
            raise self.stop()
        return Change(places=places)

    def content(self) -> Content:
        """What an act brings."""
        self.space()
        if self.ended():
            raise self.stop()
        self.take(r":\s*(?=§)")
        if found := self.take(ARTICLE):
            return Content("article", self.quotes("block"), 1)
        if self.take(MIXED_UNITS):
            return Content("units", self.quotes("block"))
        if found := self.take(UNITS):
            exact = (found["noun"] or "").startswith("alinéa") and found["count"]
            singular = found["noun"] == "alinéa"
            return Content("units", self.quotes("block"), cardinal(found["count"]) if exact else 1 if singular else 0)
        if found := self.take(PHRASES):
            return Content("phrases", self.quotes("block"), cardinal(found["count"]) if found["count"] else 0)
        if self.take(ONE_UNIT) or self.take(PROVISIONS):
            return Content("units", self.quotes("block"))
        if self.take(MIXED_WORDS) or self.take(WORDS):
            self.take(TIMES)
            return Content("words", self.quotes("words"))
        self.take(THE)
        return Content("words", self.quotes("words"))

    def delete(self):
        self.space()
        if self.take(r"l'intitulé (?=d)"):
            places = self.some_places()
            if not places:
                raise self.stop()
            return "heading", [Change(places=places)]
        changes = [self.object()]
        while self.take(r"\s*(?:,? et|,|,? ainsi que)\s+(?=(?:les?|la|l'|cet|cette|ces|§))"):
            changes.append(self.object())
        self.position()
        return "delete", changes

    def replace(self):
        changes: list[Change] = []
        while True:
            found = [self.object()]
            while self.take(r",? et (?:par )?(?=(?:les?|la|l'|à|aux?|du|des) |l'|§)"):
                found.append(self.object())
            self.space()
            if not self.take(r"(?:respectivement )?par(?!\w)\s*(?:respectivement )?"):
                raise self.stop()
            content = self.content()
            if len(found) > 1:
                if content.kind != "words":
                    raise NotRead(self.at)
                contents = [content]
                while self.take(r",? et (?:par )?(?=(?:les?|la|l'|§) ?)"):
                    contents.append(self.content())
                if len(contents) == 1:
                    contents *= len(found)
                if len(contents) != len(found):
                    raise NotRead(self.at)
            else:
                contents = [content]
            changes += [
                Change(one.words, one.edge, one.places, given) for one, given in zip(found, contents, strict=True)
            ]
            if not self.take(
                r"\s*(?:,? et|,|;)\s+(?=(?:les?|la|à|aux?|du|des|l'|remplacer|deux fois|par deux fois)\b|§)"
            ):
                break
            self.take(r"remplacer\s+")
        self.trailing_occurrence(changes)
        self.position()
        return "replace", changes

    def trailing_occurrence(self, changes: list[Change]) -> None:
        back = self.at
        self.take(r"\s*,?\s*\(?")
        ranks = self.occurrences()
        if not ranks or len(changes) != 1 or not changes[0].words:
            self.at = back
            return
        self.take(r"\)")
        words = changes[0].words
        changes[0] = Change(Words(words.quotes, ranks, words.times), content=changes[0].content)

    def substitute(self):
        changes: list[Change] = []
        while True:
            one = self.object()
            self.space()
            self.take(r"par(?!\w)\s*")
            content = self.content()
            changes.append(Change(one.words, one.edge, one.places, content))
            if not self.take(r"\s*(?:,? et|,|;)\s+(?=(?:à|aux?)\b)"):
                break
        self.trailing_occurrence(changes)
        self.position()
        return "replace", changes

    def insert(self):
        self.position()
        self.space()
        changes = [Change(content=self.content())]
        self.position()
        return "insert", changes

    def position(self) -> None:
        """A place said after what happens there: « ajouter « publiques » après « données » »."""
        back = self.at
        self.space()
        while not self.ended() and re.match(
            r"(?:après|avant|au début|à la fin|à l'|au |aux |dans )", self.said[self.at :]
        ):
            anchor = self.anchor()
            if anchor is None:
                break
            self.later = (*self.later, anchor)
            back = self.at
            self.space()
        self.at = back

    def complete(self):
        one = self.object()
        if one.words:
            raise NotRead(self.at)
        self.space()
        if not self.take(r"(?:par|d'|de)(?!\w)\s*|d'"):
            raise self.stop()
        return "complete", [Change(edge=one.edge, places=one.places, content=self.content())]

    def rewrite(self):
        self.space()
        self.take(r"(?:ainsi|comme suit)(?!\w)\s*")
        if self.take(r"l'intitulé (?=d)"):
            places = self.some_places()
            if not places:
                raise self.stop()
            return "heading", [Change(places=places, content=Content("words", self.quotes("words")))]
        places = () if re.match(r"(?:le début|la fin)\b", self.said[self.at :]) else self.some_places()
        # « Rédiger ainsi cette phrase : « … » »: the sentence is the place, what is quoted is what comes.
        one = Change(places=places) if places else self.object()
        if one.words:
            raise NotRead(self.at)
        self.take(r",? ?(?:ainsi|comme suit|dans la rédaction suivante|ainsi rédigée?s?)(?!\w)")
        if self.take(r",? ?jusqu'(?=au|à|aux)"):
            until = self.words(required=True)
            self.later = (*self.later, Anchor("until", words=until))
        return "rewrite", [Change(edge=one.edge, places=one.places, content=Content("block", self.quotes("block")))]

    def again(self):
        self.take(r"\s*")
        if not self.take(
            r"(?:à )?la même (?:substitution|insertion|suppression|modification|correction|rédaction|rectification|opération|précision)(?!\w)"
            r"|au même remplacement(?!\w)"
        ):
            raise self.stop()
        times = self.take(TIMES)
        self.space()
        anchors: list[Anchor] = []
        while True:
            self.space()
            self.take(r"(?:et )?(?=à|au|dans|après|en)")
            anchor = None if self.ended() else self.anchor()
            if anchor is None:
                break
            anchors.append(anchor)
        times = times or self.take(TIMES)
        words = Words((), times=cardinal(times["times"])) if times else None
        return "again", [Change(words=words, edge=one.side, places=one.places) for one in anchors]

    def precede(self):
        self.space()
        one = self.object()
        self.space()
        if one.words or not self.take(r"(?:de|par|d')(?!\w)\s*|d'"):
            raise self.stop()
        return "precede", [Change(places=one.places, content=self.content())]

    def follow(self):
        _act, changes = self.precede()
        return "complete", changes

    def swap(self):
        self.space()
        places = self.some_places()
        if not places:
            raise self.stop()
        return "swap", [Change(places=places)]


_VERBS = {
    "supprimer": Parser.delete,
    "remplacer": Parser.replace,
    "substituer": Parser.substitute,
    "insérer": Parser.insert,
    "introduire": Parser.insert,
    "ajouter": Parser.insert,
    "compléter": Parser.complete,
    "rédiger": Parser.rewrite,
    "rétablir": Parser.rewrite,
    "procéder": Parser.again,
    "opérer": Parser.again,
    "faire précéder": Parser.precede,
    "faire suivre": Parser.follow,
    "intervertir": Parser.swap,
    "inverser": Parser.swap,
}
