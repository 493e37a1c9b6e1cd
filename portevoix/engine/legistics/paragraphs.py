"""The layout of instructions: which paragraphs are said, and which are the words they quote.

The Assembly and everyday people put quoted words between quotation marks; the Senate puts them on lines of their own,
after a colon, and the place on a line of its own (`Alinéa 3`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

FOLDED = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "–": "-", "—": "-", "‑": "-"})
# Quotation marks may hold others, one deep: « le mot « commun » ».
QUOTED = re.compile(r"«\s*((?:[^«»]|«[^«»]*»)*?)\s*»|“(.*?)”|\"(.*?)\"", re.DOTALL)
_PLACE_LINE = re.compile(
    r"(?:(?:après|avant) l'alinéa \d+|alinéas? \d+(?: (?:à|et) \d+)?|(?:premier|deuxième|second|dernier) alinéa)"
    r"(?:,? (?:première|deuxième|seconde|troisième|dernière) phrase)?\s*:?",
    re.IGNORECASE,
)
_MARKER = re.compile(
    r"(?:[IVX]+|\d+°|[a-z]\))\s*\.?\s*-\s*|[IVX]+\s*\.\s+|\d+°\s+(?=à l'|au |supprimer|après|rédiger|compléter)",
    re.IGNORECASE,
)
_ONE = re.compile(r"(?:mots?|termes?|signes?|nombres?|références?|années?|dates?|taux|montants?)\s*:$", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:les?|la|par|et|aux?|insérer|ajouter|,)\b", re.IGNORECASE)


@dataclass
class Sentence:
    """What is said, folded, quoted words replaced by `§0§`, `§1§`…; where it is in the instructions, in code points."""

    start: int
    end: int
    said: str = ""
    quotes: list[str] = field(default_factory=list)
    place: str = ""

    def say(self, words: str) -> None:
        """Add words that are said, their own quotations set apart."""

        def kept(found):
            self.quotes.append(next(group for group in found.groups() if group is not None))
            return f"§{len(self.quotes) - 1}§"

        self.said = re.sub(r"\s+", " ", f"{self.said} {QUOTED.sub(kept, words).translate(FOLDED)}").strip()

    def quote(self, words: str) -> None:
        """Add words that stand on lines of their own."""
        self.quotes.append(words)
        self.said += f" §{len(self.quotes) - 1}§"


def sentences(instructions: str) -> Iterator[Sentence]:
    """The sentences of *instructions*, in order, each with the place line that stands over it."""
    paragraphs = list(_paragraphs(instructions))
    place, at = "", 0
    while at < len(paragraphs):
        start, end, words = paragraphs[at]
        folded = words.translate(FOLDED)
        marked = _MARKER.match(folded)
        listed = bool(marked) and at + 1 <= len(paragraphs)
        if marked:
            words, folded = words[marked.end() :], folded[marked.end() :]
        if _PLACE_LINE.fullmatch(folded.strip()):
            place, at = folded.strip().rstrip(": "), at + 1
            continue
        if not words.rstrip().endswith(":"):
            yield from _inline(start, end, words, place)
            at += 1
            continue
        sentence = Sentence(start, end, place=place)
        at = _with_bodies(sentence, words, paragraphs, at, listed, bool(place))
        yield sentence


def _paragraphs(instructions: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, words) of each paragraph; quotations that run over several lines stay in one."""
    masked = QUOTED.sub(lambda found: "§" * len(found.group()), instructions)
    start = 0
    for found in re.finditer(r"\n+|$", masked):
        words = instructions[start : found.start()]
        if words.strip():
            lead = len(words) - len(words.lstrip())
            yield start + lead, start + len(words.rstrip()), html.unescape(words.strip())
        start = found.end()


def _inline(start: int, end: int, words: str, place: str) -> Iterator[Sentence]:
    """The sentences of one paragraph: a full stop outside quotation marks ends each."""
    masked = QUOTED.sub(lambda found: "§" * len(found.group()), words)
    begins = 0
    for found in re.finditer(r"(?<=[.;])\s+(?=[A-ZÀÉÈÊ])|$", masked):
        said = words[begins : found.start()].strip()
        if said:
            whole = said == words.strip()
            sentence = Sentence(
                start if whole else start + begins, end if whole else start + found.start(), place=place
            )
            sentence.say(said)
            yield sentence
        begins = found.end()


def _with_bodies(sentence: Sentence, words: str, paragraphs, at: int, listed: bool, placed: bool) -> int:
    """Fill *sentence* from paragraph *at*, which ends with a colon; returns where the next sentence begins."""
    while True:
        sentence.say(words)
        sentence.end = paragraphs[at][1]
        at += 1
        if not words.rstrip().endswith(":") or at >= len(paragraphs):
            return at
        if _ONE.search(words.rstrip()):
            body = paragraphs[at][2]
            quoted = QUOTED.match(body)
            tail = ""
            if quoted and (
                body[quoted.end() :].strip(" .,;") == "" or _GOES_ON.match(body[quoted.end() :].strip(" ,;"))
            ):
                body, tail = next(group for group in quoted.groups() if group is not None), body[quoted.end() :]
            sentence.quote(body)
            sentence.end = paragraphs[at][1]
            at += 1
            if tail.strip(" .,;"):
                words = tail.strip()
                at -= 1
                paragraphs[at] = (paragraphs[at][0], paragraphs[at][1], tail)
                continue
            if at < len(paragraphs) and _GOES_ON.match(paragraphs[at][2].translate(FOLDED)):
                words = paragraphs[at][2]
                continue
            return at
        stop = at
        while stop < len(paragraphs) and not (stop > at and _ends_body(paragraphs[stop][2], listed, placed)):
            stop += 1
        bodies = [body for _start, _end, body in paragraphs[at:stop]]
        sentence.quote("\n".join(_unquoted(bodies)))
        sentence.end = paragraphs[stop - 1][1]
        return stop


def _ends_body(words: str, listed: bool, placed: bool) -> bool:
    folded = words.translate(FOLDED)
    if placed and _PLACE_LINE.fullmatch(folded.strip()):
        return True
    marked = _MARKER.match(folded)
    rest = folded[marked.end() :] if marked else folded
    acts = re.match(r"en conséquence|alinéa|supprimer|à l'|au |après l'alinéa|compléter|rédiger", rest, re.IGNORECASE)
    return bool(acts) and ((listed and bool(marked)) or rest.lower().startswith("en conséquence"))


def _unquoted(bodies: list[str]) -> list[str]:
    """Bodies without the quotation marks that open each paragraph and close the last."""
    last = re.sub(r"\s*[.;]?\s*$", "", bodies[-1])
    if not (bodies[0].startswith("«") and last.endswith("»")):
        return bodies
    bodies = [*bodies[:-1], last[:-1].rstrip()]
    return [re.sub(r"^«\s*", "", body) for body in bodies]
