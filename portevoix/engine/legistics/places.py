"""Places as instructions name them: « la seconde phrase du deuxième alinéa du 2° du I », read as far as they go."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from portevoix.engine.legistics.counting import CARDINAL, LATIN, ORDINAL, cardinal, ordinal

KINDS = {
    "proposition": "proposition",
    "article": "article",
    "priorité": "priority",
    "chapitre": "chapter",
    "titre": "title",
    "section": "section",
}
_LATIN = "|".join(LATIN)
# Words of two letters that are no part of a number: « à l'article 4 le mot… ».
_SMALL = "le|la|un|de|du|au|et|ou|en|ce|sa|se|ne|si|il|on|y"
_NUMBER = rf"(?:\d+(?:er|ère)?|[ivxl]+(?:er)?\b(?!'|\.? ?\d))(?: (?:{_LATIN}))?(?: (?!(?:{_SMALL})\b)[a-z]{{1,2}}\b)?"
_DET = (
    r"(?P<det>(?:(?:de ?l'|à ?l'|a l'|dans l'|l'|de la\b|à la\b|a la\b|dans la\b|dans les\b|dans le\b|la\b|le\b|les\b|du\b|des\b|de\b|d'"
    r"|au\b|aux\b|à\b|dans\b|en\b|cet\b|cette\b|ces\b|ce\b|toute?\b|mêmes?\b|présente?s?\b|dites?\b)\s*+)*+)"
)
_RANKS = r"\d{1,9}(?:er|e|ème|eme)?(?:(?:, ?et |, | et | à | au )\d{1,9}(?:er|e|ème|eme)?)*"


LEVELS = ("amendment", "container", "proposed", "mark", "alinea", "phrase")


class Part(NamedTuple):
    """One step of a place; `level`: one of LEVELS, the largest first.

    `ranks`: which ones, from 1, or from -1 backwards; `this`: « cet », « ce même ».
    """

    level: str
    ranks: tuple[int, ...] = ()
    this: str = ""
    value: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """The steps of a place, from the largest to the smallest."""

    parts: tuple[Part, ...]

    def of(self, level: str) -> Part | None:
        """The step at *level*, None when the place does not say it."""
        return next((part for part in self.parts if part.level == level), None)

    @property
    def widest(self) -> int:
        """The rank in LEVELS of its largest step."""
        return min(LEVELS.index(part.level) for part in self.parts)

    @property
    def narrowest(self) -> int:
        """The rank in LEVELS of its smallest step."""
        return max(LEVELS.index(part.level) for part in self.parts)


def _forms(noun: str) -> str:
    return (
        rf"{_DET}(?:{noun}s? (?:n° ?)?(?P<ranks>{_RANKS})"
        rf"|(?P<count>{CARDINAL}) (?P<end>premi[eè]re?s|derni[eè]re?s) {noun}s"
        rf"|(?<=ces )(?P<several>{CARDINAL} {noun}s)"
        rf"|(?P<first>{ORDINAL})(?P<more>(?:(?:,| et) (?:à |au |aux )?(?:la |le |les |l')?{ORDINAL})*) {noun}s?"
        rf"|(?P<bare>{noun}s?))(?!\w)(?P<label> \((?:[^()\s]{{1,9}}|[^()]* (?:bis|ter|nouveau|nouvelle|modifié|modifiée))\))?"
    )


_MOST = 10_000
_BROUGHT = r" (?:suivant|ainsi|nouveau|additionnel|supplémentaire)"
_ALINEA = re.compile(_forms("alinéa"))
# « Paragraphe 2 », in a text that numbers none of its own.
_PARAGRAPH = re.compile(_forms("paragraphe"))
_PHRASE = re.compile(_forms("phrase"))
_CONTAINER = re.compile(
    rf"{_DET}(?P<kind>{'|'.join(KINDS)})(?!\w)(?: (?P<unique>unique)(?!\w)| (?:n° ?)?(?P<number>{_NUMBER})(?!\w))?"
    r"(?: \(nouveau\))?(?: (?:du projet de loi|de la proposition de loi|du texte))?"
)
_AMENDMENT = re.compile(
    rf"{_DET}(?:sous-)?amendement(?P<named> (?:n° ?)?(?P<number>(?:[a-z]+-?)?\d+)(?: rect(?:ifié)?\.?(?: (?:{_LATIN}))?)?)?(?![\w-])"
)
_PROPOSED = re.compile(
    rf"{_DET}texte proposé (?:par (?P<by>.{{1,60}}?) )?pour (?:compléter |insérer |rédiger |remplacer )?(?:de )?(?:l')?article "
    r"(?P<reference>(?:[lrda]\.? ?(?:o\.? ?)?)?\d[\w-]*)"
    r"(?: (?:du|de) (?:même )?code(?: [a-zéèêàç'-]+){0,8}?)?(?= par\b|,|\.?$| :)"
)
_SAME_TEXT = re.compile(rf"{_DET}texte(?: proposé)?(?!\w)")
_MARK = re.compile(
    rf"{_DET}(?P<mark>[ivxl]+(?: (?:{_LATIN}))?(?: [a-z]\b(?!\)))?|\d+ ?°(?: (?:{_LATIN}))?(?: [a-z]\b(?!\)))?|[a-z]{{1,2}}(?: (?:{_LATIN}))?\)|[a-z](?= (?:du|de|dans)\b|,|$))(?!\w)"
)


def place_at(said: str, raw: str, at: int) -> tuple[Place, int] | None:
    """The place named in *said* from *at*, and where it ends; None when there is none.

    *said* is in small letters, *raw* the same words as they are typed: `A` and `a` are not the same mark.
    """
    groups: list[list[Part]] = []
    last = at
    while True:
        found = _part(said, raw, at)
        if found is None:
            break
        part, end = found
        deeper = not groups or LEVELS.index(part.level) > LEVELS.index(groups[-1][-1].level) or part.level == "mark"
        joined = (
            bool(groups)
            and not said[:at].rstrip().endswith(",")
            and bool(re.match(r" ?(?:du|des?|de l'|d')", said[at:]))
        )
        if joined:
            groups[-1].insert(0, part)
        elif groups and part == Part("phrase"):
            # « Ajouter à l'alinéa 1 la phrase suivante »: what comes, and not where.
            break
        elif deeper:
            groups.append([part])
        else:
            break
        at = last = end
        following = re.match(r" ?,? ?", said[at:]).end() + at
        if _part(said, raw, following) is None or re.match(r"(?:après|avant|les mots|le mot)\b", said[following:]):
            break
        at = following
    return (Place(tuple(part for group in groups for part in group)), last) if groups else None


def _part(said: str, raw: str, at: int) -> tuple[Part, int] | None:
    while at < len(said) and said[at] == " ":
        at += 1
    if (found := _PARAGRAPH.match(said, at)) and (ranks := _ranks(found)):
        return Part("alinea", ranks, value="paragraphe"), found.end()
    for level, pattern in (("alinea", _ALINEA), ("phrase", _PHRASE)):
        if found := pattern.match(said, at):
            part = Part(level, _ranks(found), _this(found["det"]), label=(found["label"] or "").strip(" ()"))
            if not part.ranks and not part.this and level == "alinea":
                # « alinéa » alone is no place; « l'alinéa » is the one just named.
                named = found["det"].strip().endswith("l'") and not re.match(_BROUGHT, said[found.end() :])
                return (part._replace(this="the"), found.end()) if named else None
            return part, found.end()
    if found := _AMENDMENT.match(said, at):
        this = _this(found["det"]) or ("this" if found["det"].strip().endswith("l'") else "")
        return (
            (Part("amendment", this=this, value=found["number"] or ""), found.end()) if found["named"] or this else None
        )
    if found := _PROPOSED.match(said, at):
        return Part("proposed", value=found["reference"]), found.end()
    if (found := _SAME_TEXT.match(said, at)) and _this(found["det"]):
        return Part("proposed", this=_this(found["det"])), found.end()
    if (found := _CONTAINER.match(said, at)) and (
        # « Le titre de la proposition 3 » is words, and not where they are.
        found["number"] or found["unique"] or _this(found["det"]) or (found["det"] and found["kind"] != "titre")
    ):
        this = "" if found["number"] else _this(found["det"]) or "the"
        return Part("container", this=this, value=found["number"] or "", label=KINDS[found["kind"]]), found.end()
    if (found := _MARK.match(said, at)) and found["det"].strip():
        start, end = found.span("mark")
        return Part("mark", value=raw[start:end]), found.end()
    return None


def _this(det: str) -> str:
    return "same" if "même" in det else "this" if re.search(r"\b(?:cet|cette|ces|ce|présente?s?)\b", det) else ""


def _ranks(found: re.Match) -> tuple[int, ...]:
    if found["ranks"]:
        return ranks(found["ranks"])
    if found["count"]:
        many = cardinal(found["count"])
        return tuple(range(1, many + 1)) if found["end"].startswith("premi") else tuple(range(-many, 0))
    if found["first"]:
        more = re.findall(rf"{ORDINAL}(?!\w)", found["more"]) if found["more"] else []
        return tuple(ordinal(words) for words in (found["first"], *more))
    return ()


def ranks(words: str) -> tuple[int, ...]:
    """« 16, 19 et 20 » → 16, 19, 20; « 3 à 5 » → 3, 4, 5."""
    made: list[int] = []
    for part in re.split(r", ?et |, | et ", words):
        first, *last = (int(re.match(r"\d+", one).group()) for one in re.split(r" (?:à|au) ", part))
        # A text has no more alinéas than that: the last one is looked for, and found missing.
        made.extend(range(first, min((last or [first])[0], first + _MOST) + 1))
    return tuple(made)
