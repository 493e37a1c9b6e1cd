"""The layout of instructions: which words are said, which are quoted, which place stands over them.

The Assembly and everyday people put quoted words between quotation marks; the Senate puts them on lines of their own,
after a colon, and the place on a line of its own (`Alinéa 3`). The grammar says what a sentence still waits for.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from portevoix.engine.legistics.counting import CARDINAL, cardinal
from portevoix.engine.legistics.grammar import ACT, NotRead, Order, read_order, read_place_line
from portevoix.engine.legistics.words import clean

_SAID = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "–": "-", "—": "-", "‑": "-"}
)
_MARKER = re.compile(
    r"\s*(?P<mark>(?P<roman>[IVXL]+)(?: ?(?:bis|ter|quater))?|(?P<upper>[A-Z])|(?P<number>\d+ ?°)|(?P<lower>[a-z]))"
    r"(?(number)\s?(?:\)|[-.])*\s*|\s*(?:\.\s*-|-|\)|\.)+\s*)",
)
_SHORT = tuple(
    (re.compile(rf"\b{short} ?(?=\d)", re.IGNORECASE), f"{whole} ")
    for short, whole in ((r"al\b\.?", "alinéa"), (r"art\.", "article"), (r"prop\.", "proposition"))
)
_BULLET = re.compile(r"\s*(?:[-–—*•·‣▪]|\d{1,2}[.)])[\s\u00a0]+(?=\S)")
# What separates paragraphs: the end of a line, or the tag of a block.
_BREAK = re.compile(r"\n|</?(?:p|br|div|li|ul|ol|h[1-6]|body|blockquote)\b[^<>]*>|$", re.IGNORECASE)
_OPEN = '«“"'
_CLOSE = {"«": "»", "“": "”", '"': '"'}
_GOES_ON = re.compile(rf"[\s,;]*(?:(?:les?|la|l'|par|et|aux?|à)\b|{ACT.pattern})", re.IGNORECASE)
_MOST_QUOTED = 300
_NEXT_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-ZÀÉÈÊ])")


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted words; `paragraph`: on which one of the instructions, from 1, their first line is.

    `marked`: between marks; `alone`: on lines of their own.
    """

    words: str
    paragraph: int
    marked: bool = True
    alone: bool = False


@dataclass(slots=True)
class Statement:
    """One sentence: what it orders, or where it stops being understood; where it is in the instructions, in code points."""

    start: int
    end: int
    said: str = ""
    quotes: list[Quote] = field(default_factory=list)
    place: str = ""
    order: Order | None = None
    stopped: int = 0

    def say(self, words: str) -> None:
        self.said = re.sub(r"\s+", " ", f"{self.said} {words}").strip()

    def quote(self, quote: Quote) -> None:
        self.quotes.append(quote)
        self.said = f"{self.said} §{len(self.quotes) - 1}§"

    @property
    def whole(self) -> str:
        return f"{self.place}, {self.said}" if self.place else self.said

    def read(self, passive: bool = True) -> str:
        """Read what is said so far; what it waits for at its end (`words`, `block`), or nothing."""
        self.order = None
        whole = self.whole
        try:
            self.order = read_order(whole, passive)
        except NotRead as found:
            self.stopped = found.at - (len(whole) - len(self.said))
            return found.wanted
        return ""


def statements(instructions: str) -> list[Statement]:
    """The sentences of *instructions*, in order."""
    return list(_Layout(instructions).statements())


