"""The grammar of instructions: one sentence, quoted words set apart as `§0§`, read into what it orders (R3, R6).

Every word of a sentence has its place in the grammar, or the sentence is refused at that word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from portevoix.engine.legistics.counting import CARDINAL, LATIN, ORDINAL, cardinal, ordinal
from portevoix.engine.legistics.places import Place, place_at

_NOUN = (
    r"(?:groupes? de mots|membres? de phrases?|signes? de ponctuation|mots?|termes?|signes?|nombres?|chiffres?|références?|années?"
    r"|dates?|taux|montants?|sommes?|pourcentages?|mentions?|expressions?|symboles?|noms?|sigles?|durées?|seuils?|numéros?"
    r"|adjectifs?|verbes?|prépositions?|conjonctions?|adverbes?|alinéas? de la phrase|virgules?|phrases?)"
)
_THE = r"(?:à la |à l'|a la |de la |de l'|des |les |le |la |l'|aux |au |du |de |ces |ce |cette |cet |et )*"
_WORDS = re.compile(rf"{_THE}{_NOUN}(?:,? (?:et|ou) {_THE}{_NOUN})*(?: suivante?s?)?(?=\s*(?::|§|$|\(| deux fois))")
_OCCURRENCE = re.compile(
    rf"(?:(?:à |a |de |aux |au |après |avant )?(?:la |l'|les )?)(?P<first>{ORDINAL})(?P<more>(?:(?:,| et) (?:à )?(?:la )?{ORDINAL})*) occurrences?(?: (?=d))?"
)
_ALL = re.compile(rf"(?:aux |les |des )(?P<times>{CARDINAL}) occurrences (?=d)")
_EACH = re.compile(
    r"(?:à |aux |les )?(?:chaque|toutes les|chacune de leurs|chacune des|tous les) (?:deux )?occurrences?(?: (?=d))?"
)
_TIMES = re.compile(rf",? ?\(?(?:par )?(?P<times>{CARDINAL}) ?fois\)?,?")
_QUOTE = re.compile(r"(?:§\d+§[\s,;]*)+")
_UNITS = re.compile(
    rf"(?:(?:les |des |l')?(?P<count>{CARDINAL}) |les |l'|des |le )?(?P<noun>alinéas?|paragraphes?)"
    r"(?:,? (?:suivants?|nouveaux?|ainsi r[ée]d?[di]g(?:é|i)s?|ainsi régiés?|rédigés? comme suit|ainsi conçus?|supplémentaires?))*(?!\w)"
    r"|paragraphes? ainsi rédigés?"
)
_PHRASES = re.compile(
    rf"(?:(?:les |des )?(?P<count>{CARDINAL}) |la |les |des )(?P<noun>phrases?)(?: (?:suivantes?|nouvelles?|ainsi rédigées?|supplémentaires?))*(?!\w)"
)
_ARTICLE = re.compile(
    r"(?:un |l')(?:article|proposition)(?: additionnel| nouveau)*(?: (?:ainsi rédigé|suivant))+|une (?:nouvelle )?proposition(?: nouvelle)? ainsi rédigée|la proposition suivante"
)
_PROVISIONS = re.compile(
    r"(?:les dispositions suivantes|la rédaction suivante|le texte suivant|la disposition suivante)"
)
_ONE_UNIT = re.compile(
    rf"(?:un |une |le |l'|la )(?:[ivxl]+|\d+ ?°|[a-z]\))(?: ?(?:{'|'.join(LATIN)}))?(?: [a-z]{{1,2}})?,? (?:ainsi rédigée?s?|suivante?)(?!\w)"
)
_MIXED_UNITS = re.compile(
    rf"{CARDINAL} (?:alinéas?|paragraphes?) et {CARDINAL} (?:alinéas?|paragraphes?)(?: suivants| ainsi rédigés)+(?!\w)"
)
_MIXED_WORDS = re.compile(rf"les mots et {CARDINAL} phrases?(?: suivante?s| ainsi rédigée?s?)+(?!\w)")
# What says why, and orders nothing: the loss of revenue that a later paragraph makes up for (*gage*).
_PURPOSE = re.compile(r"pour compenser [^§:]{0,400}?, ?(?=compléter|insérer|après|rédiger|ajouter)")
_CONSEQUENCE = re.compile(r"(?:et )?(?:en conséquence|par conséquent|par coordination)(?!\w)")
_PASSIVE = re.compile(
    r"(?:est|sont) (?:ainsi )?(?P<verb>supprimé|abrogé|remplacé|complété|rédigé|inséré|ajouté)e?s?(?: comme suit)?(?!\w)"
)
ACT = re.compile(
    r"(?:ainsi )?(?P<verb>supprimer|remplacer|substituer|insérer|ajouter|compléter|rédiger|rétablir|procéder|opérer|faire précéder"
    r"|faire suivre|intervertir|inverser|placer|déplacer|introduire|ainsi rédiger|donner|modifier|porter|reporter|créer)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Words:
    """Words that are quoted: which quotations, which occurrences (`all`, or ranks), how many times they are said to be."""

    quotes: tuple[int, ...]
    ranks: tuple[int, ...] = ()
    times: int = 0
    every: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where something happens: `in`, `after`, `before`, at the `start` or the `end` of places, or of quoted words."""

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
    """What one sentence orders: `act`, where, on what."""

    act: str
    anchors: list[Anchor] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    occurrence: tuple[int, ...] = ()


