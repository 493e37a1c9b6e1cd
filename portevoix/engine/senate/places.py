"""Where the Senate's instructions bear: articles and alinéas, from the lines that announce a place.

This asks less than `legistics`, which reads what will be applied and refuses the rest: an order is sought for every
amendment, understood whole or not, without the text (`Alinéa 33, tableau, troisième ligne`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from portevoix.engine.legistics.counting import ORDINAL, ordinal

DELETES, REWRITES, REPLACES, INSERTS, COMPLETES = range(5)
BEFORE, AT, AFTER = -1, 0, 1
# A line that only says a place is shorter than this.
_PLACE = 80

_MARK = r"(?:(?:[IVXL]+|[A-Z]|\d+°?|[a-z])\s*(?:[.)]|°|[–—‑-])?\s*[–—‑-]?\s*)?"
_ALINEAS = re.compile(
    rf"^{_MARK}(?:en\s+conséquence,?\s+)?(?:(?P<verb>supprimer|compléter|remplacer|rédiger|modifier)\s+(?:ainsi\s+)?)?"
    rf"(?:(?P<edge>(?:le|au)\s+début|(?:à\s+)?la\s+fin|(?:à\s+)?la\s+{ORDINAL}\s+phrase)\s+de\s+)?"
    r"(?P<side>après|avant)?\s*(?:(?:[àa]|au|aux|de|du|des)\s+)?(?:l['’]|les\s+)?alinéas?\s*"
    r"(?P<list>(?:\d+|1er|premier|dernier)\b(?:\s*(?:,|et|à|au|-)\s*(?:l['’]alinéa\s+)?\d+)*)",
    re.IGNORECASE,
)
_VERBS = {"supprimer": DELETES, "compléter": COMPLETES, "remplacer": REWRITES, "rédiger": REWRITES}
_ARTICLE = re.compile(rf"^{_MARK}(?:après|avant)\s+l['’]article\b", re.IGNORECASE)
_COMPENSATION = re.compile(
    rf"^{_MARK}Pour compenser|^{_MARK}(?:La|Les) pertes? de recettes"
    rf"|^{_MARK}(?:La|Les) (?:charges?|conséquences? financières?)\b.{{0,300}}\bcompensée?s?\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    rf"(?P<rank>{ORDINAL})(?:(?:,| et| à) (?:la |le )?{ORDINAL})* (?P<noun>phrase|ligne|colonne)s?", re.IGNORECASE
)
_GONE = re.compile(r"^\s*,?\s*(?:est|sont) supprimée?s?\b", re.IGNORECASE)
_PUT = re.compile(r"^\s*,?\s*(?:est|sont) (?:ainsi rédigée?s?|remplacée?s? par)\b", re.IGNORECASE)
_TABLE = re.compile(r"rédiger ainsi (?:ce|le) tableau", re.IGNORECASE)
_NEW_ALINEAS = re.compile(rf"^{_MARK}(?:insérer|ajouter)\s+[\w-]+\s+(?:alinéa|paragraphe)", re.IGNORECASE)
_WITHIN_LINE = re.compile(rf"^\d+°\s*(?:\w+\s+)?{_WITHIN.pattern}", re.IGNORECASE)
_ACTS = (
    (
        re.compile(
            rf"^{_MARK}(?:En conséquence, )?supprimer\s+(?:cet|ces|l['’]|les)\s*(?:alinéas?|article|division)", re.I
        ),
        DELETES,
    ),
    (
        re.compile(
            rf"^{_MARK}(?:rédiger\s+ainsi|remplacer)\s+(?:cet|ces|ce|le|les|l['’])\s*(?:\w+\s+)?"
            r"(?:alinéas?|article|tableau)",
            re.I,
        ),
        REWRITES,
    ),
    (re.compile(rf"^{_MARK}(?:compléter)\b", re.I), COMPLETES),
    (
        re.compile(
            rf"^{_MARK}(?:après|avant)\s+(?:l[ea]s?|l['’])\b|^{_MARK}insérer|^{_MARK}au début|^{_MARK}ajouter", re.I
        ),
        INSERTS,
    ),
    (re.compile(rf"^{_MARK}(?:remplacer|supprimer|substituer|rédiger)\b", re.I), REPLACES),
)
_COMPLETE_ARTICLE = re.compile(rf"^{_MARK}compléter\s+(?:cet|l['’])\s*article", re.IGNORECASE)
_WHOLE = re.compile(
    rf"^{_MARK}(?P<act>supprimer|rédiger\s+ainsi|remplacer|rétablir)\s+(?:cet|l['’])\s*article", re.IGNORECASE
)
_PARENT = re.compile(
    r"^(?P<place>.{1,60}?\b(?:à|de)\s+l['’])?(?:sous-)?amendement\s+n°\s*(?P<number>[\w-]+)", re.IGNORECASE
)


@dataclass(slots=True)
class Part:
    """One place of an amendment: ranges of alinéas, or the one beside which it adds; what it does there.

    `act`: DELETES… COMPLETES, None as long as it is not said; `within`: the sentence or line of the alinéa it bears on, 0 when it is not said; `body`: the lines that follow.
    """

    spans: tuple[tuple[int, int], ...]
    side: int = AT
    act: int | None = None
    within: int = 0
    body: list[str] = field(default_factory=list)

    @property
    def first(self) -> int:
        """The first alinéa that it names: it decides where the amendment stands."""
        return self.spans[0][0]

    @property
    def gap(self) -> float:
        """Where it adds, between two alinéas: 3.5 after the third."""
        return self.first + self.side / 2

    @property
    def size(self) -> int:
        """How many alinéas are touched."""
        return sum(end - start + 1 for start, end in self.spans)

    @property
    def rewrites_table(self) -> bool:
        """Whether it rewrites a table: `Alinéa 3, tableau` then `Rédiger ainsi ce tableau`."""
        return self.act == REWRITES and bool(self.body) and _TABLE.match(self.body[0]) is not None

    @property
    def inside(self) -> tuple[int, int]:
        """Where in the alinéa: a sentence or a line of it; what inserts, then what completes, last."""
        return (self.within, {INSERTS: 1, COMPLETES: 2}.get(self.act, 0))

    def take(self, line: str) -> None:
        """Add *line* to the body; the first one says what is done."""
        if not self.body:
            if self.side == AT and _NEW_ALINEAS.match(line):
                # `Alinéa 78` then `Insérer un alinéa`: it can only follow it.
                self.side = AFTER
            self.act = _act(line, self.side) if self.act is None else self.act
            if not self.within and _WITHIN_LINE.match(line):
                self.within = _within(line)
        self.body.append(line)


@dataclass(slots=True)
class Places:
    """What an amendment does: to the whole article (`whole`: DELETES or REWRITES), to its alinéas, at its end, or beside
    it; the lines that it brings there. `parent`: the number of the amendment that it amends.
    """

    whole: int | None = None
    parts: list[Part] = field(default_factory=list)
    end: list[str] | None = None
    beside: list[str] | None = None
    parent: str | None = None

    @property
    def unknown(self) -> bool:
        """Whether no place was understood."""
        return not self.parts and self.whole is None and self.end is None and self.beside is None


def read_places(lines: tuple[str, ...]) -> Places:
    """The places that the *lines* of an amendment announce; what compensates a loss of revenue is left out."""
    found = Places()
    current: list[str] | Part = []
    for line in uncompensated(lines):
        if not found.parts and found.parent is None and (parent := _PARENT.match(line)):
            found.parent = parent["number"]
            if not parent["place"]:
                continue
        if found.beside is not None:
            found.beside.append(line)
        elif _ARTICLE.match(line) and len(line) < _PLACE and not found.parts:
            found.beside = []
        elif (whole := _WHOLE.match(line)) and not found.parts:
            found.whole = DELETES if whole["act"].lower() == "supprimer" else REWRITES
            current = []
        elif _COMPLETE_ARTICLE.match(line):
            current = []
            if found.end is None:
                found.end = current
        elif place := _ALINEAS.match(line):
            current = _part(place, line[place.end() :])
            found.parts.append(current)
        elif isinstance(current, Part):
            current.take(line)
        else:
            current.append(line)
    return found


def _part(place: re.Match, rest: str) -> Part:
    side = {"après": AFTER, "avant": BEFORE}.get((place["side"] or "").lower(), AT)
    act = _act(rest, side)
    if place["verb"] and side == AT:
        act = REPLACES if place["edge"] else _VERBS.get(place["verb"].lower(), REPLACES)
    return Part(_spans(place["list"]), side, act, _within(f"{place['edge'] or ''} {rest}"))


def _within(words: str) -> int:
    """Which sentence, line or column of an alinéa *words* name, from 1; 0 where they name none, 99 for the last."""
    found = _WITHIN.search(words) if len(words) < _PLACE else None
    rank = ordinal(found["rank"].lower()) if found else 0
    return rank if rank >= 0 else 100 + rank


def _act(line: str, side: int) -> int | None:
    if side != AT:
        return INSERTS
    if _GONE.match(line):
        return DELETES
    if _PUT.match(line):
        return REWRITES
    line = line.lstrip(" ,:")
    return next((act for pattern, act in _ACTS if pattern.match(line)), None)


def _spans(written: str) -> tuple[tuple[int, int], ...]:
    """`18, 30, 66 à 74` → ((18, 18), (30, 30), (66, 74))."""
    written = re.sub(r"premier|1er", "1", written, flags=re.IGNORECASE)
    written = re.sub(r"dernier", "999", written, flags=re.IGNORECASE)
    found: list[tuple[int, int]] = []
    for start, _, end in re.findall(r"(\d+)(\s*(?:à|-)\s*(?:l['’]alinéa\s+)?(\d+))?", written):
        first, last = (min(int(digits[:5]), 9999) for digits in (start, end or start))
        found.append((first, max(first, last)))
    return tuple(found)


def uncompensated(lines: tuple[str, ...]) -> tuple[str, ...]:
    """*lines* up to what compensates a loss of revenue: two amendments that differ there only do the same."""
    for rank, line in enumerate(lines):
        if rank and _COMPENSATION.match(line):
            return lines[:rank]
    return lines