class _Layout:
    def __init__(self, instructions: str) -> None:
        self.paragraphs = list(_paragraphs(instructions))
        self.at = 0
        self.lines: list[tuple[str, str]] = []
        # Marks that are opened and never closed are not sought to the end of everything each time.
        self.patience = 60 * len(instructions) + 20_000
        self.known: dict[str, bool] = {}
        # While a paragraph is looked at to see whether it gives an order, quotations end with it.
        self.within = False

    def statements(self) -> Iterator[Statement]:
        while self.at < len(self.paragraphs):
            start, end, words = self.paragraphs[self.at]
            kind, words = _unmarked(words)
            line = _modified(re.sub(r"^- ", "", _said(words)))
            if kind and any(kind == other for other, _line in self.lines):
                del self.lines[[other for other, _line in self.lines].index(kind) :]
            if line and "§" not in line and read_place_line(_without_consequence(line)):
                self.stand_under(kind, _without_consequence(line).strip(" :.-"))
                self.at += 1
                continue
            yield from self.sentences(start, end, words)

    def stand_under(self, kind: str, line: str) -> None:
        """Keep *line* as the place of what follows: it replaces the lines that say as much."""
        if re.search(r"alinéa|article|amendement", line, re.IGNORECASE):
            amendment = "amendement" not in line.lower()
            self.lines = [
                one
                for one in self.lines
                if amendment and "amendement" in one[1].lower() and "alinéa" not in one[1].lower()
            ]
        else:
            self.lines = [one for one in self.lines if re.search(r"alinéa|article|amendement", one[1], re.IGNORECASE)]
        self.lines.append((kind, line))

    def sentences(self, start: int, end: int, words: str) -> Iterator[Statement]:
        """The sentences that begin in the current paragraph, of which *words* is left to read."""
        while words.strip():
            statement = Statement(start, end, place=", ".join(line for _kind, line in self.lines))
            rest = self.say(statement, words)
            wanted = statement.read()
            while not rest and self.at + 1 < len(self.paragraphs) and (wanted or self.continues(statement)):
                self.at += 1
                rest = self.body(statement, wanted) if wanted else self.say(statement, self.paragraphs[self.at][2])
                wanted = statement.read()
            end = self.paragraphs[self.at][1]
            start = statement.end = end - len(rest)
            words = rest
            yield statement
        self.at += 1

    def continues(self, statement: Statement) -> bool:
        """Whether the next paragraph goes on with the sentence: it could not stop here, or « et » follows."""
        words = _said(self.paragraphs[self.at + 1][2])
        if not statement.quotes:
            return False
        if statement.order is None:
            stuck = statement.stopped < len(statement.said.rstrip(" ,.;:"))
            return not stuck and bool(_GOES_ON.match(words))
        return bool(re.match(r"et\b(?! en conséquence)", words, re.IGNORECASE)) and words.rstrip().endswith(":")

    def say(self, statement: Statement, words: str) -> str:
        """Add one sentence of *words* to *statement*, its quotations set apart; returns what is left of them."""
        at = 0
        said = ""
        while at < len(words):
            char = words[at]
            if char in _OPEN and len(statement.quotes) >= _MOST_QUOTED:
                # No amendment says so much in one sentence: it is not read.
                statement.say(_said(words[at:]))
                return ""
            if char in _OPEN:
                found = self.quotation(words, at)
                if found is None:
                    if statement_waits(said if said.strip() else statement.said):
                        # Marks that are never closed: what follows is quoted to the end of the paragraph.
                        statement.say(_said(said))
                        statement.quote(Quote(clean(words[at:].lstrip(_OPEN + " \u00a0\u202f")), self.at + 1))
                        return ""
                    at, said = at + 1, said + char
                    continue
                quote, words, at = found
                statement.say(_said(said))
                statement.quote(quote)
                said = ""
                continue
            ends = _NEXT_SENTENCE.match(words, at)
            if ends and statement_ends(f"{statement.said}{said}"):
                statement.say(_said(said))
                return words[ends.end() :]
            said, at = said + char, at + 1
        statement.say(_said(said))
        return ""

    def quotation(self, words: str, at: int) -> tuple[Quote, str, int] | None:
        """The quotation that opens at *at*: itself, the paragraph where it closes, and where there; None if it never does.

        It may run over several paragraphs, each opened anew, as legal texts do: « … ⏎ « … ».
        """
        if self.patience < 0:
            return None
        opening, closing = words[at], _CLOSE[words[at]]
        if opening == closing:
            end = words.find(closing, at + 1)
            return (Quote(clean(words[at + 1 : end]), self.at + 1), words, end + 1) if end > 0 else None
        depth, index, lines, begins = 0, self.at, [], at + 1
        first = self.at + 1
        cursor = at
        while True:
            for mark in re.compile(f"[{opening}{closing}]").finditer(words, cursor):
                depth += 1 if mark.group() == opening else -1
                if depth == 0:
                    lines.append(words[begins : mark.start()])
                    self.at = index
                    return Quote("\n".join(map(clean, lines)), first), words, mark.end()
            self.patience -= len(words) - cursor
            if self.patience < 0:
                return None
            lines.append(words[begins:])
            index += 1
            if index >= len(self.paragraphs) or self.within:
                return None
            words = self.paragraphs[index][2]
            if _unmarked(words)[0] and self.commands(words):
                return None
            marks = re.match(rf"(?:{opening}[\s\u00a0\u202f]*)*", words)
            opened = marks.group().count(opening)
            # Each paragraph opens anew the marks that are open; more of them open others.
            begins = cursor = marks.end()
            if opened > depth:
                begins = cursor = _nth(words, opening, depth) + 1
            elif opened < depth:
                depth = max(opened, 1)

    def body(self, statement: Statement, wanted: str) -> str:
        """Give *statement* the words it waits for, from the current paragraph; returns what is left to say of it."""
        words = self.paragraphs[self.at][2]
        opened = re.match(r"[_\s]*(?=[«“\"])", words)
        if opened:
            at = self.at
            found = self.quotation(words, opened.end())
            if found:
                quote, last, end = found
                tail = last[end:]
                announced = _announced(statement.said)
                if 1 < announced != len(quote.words.split("\n")) and re.match(r"[«“]", last):
                    found = None
                elif not tail.strip(" \u00a0\u202f.,;:_") or (wanted == "words" and _GOES_ON.match(_said(tail))):
                    statement.quote(replace(quote, alone=True))
                    if wanted == "block":
                        while self.at + 1 < len(self.paragraphs) and re.match(
                            r"[«“\"]", self.paragraphs[self.at + 1][2]
                        ):
                            held = self.at
                            self.at += 1
                            more = self.quotation(self.paragraphs[self.at][2], 0)
                            if more is None or more[1][more[2] :].strip(" \u00a0\u202f.,;:_"):
                                self.at = held
                                break
                            statement.quote(replace(more[0], alone=True))
                        return ""
                    return self.say(statement, tail.strip(" .;")) if tail.strip(" .,;:") else ""
            self.at = at
        if wanted == "words":
            statement.quote(Quote(clean(words), self.at + 1, marked=False))
            return ""
        first = self.at
        announced = _announced(statement.said)
        while self.at + 1 < len(self.paragraphs) and (
            self.at + 1 < first + announced or not self.commands(self.paragraphs[self.at + 1][2])
        ):
            self.at += 1
        bodies = [words for _start, _end, words in self.paragraphs[first : self.at + 1]]
        statement.quote(Quote("\n".join(map(clean, bodies)), first + 1, marked=False))
        return ""

    def commands(self, words: str) -> bool:
        """Whether a paragraph gives an order, or says the place of the next one: the words quoted before it are over."""
        if words not in self.known:
            self.known[words] = self.is_order(words)
        return self.known[words]

    def is_order(self, words: str) -> bool:
        _kind, words = _unmarked(words)
        line = _said(words)
        if re.match(r"en conséquence\b", line, re.IGNORECASE) or read_place_line(line):
            return True
        statement = Statement(0, 0)
        held, self.within = self.at, True
        self.say(statement, words)
        self.at, self.within = held, False
        return bool(statement.read(passive=False)) or statement.order is not None


