"""Edits written as the French instructions that an expert would write (R5).

Each change has several wordings, the best first; the one kept is the first that reads back as the same change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from portevoix.engine.edits import (
    DeleteUnit,
    Edit,
    InsertUnits,
    ReplaceUnit,
    ReplaceWords,
    SetHeading,
    apply,
    apply_words,
)
from portevoix.engine.legistics.reading import read
from portevoix.engine.legistics.writing.phrasing import named, quoted
from portevoix.engine.legistics.writing.wordings import wordings
from portevoix.engine.text import LEAF, Text, Unit, layout


def write(edits: Sequence[Edit], text: Text, place: str | None = None) -> str:
    """*edits* on *text* as instructions, one sentence a line; *place* is the unit on which they are filed.

    Raises ValueError when an edit has no form in words: new units that are neither alinéas nor whole articles beside
    others, alinéas without words, or what begins or ends with a space.
    """
    return "\n".join(_Writer(text, place).sentences(edits))


def _same(one: Text, other: Text) -> bool:
    """Whether two texts say the same, keys aside."""
    return [(u.kind, u.number, u.heading, u.text) for u, _parent in one.walk()] == [
        (u.kind, u.number, u.heading, u.text) for u, _parent in other.walk()
    ]


class _Writer:
    def __init__(self, text: Text, place: str | None) -> None:
        self.text, self.place, self.where = text, place, layout(text)
        unit = self.where.units.get(place) if place else None
        self.home = None if unit is None else self.where.parents[place] if unit.kind == LEAF else place

    def sentences(self, edits: Sequence[Edit]) -> Iterator[str]:
        for unit, same in groupby(edits, lambda edit: edit.unit if isinstance(edit, ReplaceWords) else edit):
            if not isinstance(unit, str):
                yield self.faithful(tuple(same), self.units(unit))
                continue
            changes = tuple(same)
            said = [self.said(edit) for edit in changes]
            if None in said or not self.reads_as("\n".join(said), changes):
                # Said one by one they would not be understood: the alinéa is written whole.
                said = [self.faithful(changes, self.whole(unit, apply_words(self.where.units[unit].text, changes)))]
            yield from said

    def reads_as(self, sentence: str, edits: Sequence[Edit]) -> bool:
        given = read(sentence, self.text, self.place)
        return bool(given.edits) and _same(apply(self.text, given.edits), apply(self.text, edits))

    def said(self, edit: ReplaceWords) -> str | None:
        """The best wording of *edit*, None when none reads back as it."""
        text = self.where.units[edit.unit].text
        options = wordings(text, edit, self.alinea(edit.unit))
        return next((sentence for sentence in options if self.reads_as(sentence, (edit,))), None)

    def faithful(self, edits: Sequence[Edit], options: Iterable[str]) -> str:
        """The first of *options* that reads back as *edits*. Raises ValueError when none does."""
        for sentence in options:
            if self.reads_as(sentence, edits):
                return sentence
        raise ValueError("this edit has no form in words")

    # -- places

    def alinea(self, key: str) -> str:
        """« l’alinéa 2 », with its container when it is not where the amendment is filed."""
        parent = self.where.parents[key]
        rank = f"l’alinéa {self.where.ranks[key]}"
        return rank if parent == self.home or parent is None else f"{rank} {self.of(parent)}"

    def of(self, key: str) -> str:
        named_ = self.container(key)
        return f"du {named_[3:]}" if named_.startswith("le ") else f"de {named_}"

    def container(self, key: str) -> str:
        if key == self.home:
            unit = self.where.units[key]
            return {"article": "cet article", "proposition": "cette proposition"}.get(unit.kind) or named(unit)
        return named(self.where.units[key])

    # -- units

    def units(self, edit: Edit) -> Iterator[str]:
        """The wordings of an edit on whole units, or on a heading."""
        match edit:
            case DeleteUnit(unit):
                leaf = self.where.units[unit].kind == LEAF
                yield f"Supprimer {self.alinea(unit) if leaf else self.container(unit)}."
            case InsertUnits(parent, after, units) if all(unit.kind == LEAF for unit in units):
                yield from self.alineas(parent, after, units)
            case InsertUnits(_parent, after, (unit,)) if after and self.where.units[after].kind == unit.kind:
                head = f"{named(unit)[3:] if named(unit)[1:2] == 'a' else named(unit)[2:]}".capitalize()
                lines = [f"{head}. {unit.heading}".rstrip(". "), *(inner.text for inner in unit.children)]
                what = "une proposition ainsi rédigée" if unit.kind == "proposition" else "un article ainsi rédigé"
                yield f"Après {self.container(after)}, insérer {what}\u202f: {quoted(chr(10).join(lines))}."
            case ReplaceUnit(unit, units):
                yield from self.rewritten(unit, units)
            case SetHeading(unit, heading):
                whole = f"l’intitulé {self.of(unit)}"
                if not heading:
                    yield f"Supprimer {whole}."
                yield f"Rédiger ainsi {whole}\u202f: {quoted(heading)}."

    def alineas(self, parent: str | None, after: str | None, units: Sequence[Unit]) -> Iterator[str]:
        count = "un alinéa ainsi rédigé" if len(units) == 1 else f"{_number(len(units))} alinéas ainsi rédigés"
        what = f"{count}\u202f: {quoted(chr(10).join(unit.text for unit in units))}."
        siblings = self.where.units[parent].children if parent else self.text.units
        leaves = [unit.key for unit in siblings if unit.kind == LEAF]
        if parent and after == (siblings[-1].key if siblings else None):
            yield f"Compléter {self.container(parent)} par {what}"
        if after in leaves:
            yield f"Après {self.alinea(after)}, insérer {what}"
        if after is None and leaves:
            yield f"Avant {self.alinea(leaves[0])}, insérer {what}"

    def rewritten(self, unit: str, units: Sequence[Unit]) -> Iterator[str]:
        old = self.where.units[unit]
        if old.kind == LEAF and all(one.kind == LEAF for one in units):
            yield from self.whole(unit, "\n".join(one.text for one in units))
        elif len(units) == 1 and units[0].kind == old.kind:
            lines = "\n".join(inner.text for inner in units[0].walk() if inner.kind == LEAF)
            yield f"Rédiger ainsi {self.container(unit)}\u202f: {quoted(lines)}."

    def whole(self, unit: str, words: str) -> Iterator[str]:
        """The wordings that write an alinéa whole; it may become several."""
        alinea = self.alinea(unit)
        yield f"Rédiger ainsi {alinea}\u202f: {quoted(words)}."
        count = len(words.split("\n"))
        if count > 1:
            yield f"Remplacer {alinea} par {_number(count)} alinéas ainsi rédigés\u202f: {quoted(words)}."


def _number(count: int) -> str:
    words = ("", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
    return words[count] if count < len(words) else str(count)
