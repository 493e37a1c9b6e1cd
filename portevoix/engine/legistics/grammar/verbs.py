"""What a sentence orders: each verb, and the words that come with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from portevoix.engine.legistics.counting import cardinal
from portevoix.engine.legistics.grammar.objects import Objects
from portevoix.engine.legistics.grammar.orders import Anchor, Change, Content, NotRead, Order, Words
from portevoix.engine.legistics.grammar.patterns import (
    ACT,
    BECOMES,
    EACH,
    HEADING,
    PASSIVE,
    THEN,
    TIMES,
    VERB_OF,
)
from portevoix.engine.legistics.places import LEVELS


class Parser(Objects):
    """Reads what a sentence orders, one method for each verb."""

    def order(self, passive: bool) -> Order:
        """All that the sentence orders, the first order holding the next one. Raises NotRead."""
        self.take(r"\s*")
        first = last = self.one(passive, [])
        while not self.ended():
            inside = [one for one in last.anchors if one.side == "in" and one.places]
            self.take(THEN)
            last.then = self.one(passive, inside)
            last = last.then
        return first

    def one(self, passive: bool, inside: list[Anchor]) -> Order:
        """One order; where it happens is *inside*, as far as it does not say where itself."""
        self.later, self.occurrence = (), ()
        anchors = self.anchors()
        verb = self.take(ACT)
        if verb:
            act, changes = _VERBS.get(VERB_OF.get(verb["verb"], ""), Parser.unknown)(self)
            if act == "again" and not changes:
                changes = [Change(edge=one.side, places=one.places) for one in anchors if one.places]
                anchors = []
            if act == "again" and not changes:
                raise self.stop()
        elif found := self.instead():
            act, changes = found
        elif passive:
            act, changes = self.passive(anchors)
        else:
            raise self.stop()
        self.take(r"[\s.;,!]*")
        anchors = [*anchors, *self.later]
        said = [place for one in (*anchors, *changes) for place in one.places]
        widest = min((place.widest for place in said), default=len(LEVELS))
        inside = [one for one in inside if all(place.narrowest < widest for place in one.places)]
        return Order(act, [*inside, *anchors], changes, self.occurrence)

    def instead(self) -> tuple[str, list[Change]] | None:
        """« Au lieu de « … », lire « … » »; None when what comes is no such thing."""
        if not self.take(r"(?:au lieu|à la place) (?=d)"):
            return None
        words = self.words(required=True)
        self.space()
        if not self.take(ACT):
            raise self.stop()
        changes = [Change(words=words, content=self.content())]
        self.position()
        return "replace", changes

    def passive(self, anchors: list[Anchor]) -> tuple[str, list[Change]]:
        """« L'alinéa 3 est supprimé », « les mots « … » sont remplacés par les mots « … » », « « … » devient « … » »."""
        self.take(r"[\s,]*(?:il )?")
        back = self.at
        bearing, words = self.edge(), None
        if bearing:
            anchors += self.anchors()
        else:
            words = self.words()
        self.take(r"[\s,]*")
        becomes = self.take(BECOMES)
        verb = None if becomes else self.take(PASSIVE)
        if not becomes and not verb:
            self.at = back
            raise self.stop()
        self.space()
        act = "remplacé" if becomes else verb["verb"]
        if act in ("inséré", "ajouté"):
            if words or bearing:
                raise NotRead(back)
            return "insert", [Change(content=self.content(moves=True))]
        if words:
            bearing = Change(words=words)
        elif not bearing and anchors and anchors[-1].side == "in" and anchors[-1].places:
            bearing = Change(places=anchors.pop().places)
        elif not bearing:
            raise NotRead(back)
        if act in ("supprimé", "abrogé"):
            return "delete", [bearing]
        if act == "rédigé":
            if words:
                raise NotRead(back)
            return "rewrite", [replace(bearing, content=Content("block", self.quotes("block")))]
        if (not becomes and not self.take(r"par(?!\w)\s*")) or (words and act == "complété"):
            raise self.stop()
        return {"remplacé": "replace", "complété": "complete"}[act], [replace(bearing, content=self.content())]

    def unknown(self):
        raise NotRead(self.at)

    def delete(self):
        self.space()
        if self.take(HEADING):
            return "heading", [Change(places=self.required_places())]
        self.inner()
        changes = [self.object()]
        if changes[0].words and self.take(r",? (?:et|pour) l(?:e |a |es |')remplacer par(?!\w)\s*"):
            changes = [replace(changes[0], content=self.content())]
            self.position()
            return "replace", changes
        while self.take(r"\s*(?:,? et|,|,? ainsi que)\s+(?=(?:les?|la|l'|cet|cette|ces|§))"):
            changes.append(self.object())
        self.position()
        return "delete", changes

    def replace(self):
        self.space()
        if self.take(HEADING):
            places = self.required_places()
            if not self.take(r"\s*(?:par|en)(?!\w)\s*"):
                raise self.stop()
            return "heading", [Change(places=places, content=self.heading())]
        self.inner()
        joint = r"\s*(?:,? et|,? puis|,|;)\s+(?=(?:les?|la|à|aux?|du|des|l'|remplacer|deux fois|par deux fois)\b|§)(?:remplacer\s+)?"
        changes = self.rounds(self.replacing, joint)
        self.trailing_occurrence(changes)
        self.position()
        return "replace", changes

    def rounds(self, one: Callable[[], list[Change]], joint: str) -> list[Change]:
        """What *one* reads, as often as *joint* joins it; what is joined and reads otherwise is another order."""
        changes = one()
        while True:
            back = self.at
            if not self.take(joint):
                return changes
            try:
                changes += one()
            except NotRead as found:
                if found.at >= len(self.said.rstrip()):
                    raise
                self.at = back
                return changes

    def replacing(self) -> list[Change]:
        """« le mot « … » par le mot « … » », or several at once."""
        found = [self.object()]
        while self.take(r",? et (?:par )?(?=(?:les?|la|l'|à|aux?|du|des) |l'|§)"):
            found.append(self.object())
        self.space()
        if not self.take(r"(?:respectivement )?(?:par|en)(?!\w)\s*(?:respectivement )?|(?:->|→|=>)\s*"):
            raise self.stop()
        contents = [self.content()]
        if len(found) > 1:
            if contents[0].kind != "words":
                raise NotRead(self.at)
            while self.take(r",? et (?:par )?(?=(?:les?|la|l'|§) ?)"):
                contents.append(self.content())
            if len(contents) == 1:
                contents *= len(found)
            if len(contents) != len(found):
                raise NotRead(self.at)
        return [Change(one.words, one.edge, one.places, given) for one, given in zip(found, contents, strict=True)]

    def trailing_occurrence(self, changes: list[Change]) -> None:
        back = self.at
        self.take(r"\s*,?\s*\(?(?![a-zà-ÿ]+ fois)")
        times = self.take(TIMES)
        every = bool(self.take(EACH))
        ranks = () if every else self.occurrences() or ()
        if not (ranks or every or times) or len(changes) != 1 or not changes[0].words:
            self.at = back
            return
        self.take(r"\)")
        many = cardinal(times["times"]) if times else changes[0].words.times
        words = replace(changes[0].words, ranks=ranks, every=every, times=many)
        changes[0] = Change(words, content=changes[0].content)

    def substitute(self):
        changes = self.rounds(self.substituting, r"\s*(?:,? et|,|;)\s+(?=(?:à|aux?)\b)")
        self.trailing_occurrence(changes)
        self.position()
        return "replace", changes

    def substituting(self) -> list[Change]:
        """« au mot « … » le mot « … » », or « le mot « … » au mot « … » », the first in the place of the second."""
        self.space()
        turned = not re.match(r"(?:à|aux?)(?!\w)|a l", self.said[self.at :])
        one = self.object()
        self.space()
        if turned and one.words and re.match(r"(?:à|aux?)(?!\w)", self.said[self.at :]):
            return [Change(self.words(required=True), content=Content("words", one.words.quotes))]
        self.take(r"par(?!\w)\s*|:\s*(?=les? |la )")
        return [Change(one.words, one.edge, one.places, self.content())]

    def insert(self):
        self.position()
        self.space()
        changes = [Change(content=self.content(moves=True))]
        self.position()
        return "insert", changes

    def complete(self):
        self.space()
        if self.take(r"par(?!\w)\s*"):
            # « Après les mots « … », compléter par les mots « … » ».
            return "insert", [Change(content=self.content())]
        so = self.take(r"(?:ainsi|comme suit)(?!\w)\s*")
        one = self.object()
        if one.words:
            raise NotRead(self.at)
        self.space()
        if so or self.take(r"(?:ainsi|comme suit)(?!\w)\s*"):
            return "complete", [Change(edge=one.edge, places=one.places, content=Content("so", self.quotes("block")))]
        if not self.take(r"(?:par|d'|de)(?!\w)\s*|d'"):
            raise self.stop()
        return "complete", [Change(edge=one.edge, places=one.places, content=self.content())]

    def rewrite(self):
        self.space()
        self.take(r"(?:ainsi|comme suit)(?!\w)\s*")
        if self.take(HEADING):
            places = self.required_places()
            self.take(r",? ?(?:ainsi|comme suit)(?!\w)")
            return "heading", [Change(places=places, content=self.heading())]
        if re.match(r":? ?(?:§|$)", self.said[self.at :]):
            return "rewrite", [Change(content=Content("block", self.quotes("block")))]
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

    def precede(self, act: str = "precede", side: str = "before"):
        self.space()
        one = self.object()
        self.space()
        if not self.take(r"(?:de|par|d')(?!\w)\s*|d'"):
            raise self.stop()
        content = self.content()
        if one.words:
            self.later = (*self.later, Anchor(side, words=one.words))
            return "insert", [Change(content=content)]
        return act, [Change(places=one.places, content=content)]

    def follow(self):
        return self.precede("complete", "after")

    def swap(self):
        self.space()
        return "swap", [Change(places=self.required_places())]

    def move(self):
        self.space()
        changes = [Change(places=self.required_places())]
        self.position()
        return "move", changes

    def write(self):
        """« Écrire « … » au lieu de « … » »."""
        self.space()
        content = self.content()
        self.space()
        if not self.take(r"(?:au lieu|à la place) (?=d)"):
            raise self.stop()
        changes = [Change(words=self.words(required=True), content=content)]
        self.position()
        return "replace", changes


_VERBS = {
    "supprimer": Parser.delete,
    "remplacer": Parser.replace,
    "modifier": Parser.replace,
    "substituer": Parser.substitute,
    "insérer": Parser.insert,
    "ajouter": Parser.insert,
    "compléter": Parser.complete,
    "rédiger": Parser.rewrite,
    "rétablir": Parser.rewrite,
    "procéder": Parser.again,
    "faire précéder": Parser.precede,
    "faire suivre": Parser.follow,
    "intervertir": Parser.swap,
    "déplacer": Parser.move,
    "écrire": Parser.write,
}
