"""Edits said as an expert would say them, and read back as the same edits (R5)."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portevoix.engine.edits import DeleteUnit, InsertUnits, ReplaceUnit, ReplaceWords, SetHeading, apply
from portevoix.engine.legistics import read, write
from portevoix.engine.tests.versions import amendments, versions
from portevoix.engine.text import LEAF, Text, Unit, layout

WORDS = (
    "Les données sont ouvertes à tous et les données sont à jour. "
    "Elles restent publiques, sauf exception, et sont publiées."
)
TEXT = Text("T", (
    Unit("c", "chapter", "Ier", "Des communes", children=(
        Unit("a1", "article", "1er", "Du vote", children=(Unit("x", LEAF, text="On vote."),)),)),
    Unit("a2", "article", "2", "", children=(Unit("w", LEAF, text=WORDS), Unit("z", LEAF, text="On publie."))),
))  # fmt: skip


def change(old: str, new: str, nth: int = 1) -> ReplaceWords:
    start = -1
    for _time in range(nth):
        start = WORDS.index(old, start + 1)
    return ReplaceWords("w", start, start + len(old), new)


def put(after: str, words: str) -> ReplaceWords:
    at = WORDS.index(after) + len(after)
    return ReplaceWords("w", at, at, words)


def said(text: Text) -> list:
    return [(unit.kind, unit.number, unit.heading, unit.text) for unit, _parent in text.walk()]


@pytest.mark.parametrize(
    ("edit", "instructions"),
    [
        (change("ouvertes", "libres"), "À l’alinéa 1, substituer au mot : « ouvertes » le mot : « libres »."),
        (change("données", "listes", 2), "À l’alinéa 1, substituer à la seconde occurrence du mot : « données » le mot : « listes »."),
        (change("sont ouvertes", "restent fermées"), "À l’alinéa 1, substituer aux mots : « sont ouvertes » les mots : « restent fermées »."),
        (change(", sauf exception", ""), "À l’alinéa 1, supprimer les mots : « , sauf exception »."),
        (put("à tous", " et toutes"), "À l’alinéa 1, après le mot : « tous », insérer les mots : « et toutes »."),
        (put("publiées.", " Fin."), "Compléter l’alinéa 1 par une phrase ainsi rédigée : « Fin. »."),
        (put("publiées", " ensuite"), "Compléter l’alinéa 1 par le mot : « ensuite »."),
        (put("", "En principe, "), "Au début de l’alinéa 1, insérer les mots : « En principe, »."),
        (change(" Elles restent publiques, sauf exception, et sont publiées.", ""), "Supprimer la seconde phrase de l’alinéa 1."),
        (change("Les données sont ouvertes à tous et les données sont à jour.", "Tout l’est."), "Rédiger ainsi la première phrase de l’alinéa 1 : « Tout l’est. »."),
        (change("à jour. Elles restent publiques, sauf exception, et sont publiées", "libres"), "Après la deuxième occurrence du mot : « sont », rédiger ainsi la fin de l’alinéa 1 : « libres »."),
        (ReplaceWords("w", 0, len(WORDS), "Rien."), "Rédiger ainsi l’alinéa 1 : « Rien. »."),
        (DeleteUnit("z"), "Supprimer l’alinéa 2."),
        (DeleteUnit("a2"), "Supprimer cet article."),
        (DeleteUnit("c"), "Supprimer le chapitre Ier."),
        (InsertUnits("a2", "w", (Unit("n", LEAF, text="Un."),)), "Après l’alinéa 1, insérer un alinéa ainsi rédigé : « Un. »."),
        (InsertUnits("a2", "z", (Unit("n", LEAF, text="Un."),)), "Compléter cet article par un alinéa ainsi rédigé : « Un. »."),
        (InsertUnits("a1", None, (Unit("n", LEAF, text="Un."),)), "Avant l’alinéa 1 de l’article 1er, insérer un alinéa ainsi rédigé : « Un. »."),
        (ReplaceUnit("z", (Unit("n", LEAF, text="Un."), Unit("m", LEAF, text="Deux."))), "Rédiger ainsi l’alinéa 2 : « Un.\nDeux. »."),
        (SetHeading("a2", "Des données"), "Rédiger ainsi l’intitulé de cet article : « Des données »."),
        (SetHeading("a1", ""), "Supprimer l’intitulé de l’article 1er."),
    ],
)  # fmt: skip
def test_an_edit_is_said_as_an_expert_would(edit, instructions):
    assert write((edit,), TEXT, "a2").replace("\u202f", " ") == instructions.replace("\u202f", " ")


def tidy(unit: Unit) -> Unit:
    """*unit* as a version holds it: no space twice nor at the edges, no alinéa without words."""
    words = re.sub(" {2,}", " ", unit.text).strip(" \u00a0\u202f")
    children = tuple(map(tidy, unit.children))
    return replace(
        unit,
        text=words or ("mot" if unit.kind == LEAF else ""),
        heading=unit.heading.strip(" \u00a0\u202f"),
        children=children,
    )


def has_a_form(edit, text: Text) -> bool:
    """Alinéas among alinéas, or at the end of a container that holds nothing else; an article as an article."""
    where = layout(text)
    match edit:
        case InsertUnits(parent, after, _units):
            siblings = where.units[parent].children if parent else text.units
            if after is not None:
                return where.units[after].kind == LEAF
            return any(unit.kind == LEAF for unit in siblings) or (parent is not None and not siblings)
        case ReplaceUnit(unit, units):
            return where.units[unit].kind == LEAF or units[0].kind == where.units[unit].kind
    return True


@st.composite
def changes(draw):
    version = draw(versions())
    text = replace(version, units=tuple(map(tidy, version.units)))
    drawn = draw(amendments(text, "m")).edits
    edits = [replace(edit, units=tuple(map(tidy, edit.units))) if hasattr(edit, "units") else edit for edit in drawn]
    return text, [edit for edit in edits if has_a_form(edit, text)]


@settings(max_examples=400, suppress_health_check=[HealthCheck.filter_too_much])
@given(changes())
def test_instructions_written_from_edits_read_back_as_the_same_change(drawn):
    text, edits = drawn
    changed = apply(text, edits)
    if said(changed) == said(text) or said(replace(changed, units=tuple(map(tidy, changed.units)))) != said(changed):
        return  # nothing to say, or a version that no text holds: an alinéa without words, or spaces at its edges
    reading = read(write(edits, text), text)
    assert reading.refusals == ()
    assert said(apply(text, reading.edits)) == said(changed)


def test_an_edit_without_a_form_in_words_is_refused():
    with pytest.raises(ValueError, match="no form in words"):
        write((InsertUnits(None, "c", (Unit("n", LEAF, text="Seul."),)),), TEXT)