class NotRead(Exception):
    """The sentence is not read beyond code point `at`; `wanted`: what it stops before (`words` or `block`), if it is complete so far."""

    def __init__(self, at: int, wanted: str = "") -> None:
        super().__init__(at)
        self.at, self.wanted = at, wanted


def read_order(said: str, passive: bool = True) -> Order:
    """What *said* orders. Raises NotRead at the word that is not understood.

    Not *passive*: « l'alinéa 3 est supprimé » is no order, as it may be words that an amendment brings.
    """
    return _Parser(said).order(passive)


def read_place_line(said: str) -> list[Anchor] | None:
    """The anchors of a line that says a place and nothing else (`Alinéa 4, après la première phrase`), or None."""
    parser = _Parser(said.rstrip(" :.–-"))
    try:
        anchors = parser.anchors()
    except NotRead:
        return None
    return anchors if anchors and parser.at >= len(parser.said) and not any(one.words for one in anchors) else None


class _Parser:
    def __init__(self, said: str) -> None:
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in said)
        self.raw, self.said, self.at = said, lower, 0
        self.occurrence: tuple[int, ...] = ()

    # -- small steps

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
        found = self.take(_QUOTE if wanted == "block" else r"§\d+§")
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
        found = self.take(_OCCURRENCE)
        if not found:
            return None
        more = re.findall(rf"{ORDINAL}(?!\w)", found["more"])
        return tuple(ordinal(words) for words in (found["first"], *more))

    def words(self, required: bool = False) -> Words | None:
        """Quoted words, with their noun or not, their occurrence before or after; None when what comes is no such thing."""
        back = self.at
        times = self.take(_TIMES)
        self.take(r"\s*")
        times = times or self.take(_ALL)
        every = bool(self.take(_EACH))
        ranks = () if every else self.occurrences() or ()
        self.take(r"\s*")
        noun = self.take(_WORDS)
        if not noun:
            self.take(_THE)
        if not noun and not re.match(r"\s*:?\s*§", self.said[self.at :]):
            self.at = back
            if required or ranks:
                raise self.stop()
            return None
        if not times:
            times = self.take(_TIMES)
        quotes = self.quotes("words")
        back = self.at
        if not ranks and not every:
            self.take(r"\s*,?\s*\(?")
            every = bool(self.take(_EACH))
            ranks = () if every else self.occurrences() or ()
            if not ranks and not every:
                self.at = back
            else:
                self.take(r"\)")
        if not times:
            times = self.take(_TIMES)
        return Words(quotes, ranks, cardinal(times["times"]) if times else 0, every)

    # -- places

    def anchors(self) -> list[Anchor]:
        found: list[Anchor] = []
        while True:
            self.space()
            if self.ended() or ACT.match(self.said, self.at):
                return found
            if self.take(_CONSEQUENCE) or self.take(_PURPOSE):
                continue
            anchor = self.anchor()
            if anchor is None:
                return found
            found.append(anchor)

    def anchor(self) -> Anchor | None:
        """One place where something happens; None (and nothing read) when what comes is none."""
        back = self.at
        if side := self.take(r"(?:et )?(?P<side>après|avant)(?!\w)\s*"):
            kind = {"après": "after", "avant": "before"}[side["side"]]
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
        if self.take(r" (?=§|:)"):
            self.at = back
            return None
        return Anchor("in", places)

    # -- what a sentence orders

    def order(self, passive: bool) -> Order:
        self.take(r"\s*")
        anchors = self.anchors()
        verb = self.take(ACT)
        if verb:
            act, changes = _VERBS.get(verb["verb"], _Parser.unknown)(self)
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
        verb = self.take(_PASSIVE)
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

    later: tuple[Anchor, ...] = ()

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
        if found := self.take(_ARTICLE):
            return Content("article", self.quotes("block"), 1)
        if self.take(_MIXED_UNITS):
            return Content("units", self.quotes("block"))
        if found := self.take(_UNITS):
            exact = (found["noun"] or "").startswith("alinéa") and found["count"]
            singular = found["noun"] == "alinéa"
            return Content("units", self.quotes("block"), cardinal(found["count"]) if exact else 1 if singular else 0)
        if found := self.take(_PHRASES):
            return Content("phrases", self.quotes("block"), cardinal(found["count"]) if found["count"] else 0)
        if self.take(_ONE_UNIT) or self.take(_PROVISIONS):
            return Content("units", self.quotes("block"))
        if self.take(_MIXED_WORDS) or self.take(_WORDS):
            self.take(_TIMES)
            return Content("words", self.quotes("words"))
        self.take(_THE)
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
        times = self.take(_TIMES)
        self.space()
        anchors: list[Anchor] = []
        while True:
            self.space()
            self.take(r"(?:et )?(?=à|au|dans|après|en)")
            anchor = None if self.ended() else self.anchor()
            if anchor is None:
                break
            anchors.append(anchor)
        times = times or self.take(_TIMES)
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
    "supprimer": _Parser.delete,
    "remplacer": _Parser.replace,
    "substituer": _Parser.substitute,
    "insérer": _Parser.insert,
    "introduire": _Parser.insert,
    "ajouter": _Parser.insert,
    "compléter": _Parser.complete,
    "rédiger": _Parser.rewrite,
    "rétablir": _Parser.rewrite,
    "procéder": _Parser.again,
    "opérer": _Parser.again,
    "faire précéder": _Parser.precede,
    "faire suivre": _Parser.follow,
    "intervertir": _Parser.swap,
    "inverser": _Parser.swap,
}
