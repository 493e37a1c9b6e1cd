"""Edits written as the French instructions that an expert would write (R5)."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
from portevoix.engine.legistics.words import occurrences
from portevoix.engine.text import LEAF, Text, label, layout

NTH = (
    "première",
    "deuxième",
    "troisième",
    "quatrième",
    "cinquième",
    "sixième",
    "septième",
    "huitième",
    "neuvième",
    "dixième",
)


def write(edits: Sequence[Edit], text: Text, place: str | None = None) -> str:
    """*edits* on *text* as instructions, one sentence a line; *place* is the unit on which they are filed.

    Raises ValueError when an edit has no form in words: more than ten occurrences to choose from.
    """
    writer = _Writer(text, place)
    return "\n".join(_faithful(edit, writer.sentence(edit), writer, text, place) for edit in edits)


def _faithful(edit: Edit, sentence: str, writer: _Writer, text: Text, place: str | None) -> str:
    """*sentence* when it is read back as *edit*; otherwise the alinéa written whole, which always is (R5)."""
    given = read(sentence, text, place)
    if given.edits and _said(apply(text, given.edits)) == _said(apply(text, (edit,))):
        return sentence
    if not isinstance(edit, ReplaceWords):
        raise ValueError("this edit has no form in words")
    whole = apply_words(writer.where.units[edit.unit].text, (edit,))
    return f"Rédiger ainsi {writer.alinea(edit.unit)}\u202f: {_quoted(whole)}."


def _said(text: Text) -> list[tuple[str, str, str, str]]:
    return [(unit.kind, unit.number, unit.heading, unit.text) for unit, _parent in text.walk()]


def _quoted(words: str) -> str:
    return f"«\u202f{words}\u202f»"


class _Writer:
    def __init__(self, text: Text, place: str | None):
        self.where = layout(text)
        unit = self.where.units.get(place) if place else None
        self.home = None if unit is None else self.where.parents[place] if unit.kind == LEAF else place

    def alinea(self, key: str) -> str:
        """« l’alinéa 2 », with its container when it is not where the amendment is filed."""
        parent = self.where.parents[key]
        named = f"l’alinéa {self.where.ranks[key]}"
        return named if parent == self.home or parent is None else f"{named} de {self.container(parent)}"

    def container(self, key: str) -> str:
        unit = self.where.units[key]
        named = label(unit)
        return ("l’" if named[:1] in "AÉEIOU" else "la ") + named[:1].lower() + named[1:]

    def sentence(self, edit: Edit) -> str:
        match edit:
            case DeleteUnit(unit):
                held = self.where.units[unit]
                return f"Supprimer {self.alinea(unit) if held.kind == LEAF else self.container(unit)}."
            case InsertUnits(parent, after, units):
                words = _quoted("\n".join(unit.text for unit in units))
                count = "un alinéa ainsi rédigé" if len(units) == 1 else "les alinéas suivants"
                if after and self.where.units[after].kind == LEAF:
                    return f"Après {self.alinea(after)}, insérer {count}\u202f: {words}."
                return f"Compléter {self.container(parent)} par {count}\u202f: {words}."
            case ReplaceUnit(unit, units):
                held = self.where.units[unit]
                named = self.alinea(unit) if held.kind == LEAF else self.container(unit)
                lines = [inner.text for new in units for inner in new.walk() if inner.kind == LEAF]
                return f"Rédiger ainsi {named}\u202f: {_quoted(chr(10).join(lines))}."
            case SetHeading(unit, heading):
                return f"Rédiger ainsi l’intitulé de {self.container(unit)}\u202f: {_quoted(heading)}."
            case _:
                return self.words(edit)

    def words(self, edit: ReplaceWords) -> str:
        text, at = self.where.units[edit.unit].text, self.alinea(edit.unit)
        start, end, words = edit.start, edit.end, edit.words
        if start == 0 and end == len(text):
            return f"Rédiger ainsi {at}\u202f: {_quoted(words)}."
        if start == end:
            tail = text[start:]
            if not tail.strip(" .;:!?\u00a0\u202f"):
                if not tail and words.startswith(" "):
                    return (
                        f"Compléter {at} par la phrase suivante\u202f: {_quoted(words.strip())}."
                        if words.rstrip()[-1:] in ".!?"
                        else f"Compléter {at} par les mots\u202f: {_quoted(words.strip())}."
                    )
                return f"Compléter {at} par les mots\u202f: {_quoted(words.strip())}."
            if start == 0:
                return f"Au début de {at}, insérer les mots\u202f: {_quoted(words.strip())}."
            if words[:1] in " ,":
                anchor, occurrence = self.anchor(text, start, before=True)
                return f"À {at}, après les mots\u202f: {_quoted(anchor)}, {occurrence}insérer les mots\u202f: {_quoted(words.strip())}."
            return self.widened(edit, text, at)
        if not words:
            gone = text[start:end]
            found = gone.strip()
            if self.count(text, found) == 1 and found:
                return f"À {at}, supprimer les mots\u202f: {_quoted(found)}."
            return self.widened(edit, text, at)
        old = text[start:end]
        if self.count(text, old) == 1 and old.strip() == old and words.strip() == words:
            return f"À {at}, substituer aux mots\u202f: {_quoted(old)} les mots\u202f: {_quoted(words)}."
        return self.widened(edit, text, at)

    def count(self, text: str, words: str) -> int:
        return len(occurrences(words, text))

    def anchor(self, text: str, at: int, before: bool) -> tuple[str, str]:
        """The words that end at *at*, enough of them to be there once."""
        starts = [found.start() for found in re.finditer(r"\S+", text[:at])]
        for start in reversed(starts):
            words = text[start:at].strip()
            if self.count(text, words) == 1:
                return words, ""
        return text[:at].strip(), ""

    def widened(self, edit: ReplaceWords, text: str, at: str) -> str:
        """The same change said with the words around it, so that they are there once."""
        start, end = edit.start, edit.end
        while True:
            while start and not text[start - 1].isspace():
                start -= 1
            while end < len(text) and not text[end].isspace():
                end += 1
            old = text[start:end]
            if old.strip() and self.count(text, old) == 1:
                new = text[start : edit.start] + edit.words + text[edit.end : end]
                if new.strip():
                    return f"À {at}, substituer aux mots\u202f: {_quoted(old)} les mots\u202f: {_quoted(new.strip())}."
            if start == 0 and end == len(text):
                return f"Rédiger ainsi {at}\u202f: {_quoted(text[: edit.start] + edit.words + text[edit.end :])}."
            start, end = max(start - 1, 0), min(end + 1, len(text))