def statement_waits(said: str) -> bool:
    """Whether *said* ends where quoted words are waited for."""
    return said.rstrip().endswith(":")


def statement_ends(said: str) -> bool:
    """Whether a full stop after *said* ends a sentence: not after « n. », « art. », « L. »."""
    return not re.search(r"(?:^|\W)(?:\w|art|al|rect)\.$", said.rstrip(), re.IGNORECASE)


def _announced(said: str) -> int:
    """How many paragraphs « quarante-deux alinéas ainsi rédigés » announces; 1 where no number is said."""
    found = re.search(rf"({CARDINAL}) (?:alinéas|paragraphes)(?: suivants| ainsi \w+)*\s*:?\s*$", said, re.IGNORECASE)
    return cardinal(found[1].lower()) if found else 1


def _with_quotation_marks(words: str) -> str:
    """*words* where `<<`, `>>` and lone apostrophes around words are the quotation marks that they stand for."""
    words = words.replace("<<", "«").replace(">>", "»")
    return re.sub(r"(?<![\w'’])['‘](?=\S)(.{1,300}?)(?<=[^\s'’])['’](?![\w'’])", r"“\1”", words)


def _nth(words: str, char: str, many: int) -> int:
    at = -1
    for _ in range(many):
        at = words.index(char, at + 1)
    return at


def _unmarked(words: str) -> tuple[str, str]:
    """The kind of the mark that a paragraph begins with (`I. -`, `1°`), and the paragraph without it."""
    found = _MARKER.match(words.translate(_SAID).replace("_", " "))
    if not found:
        bullet = _BULLET.match(words)
        return "", words[bullet.end() :] if bullet else words
    return next(name for name in ("roman", "upper", "number", "lower") if found[name]), words[found.end() :]


def _modified(line: str) -> str:
    """*line* without what says that what follows changes something there: « l'alinéa 3 est ainsi modifié »."""
    line = re.sub(r"^modifie[rz] (?:ainsi|comme suit) ", "", line, flags=re.IGNORECASE)
    return re.sub(r" est (?:ainsi )?modifiée?(?: ainsi| comme suit)? ?:? ?$", "", line, flags=re.IGNORECASE)


def _without_consequence(line: str) -> str:
    return re.sub(r"^en conséquence,? ?", "", line, flags=re.IGNORECASE)


def _said(words: str) -> str:
    """*words* as they are read: no tags, one kind of space, of dash and of apostrophe."""
    words = re.sub(r"<[^<>]*>|_", " ", unicodedata.normalize("NFC", words)).translate(_SAID)
    words = re.sub("[\u200b\ufeff]", "", words)
    for short, whole in _SHORT:
        words = short.sub(whole, words)
    words = re.sub(r"\boccurence", "occurrence", words)
    words = re.sub(r"(\d(?:er|e|ème))(?=alinéa)", r"\1 ", words)
    return re.sub(r"\s+", " ", words)


def _paragraphs(instructions: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, words) of each paragraph that is not empty."""
    start = 0
    others = "<<" in instructions or not re.search(r"[«»“”\"]", instructions)
    quoting = _with_quotation_marks if others else str
    for found in _BREAK.finditer(instructions):
        words = instructions[start : found.start()]
        if words.strip(" \t\u00a0\u200b\ufeff"):
            lead = len(words) - len(words.lstrip())
            yield start + lead, start + len(words.rstrip()), quoting(html.unescape(words.strip()))
        start = found.end()
