"""Edits: the difference as a person would see it, applied, undone, written and read (R4)."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portevoix.engine.edits import (
    DeleteUnit,
    EditError,
    InsertUnits,
    ReplaceUnit,
    ReplaceWords,
    SetHeading,
    apply,
    apply_words,
    difference,
    difference_of_texts,
    from_json,
    invert,
    to_json,
)
from portevoix.engine.tests.versions import amendments, examined, phrases, said, versions
from portevoix.engine.text import LEAF, Text, Unit
from portevoix.engine.tokens import tokens

some = settings(max_examples=200)
VERSION = Text(
    "T", (Unit("p", "article", "1", "", "", (Unit("a", LEAF, text="Un deux."), Unit("b", LEAF, text="Trois."))),)
)


def seen(before: str, after: str) -> list[tuple[str, str]]:
    return [(before[edit.start : edit.end], edit.words) for edit in difference(before, after, "a")]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Les données sont ouvertes.", "Les données publiques sont ouvertes.", [("", " publiques")]),
        ("Les données sont ouvertes.", "Les données restent fermées.", [("sont ouvertes", "restent fermées")]),
        ("chaque élu vote", "chaque élue vote", [("élu", "élue")]),
        ("Le maire décide.", "Le maire décide seul.", [("", " seul")]),
        ("Le maire décide seul.", "Le maire décide.", [(" seul", "")]),
        ("l’eau du sol", "l’air du sol", [("eau", "air")]),
        ("un plan, un vote", "un plan, une charte, un vote", [("", " une charte,")]),
        ("Le maire vote.", "Vote.", [("Le maire vote", "Vote")]),
        ("", "Neuf.", [("", "Neuf.")]),
        # Where the sentence pauses, when words could be said to stand at several places.
        ("du travail.", "du travail et du droit du travail.", [("", " et du droit du travail")]),
        ("Il vote. Il signe.", "Il vote. Il parle. Il signe.", [("", " Il parle.")]),
        ("Il vote. Il parle. Il signe.", "Il vote. Il signe.", [(" Il parle.", "")]),
        ("L. 3, L. 5 et L. 6", "L. 3, L. 4, L. 5 et L. 6", [("", " L. 4,")]),
        ("un vote très long", "un vote très très long", [("", " très")]),
        (
            "les mots «\u00a0sont\u00a0»",
            "les mots «\u00a0sont\u00a0» et «\u00a0ont\u00a0»",
            [("", " et «\u00a0ont\u00a0»")],
        ),
        # A reference is one word, and a landmark between two changes.
        ("à l’article L. 225-197-3 du code", "à l’article L. 225-197-4 du code", [("225-197-3", "225-197-4")]),
        ("la taxe L. 25-1 due", "une taxe L. 25-1 payée", [("la", "une"), ("due", "payée")]),
    ],
)
def test_a_difference_is_what_a_person_would_see(before, after, expected):
    assert seen(before, after) == expected


@some
@given(phrases, phrases)
def test_a_difference_applied_gives_the_other_words(before, after):
    assert apply_words(before, difference(before, after, "a")) == after


@some
@given(st.text(alphabet="ab ’.,-«1\u00a0", max_size=20), st.text(alphabet="ab ’.,-«1\u00a0", max_size=20))
def test_a_difference_never_cuts_a_word_and_leaves_what_is_equal_alone(before, after):
    edits = difference(before, after, "a")
    assert apply_words(before, edits) == after
    inside = {at for token in tokens(before) if token.is_word for at in range(token.start + 1, token.end)}
    assert not any({edit.start, edit.end} & inside for edit in edits)
    assert all(one.end < two.start for one, two in pairwise(edits))
    assert all(before[edit.start : edit.end] != edit.words for edit in edits)


def test_long_words_without_any_space_are_compared_at_once():
    before = "é" * 3_000_000
    assert apply_words(before, difference(before, f"{before}x", "a")) == f"{before}x"


@some
@given(versions(), versions())
def test_the_difference_of_two_texts_applied_gives_the_other_text(before, after):
    assert apply(before, difference_of_texts(before, after)) == after


@some
@given(st.data())
def test_applying_then_inverting_gives_the_version_back(data):
    text = data.draw(versions())
    edits = data.draw(amendments(text, "m")).edits
    assert apply(apply(text, edits), invert(text, edits)) == text


@some
@given(examined())
def test_edits_written_as_json_are_read_back(case):
    for amendment in case[1]:
        assert from_json(json.loads(json.dumps(to_json(amendment.edits)))) == amendment.edits


@pytest.mark.parametrize(
    "edits",
    [
        (ReplaceWords("a", 0, 3, "x"), ReplaceWords("a", 2, 5, "y")),
        (ReplaceWords("a", 0, 3, "x"), DeleteUnit("a")),
        (ReplaceWords("a", 0, 3, "x"), DeleteUnit("p")),
        (DeleteUnit("a"), ReplaceUnit("a", ())),
        (SetHeading("p", "x"), SetHeading("p", "y")),
        (InsertUnits("p", "a", (Unit("n", LEAF),)), DeleteUnit("p")),
        (ReplaceWords("p", 0, 0, "x"),),
        (ReplaceWords("a", 0, 99, "x"),),
        (ReplaceWords("none", 0, 0, "x"),),
        (InsertUnits(None, "a", (Unit("n", LEAF),)),),
        (InsertUnits("a", None, (Unit("n", LEAF),)),),
        (InsertUnits("p", None, (Unit("b", LEAF),)),),
        (InsertUnits("p", None, ()),),
        (SetHeading("a", "x"),),
    ],
)
def test_edits_that_do_not_fit_or_overlap_are_refused_with_a_reason(edits):
    with pytest.raises(EditError) as caught:
        apply(VERSION, edits)
    assert caught.value.message.endswith(".")
    assert caught.value.message_en.endswith(".")


def test_insertions_at_one_place_come_in_the_order_given():
    edits = (ReplaceWords("a", 2, 2, " b"), ReplaceWords("a", 2, 2, " c"))
    assert apply(VERSION, edits).unit("a").text == "Un b c deux."


@pytest.mark.parametrize(
    "value",
    [
        {},
        ["x"],
        [{"edit": "explode", "unit": "a"}],
        [{"edit": ["delete_unit"], "unit": "a"}],
        [{"edit": "delete_unit", "unit": "a", "more": 1}],
        [{"edit": "delete_unit"}],
        [{"edit": "replace_words", "unit": "a", "start": True, "end": 2, "words": ""}],
        [{"edit": "replace_words", "unit": "a", "start": 3, "end": 2, "words": ""}],
        [{"edit": "replace_words", "unit": None, "start": 0, "end": 2, "words": ""}],
        [{"edit": "replace_unit", "unit": "a", "units": [{"key": "k", "kind": "poem"}]}],
    ],
)
def test_unknown_edits_are_refused(value):
    with pytest.raises(EditError, match="illisible"):
        from_json(value)


def test_a_text_is_compared_with_one_of_the_same_title_only():
    with pytest.raises(ValueError, match="title"):
        difference_of_texts(VERSION, Text("Autre"))


def test_a_moved_alinea_is_deleted_where_it_was_and_inserted_where_it_is():
    after = Text(
        "T", (Unit("p", "article", "1", "", "", (Unit("b", LEAF, text="Trois."), Unit("a", LEAF, text="Un deux."))),)
    )
    assert said(apply(VERSION, difference_of_texts(VERSION, after))) == said(after)
