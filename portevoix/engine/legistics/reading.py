"""Everyday instructions read into edits, or refused with the sentence, the place and the reason (R3, R6)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from portevoix.engine.edits import DeleteUnit, Edit, InsertUnits, ReplaceUnit, ReplaceWords
from portevoix.engine.legistics.paragraphs import FOLDED, Sentence, sentences
from portevoix.engine.sentences import sentences as phrases
from portevoix.engine.text import LEAF, Text, Unit, label, layout

ORDINALS = {
    "premier": 1,
    "première": 1,
    "deuxième": 2,
    "second": 2,
    "seconde": 2,
    "troisième": 3,
    "quatrième": 4,
    "cinquième": 5,
    "sixième": 6,
    "septième": 7,
    "huitième": 8,
    "neuvième": 9,
    "dixième": 10,
    "dernier": -1,
    "dernière": -1,
}
ORDINAL = "|".join(ORDINALS)
KINDS = {"proposition": "proposition", "article": "article", "priorité": "priority", "chapitre": "chapter"}
KIND = "|".join(KINDS)
WORDS = r"(?:(?:les |aux |des |ces )?mots? |le mot |au mot |du mot |(?:le |les )?termes? )?:?\s*"
Q = r"§(\d+)§"
END = r"\s*[.;]?\s*$"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A sentence that is not read with certainty: where it is in the instructions, in code points, and why."""

    sentence: str
    start: int
    end: int
    reason: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The edits that instructions ask for; none as soon as one sentence is refused (R6)."""

    edits: tuple[Edit, ...]
    refusals: tuple[Refusal, ...] = ()


class _NotRead(Exception):
    def __init__(self, fr: str, en: str):
        super().__init__(fr)
        self.fr, self.en = fr, en


def read(instructions: str, text: Text, place: str | None = None, prefix: str = "new") -> Reading:
    """The edits that *instructions* ask for on *text* (R3), or why they are not read (R6).

    *place* is the key of the unit the amendment is filed on: « cet alinéa », « cette proposition » and a bare
    « l’alinéa 3 » are read there. New units are called `prefix-1`, `prefix-2`…
    """
    edits: list[Edit] = []
    refusals: list[Refusal] = []
    reader = _Reader(text, place, prefix)
    found = list(sentences(instructions))
    if not found:
        return Reading((), (Refusal("", 0, 0, "Aucune instruction n’est écrite.", "No instruction is written."),))
    for sentence in found:
        try:
            edits += reader.sentence(sentence)
        except _NotRead as reason:
            said = instructions[sentence.start : sentence.end]
            refusals.append(Refusal(said, sentence.start, sentence.end, reason.fr, reason.en))
    return Reading(() if refusals else tuple(edits), tuple(refusals))


class _Reader:
    def __init__(self, text: Text, place: str | None, prefix: str):
        self.text, self.where, self.prefix, self.made = text, layout(text), prefix, 0
        self.alinea = self.container = self.last = self.phrase = None
        if place is not None and place in self.where.units:
            unit = self.where.units[place]
            if unit.kind == LEAF:
                self.alinea, self.container = unit, self.where.parents[place]
            else:
                self.container = place

    def sentence(self, sentence: Sentence) -> list[Edit]:
        """The edits of one sentence, read where the line over it says. Raises _NotRead."""
        said, quotes = sentence.said, sentence.quotes
        said = re.sub(r"^en conséquence,? ", "", said[:1].lower() + said[1:], flags=re.IGNORECASE)
        alinea, self.phrase = self.alinea, None
        try:
            if sentence.place:
                said = self.under(sentence.place, said)
            again = re.match(
                rf"procéder à la même (?:substitution|insertion|suppression|modification) {_ALINEAS}" + END,
                said,
                re.IGNORECASE,
            )
            if again and self.last:
                return self.repeat(again)
            for pattern, act in self.forms:
                found = re.match(pattern + END, said, re.IGNORECASE)
                if found:
                    used = [quotes[int(n)] for n in re.findall(r"§(\d+)§", found.group())]
                    self.last = (act, found.groupdict(), quotes, used)
                    return act(self, found.groupdict(), quotes, used)
        finally:
            self.alinea = alinea
        raise self._unknown(said)

    def under(self, place: str, said: str) -> str:
        """*said*, read under the line *place* (`Alinéa 3`, `Alinéas 7 à 9`, `Après l’alinéa 8`)."""
        place = place.lower()
        if re.match(r"après|avant", place):
            return f"{place}, {said}"
        many = re.match(r"alinéas (\d+ (?:à|et) \d+)$", place)
        if many:
            return re.sub(r"^supprimer ces alinéas", f"supprimer les alinéas {many[1]}", said)
        phrase = re.search(rf", ({ORDINAL}) phrase$", place)
        self.alinea = self.unit_of(f"l'{place}")
        if phrase:
            self.phrase = ORDINALS[phrase[1]]
        return said

    def repeat(self, again) -> list[Edit]:
        """What the sentence before did, in the other alinéas that are named."""
        act, named, quotes, used = self.last
        made = []
        for rank in _ranks(again["ranks"]):
            made += act(self, {**named, "place": f"l'alinéa {rank}", "end": None, "phrase": None}, quotes, used)
        return made

    def _unknown(self, bare: str) -> _NotRead:
        if "§" not in bare and not re.match(r"supprim", bare):
            return _NotRead(
                "on y cherche en vain une instruction, comme « À l’alinéa 2, substituer aux mots : « … » les mots : « … » ».",
                "it holds no instruction, such as « À l’alinéa 2, substituer aux mots : « … » les mots : « … » ».",
            )
        return _NotRead("cette tournure n’est pas connue.", "this wording is not known.")

    # -- places

    def unit_of(self, words: str | None, sought: str | None = None) -> Unit:
        """The alinéa named by *words* (« l’alinéa 3 de la proposition 2 »), or the one the amendment is filed on.

        Where only a container is known, the one alinéa of it that holds the words *sought*.
        """
        words = words or ""
        container = self.container_named(words)
        found = re.search(rf"alinéa (\d+)|({ORDINAL}) alinéa", words, re.IGNORECASE)
        if found:
            return self.alinea_at(container, int(found[1]) if found[1] else ORDINALS[found[2].lower()])
        if self.alinea is not None and not re.search(KIND, words, re.IGNORECASE):
            return self.alinea
        held = self.alineas(container)
        if len(held) == 1:
            return held[0]
        holding = [unit for unit in held if sought and sought.translate(FOLDED) in unit.text.translate(FOLDED)]
        if len(holding) == 1:
            return holding[0]
        raise _NotRead(
            "l’alinéa n’est pas nommé : écrivez « À l’alinéa 2, … ».",
            "the alinéa is not named: write « À l’alinéa 2, … ».",
        )

    def container_named(self, words: str) -> str | None:
        found = re.search(rf"({KIND}) (\d+(?:er)?(?: (?:bis|ter|quater))?)", words, re.IGNORECASE)
        if not found:
            return self.container
        kind, number = KINDS[found[1].lower()], found[2]
        for key, unit in self.where.units.items():
            if unit.kind == kind and unit.number.lower() == number.lower():
                return key
        raise _NotRead(
            f"il n’y a pas de {found[1].lower()} {number} dans ce texte.",
            f"there is no {found[1].lower()} {number} in this text.",
        )

    def alineas(self, container: str | None) -> list[Unit]:
        children = self.where.units[container].children if container else self.text.units
        return [unit for unit in children if unit.kind == LEAF]

    def alinea_at(self, container: str | None, rank: int) -> Unit:
        held = self.alineas(container)
        if rank == -1 and held:
            return held[-1]
        if not 1 <= rank <= len(held):
            named = f"« {label(self.where.units[container])} »" if container else "ce texte"
            count = f"{len(held)} alinéa{'s' if len(held) > 1 else ''}"
            raise _NotRead(
                f"l’alinéa {rank} n’existe pas : {named} compte {count}.",
                f"alinéa {rank} does not exist: {named} has {len(held)}.",
            )
        return held[rank - 1]

    # -- words

    def span(self, unit: Unit, words: str, occurrence: str | None = None) -> tuple[int, int]:
        held, sought = unit.text.translate(FOLDED), words.translate(FOLDED)
        low, high = self.bounds(unit)
        starts = [
            m.start()
            for m in re.finditer(
                rf"(?<!\w){re.escape(sought)}(?!\w)"
                if sought[:1].isalnum() and sought[-1:].isalnum()
                else re.escape(sought),
                held,
            )
        ]
        starts = [start for start in starts if low <= start < high]
        place = f"l’alinéa {self.where.ranks[unit.key]}"
        if not starts:
            raise _NotRead(
                f"les mots « {words} » ne sont pas dans {place}.",
                f"the words « {words} » are not in alinéa {self.where.ranks[unit.key]}.",
            )
        if occurrence:
            rank = ORDINALS[occurrence.lower()]
            if rank > len(starts):
                raise _NotRead(
                    f"les mots « {words} » ne sont que {len(starts)} fois dans {place}.",
                    f"the words « {words} » are only {len(starts)} times there.",
                )
            start = starts[rank - 1] if rank > 0 else starts[-1]
        elif len(starts) > 1:
            raise _NotRead(
                f"les mots « {words} » sont {len(starts)} fois dans {place} : dites « à la première occurrence ».",
                f"the words « {words} » are {len(starts)} times there: say which occurrence.",
            )
        else:
            start = starts[0]
        return start, start + len(sought)

    def bounds(self, unit: Unit) -> tuple[int, int]:
        """Where the words that a sentence is about can be: the alinéa, or the phrase of it that is named."""
        if self.phrase is None:
            return 0, len(unit.text)
        spans = phrases(unit.text)
        if not -len(spans) <= self.phrase - (self.phrase > 0) < len(spans):
            raise _NotRead("cette phrase n’existe pas dans l’alinéa.", "there is no such sentence in the alinéa.")
        return spans[self.phrase - 1 if self.phrase > 0 else self.phrase]

    def new(self, words: str) -> tuple[Unit, ...]:
        units = []
        for line in filter(None, (line.strip() for line in words.split("\n"))):
            self.made += 1
            line = re.sub(r"^«\s*(.*?)\s*»$", r"\1", line)
            units.append(Unit(f"{self.prefix}-{self.made}", LEAF, text=line))
        return tuple(units)

    # -- acts

    def delete_units(self, named, quotes, used):
        words = named["place"]
        container = self.container_named(words)
        many = re.search(r"alinéas (\d+)(?: (à|et) (\d+))?((?:, \d+)*)", words)
        if many:
            first, last = int(many[1]), int(many[3] or many[1])
            ranks = range(first, last + 1) if many[2] == "à" else (first, last)
            return [DeleteUnit(self.alinea_at(container, rank).key) for rank in ranks]
        if "alinéa" in words:
            return [DeleteUnit(self.unit_of(words).key)]
        if container is None:
            raise _NotRead("on ne sait pas quel élément supprimer.", "what is to be deleted is not named.")
        return [DeleteUnit(container)]

    def placed(self, named, sought: str) -> tuple[Unit, int, int]:
        """The alinéa that *named* says, and where the words *sought* are in it."""
        if named.get("phrase"):
            self.phrase = ORDINALS[named["phrase"].lower()]
        unit = self.unit_of(named["place"], sought)
        return unit, *self.span(unit, sought, named.get("occurrence") or named.get("later"))

    def delete_words(self, named, quotes, used):
        unit, start, end = self.placed(named, used[0])
        last = end == len(unit.text) or unit.text[end].isspace() or unit.text[end] in ".,;"
        if start and unit.text[start - 1].isspace() and last:
            start -= 1
        return [ReplaceWords(unit.key, start, end, "")]

    def replace_words(self, named, quotes, used):
        unit, start, end = self.placed(named, used[0])
        return [ReplaceWords(unit.key, start, end, used[1])]

    def replace_several(self, named, quotes, used):
        return [edit for at in range(0, len(used), 2) for edit in self.replace_words(named, quotes, used[at : at + 2])]

    def insert_after(self, named, quotes, used):
        unit, _start, end = self.placed(named, used[0])
        return [ReplaceWords(unit.key, end, end, used[1] if used[1][:1] in ",.;" else f" {used[1]}")]

    def insert_said_first(self, named, quotes, used):
        return self.insert_after(named, quotes, used[::-1])

    def insert_before(self, named, quotes, used):
        unit, start, _end = self.placed(named, used[0])
        return [ReplaceWords(unit.key, start, start, used[1] if used[1][-1:] in "'’" else f"{used[1]} ")]

    def append_words(self, named, quotes, used):
        unit = self.unit_of(" ".join(filter(None, (named.get("place"), named.get("end")))))
        words, text = used[0], unit.text.rstrip()
        if re.search(r"phrases?", named.get("what") or ""):
            return [ReplaceWords(unit.key, len(text), len(text), f" {words}")]
        at = len(text) - 1 if text[-1:] in ".;:!?" else len(text)
        while at and text[at - 1] in " \u00a0\u202f" and at < len(text):
            at -= 1
        if words[-1:] == text[-1:] and text[-1:] in ".;:!?":
            words = words[:-1]
        return [ReplaceWords(unit.key, at, at, words if words[:1] in ",.;" else f" {words}")]

    def prepend_words(self, named, quotes, used):
        unit = self.unit_of(" ".join(filter(None, (named.get("place"), named.get("end")))))
        return [ReplaceWords(unit.key, 0, 0, f"{used[0]} ")]

    def rewrite(self, named, quotes, used):
        words = named["place"]
        if "alinéa" in words or (self.alinea is not None and not re.search(KIND, words)):
            unit = self.unit_of(words)
            lines = [line for line in used[0].split("\n") if line.strip()]
            if len(lines) == 1:
                return [ReplaceWords(unit.key, 0, len(unit.text), lines[0].strip())]
            return [ReplaceUnit(unit.key, self.new(used[0]))]
        container = self.container_named(words)
        if container is None:
            raise _NotRead("on ne sait pas quel élément rédiger.", "what is to be rewritten is not named.")
        old = self.where.units[container]
        self.made += 1
        return [
            ReplaceUnit(
                container,
                (Unit(f"{self.prefix}-{self.made}", old.kind, old.number, old.heading, children=self.new(used[0])),),
            )
        ]

    def append_to_last(self, named, quotes, used):
        held = self.alineas(self.container_named(named["place"]))
        if not held:
            raise _NotRead("il n’y a pas d’alinéa à compléter.", "there is no alinéa to add to.")
        text = held[-1].text.rstrip()
        return [ReplaceWords(held[-1].key, len(text), len(text), f" {used[0]}")]

    def insert_alineas_before(self, named, quotes, used):
        unit = self.unit_of(named["place"])
        container = self.where.parents[unit.key]
        beside = self.where.units[container].children if container else self.text.units
        at = beside.index(unit)
        return [InsertUnits(container, beside[at - 1].key if at else None, self.new("\n".join(used)))]

    def insert_alineas(self, named, quotes, used):
        words = named["place"] or ""
        units = self.new("\n".join(used))
        if "alinéa" in words:
            unit = self.unit_of(words)
            return [InsertUnits(self.where.parents[unit.key], unit.key, units)]
        container = self.container_named(words)
        if self.alinea is not None and container == self.container and not re.search(KIND, words):
            return [InsertUnits(container, self.alinea.key, units)]
        held = self.where.units[container].children if container else self.text.units
        return [InsertUnits(container, held[-1].key if held else None, units)]


# The grammar. Every word of a sentence has its place in one of these forms, or the sentence is refused.
_NUMBER = r"\d+(?:er)?(?: (?:bis|ter|quater))?"
_CONTAINER = rf"(?:la |l'|cette |cet |le )?(?:{KIND})(?: {_NUMBER})?"
_ALINEA = rf"(?:(?:l'|cet )alinéa(?: \d+)?|(?:le |l')?(?:{ORDINAL}) alinéa)(?: de {_CONTAINER})?"
_OF_ALINEA = rf"(?:de l'alinéa \d+|de cet alinéa|du (?:{ORDINAL}) alinéa)(?: de {_CONTAINER})?"
_PLACE = (
    rf"(?:(?:(?:à|dans) )?{_CONTAINER},? (?:à )?(?:l')?alinéa \d+ ?:?|(?:à|dans) {_ALINEA}"
    rf"|au (?:{ORDINAL}) alinéa(?: de {_CONTAINER})?|(?:à|dans) {_CONTAINER}"
    rf"|(?:à|dans) la (?P<phrase>{ORDINAL}) phrase {_OF_ALINEA})"
)
_AT = rf"(?:(?P<place>{_PLACE}),? ?)?"
_OCCURRENCE = rf"(?:,? ?à la (?P<occurrence>{ORDINAL}) occurrence)?,? ?"
_LATER = _OCCURRENCE.replace("occurrence>", "later>")
_INSERT = r"(?:insérer|ajouter)"
_DRAFTED = r"(?:(?:un|deux|trois|quatre|cinq|six|les|l'|des) ?(?:deux |trois |quatre |cinq |six )?(?:alinéas?|paragraphes?)(?: (?:suivants?|ainsi rédigés?))?)"
_PHRASE = (
    r"(?P<what>une phrase ainsi rédigée|deux phrases ainsi rédigées|la phrase(?: suivante)?"
    r"|les phrases(?: suivantes)?|(?:les |le )?mots?)?"
)
_MORE = r"(?: ?§\d+§)*"
_ALINEAS = r"(?:à l'alinéa|aux alinéas) (?P<ranks>\d+(?:(?:, | et | à )\d+)*)"


def _ranks(words: str) -> list[int]:
    """« 16, 19 et 20 » → 16, 19, 20; « 3 à 5 » → 3, 4, 5."""
    ranks: list[int] = []
    for part in re.split(r", | et ", words):
        first, _, last = part.partition(" à ")
        ranks.extend(range(int(first), int(last or first) + 1))
    return ranks


_Reader.forms = [
    (rf"supprimer (?P<place>{_ALINEA}|{_CONTAINER})", _Reader.delete_units),
    (rf"supprimer (?P<place>les alinéas \d+ (?:à|et) \d+(?: de {_CONTAINER})?)", _Reader.delete_units),
    (rf"(?P<place>(?:à|dans) {_CONTAINER},? supprimer l'alinéa \d+)", _Reader.delete_units),
    (rf"{_AT}{_OCCURRENCE}supprimer {WORDS}{Q}{_LATER}", _Reader.delete_words),
    (rf"{_AT}{_OCCURRENCE}substituer {WORDS}{Q},? ?{WORDS}{Q}{_LATER}", _Reader.replace_words),
    (rf"{_AT}{_OCCURRENCE}remplacer {WORDS}{Q},? ?par {WORDS}{Q}{_LATER}", _Reader.replace_words),
    (rf"{_AT}remplacer {WORDS}{Q},? ?par {WORDS}{Q}(?:,? et {WORDS}{Q},? ?par {WORDS}{Q})+", _Reader.replace_several),
    (rf"{_AT}après {WORDS}{Q},? ?{_OCCURRENCE}{_INSERT} {WORDS}{Q}", _Reader.insert_after),
    (rf"{_AT}{_INSERT} après {WORDS}{Q},? ?{WORDS}{Q}", _Reader.insert_after),
    (rf"{_AT}{_INSERT} {WORDS}{Q},? ?après {WORDS}{Q}{_LATER}", _Reader.insert_said_first),
    (rf"{_AT}avant {WORDS}{Q},? ?{_OCCURRENCE}{_INSERT} {WORDS}{Q}", _Reader.insert_before),
    (rf"compléter (?P<place>{_CONTAINER}) par {_DRAFTED} ?:? ?{Q}{_MORE}", _Reader.insert_alineas),
    (rf"compléter (?P<place>{_ALINEA}) par {_PHRASE} ?:? ?{Q}", _Reader.append_words),
    (rf"{_AT}à la fin (?P<end>{_OF_ALINEA}),? ?{_INSERT} {_PHRASE} ?:? ?{Q}", _Reader.append_words),
    (rf"{_AT}au début (?P<end>{_OF_ALINEA}),? ?{_INSERT} {WORDS}{Q}", _Reader.prepend_words),
    (rf"rédiger (?:ainsi|comme suit) (?P<place>{_ALINEA}|{_CONTAINER}) ?:? ?{Q}", _Reader.rewrite),
    (rf"après (?P<place>{_ALINEA}),? ?{_INSERT} {_DRAFTED} ?:? ?{Q}{_MORE}", _Reader.insert_alineas),
    (rf"avant (?P<place>{_ALINEA}),? ?{_INSERT} {_DRAFTED} ?:? ?{Q}{_MORE}", _Reader.insert_alineas_before),
    (
        rf"compléter (?P<place>{_CONTAINER}) par (?P<what>une phrase ainsi rédigée|deux phrases ainsi rédigées) ?:? ?{Q}",
        _Reader.append_to_last,
    ),
    (rf"(?:à (?P<place>{_CONTAINER}),? ?)?{_INSERT} {_DRAFTED} ?:? ?{Q}{_MORE}", _Reader.insert_alineas),
]
