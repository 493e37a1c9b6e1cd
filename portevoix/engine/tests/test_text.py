"""Texts, tokens, digests and tallies."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.engine.digest import canonical_json, digest, version_digest
from portevoix.engine.formats import markdown
from portevoix.engine.tests.versions import versions
from portevoix.engine.text import LEAF, Text, Unit, alinea, canonical, from_canonical, keyed, numbered, place_of, plain
from portevoix.engine.tokens import split, tokens, words

VERSION = Text(
    "Texte",
    (Unit("p", "article", "1er", "Ouvrir", "", (Unit("a", LEAF, text="Un."), Unit("b", LEAF, text="Deux."))),),
)


def test_alineas_are_numbered_within_their_article_from_one():
    assert [(found.container.key, found.rank) for found in numbered(VERSION)] == [("p", 1), ("p", 2)]
    assert alinea(VERSION, "p", 2).key == "b"
    assert place_of(VERSION, "b") == ("p", 2)
    with pytest.raises(KeyError):
        alinea(VERSION, "p", 3)


def test_a_text_in_lines_names_its_articles():
    assert plain(VERSION) == "Texte\nArticle 1er. Ouvrir\nUn.\nDeux."


def test_two_units_with_one_key_are_refused():
    with pytest.raises(ValueError, match="two units"):
        from_canonical({"title": "", "units": [{"key": "a", "kind": "alinea"}, {"key": "a", "kind": "alinea"}]})


@pytest.mark.parametrize(
    "unit",
    [
        {"key": "a", "kind": "poem"},
        {"key": "", "kind": "alinea"},
        {"key": "a", "kind": "alinea", "colour": "red"},
        {"key": "a", "kind": "alinea", "children": [{"key": "b", "kind": "alinea"}]},
        {"key": "a", "kind": "article", "text": "x"},
        {"key": 1, "kind": "alinea"},
        "a",
    ],
)
def test_units_that_are_not_units_are_refused(unit):
    with pytest.raises(ValueError):
        from_canonical({"title": "", "units": [unit]})


@given(versions())
def test_a_text_is_read_back_from_its_canonical_form(text):
    assert from_canonical(canonical(text)) == text


def test_units_without_a_key_get_the_one_of_their_place():
    (article,) = keyed([Unit("", "article", "2 bis", children=(Unit("", LEAF), Unit("kept", LEAF), Unit("", LEAF)))])
    assert [article.key, *(unit.key for unit in article.children)] == [
        "art_2-bis",
        "art_2-bis__al_1",
        "kept",
        "art_2-bis__al_3",
    ]


@given(st.text())
def test_tokens_join_back_to_the_exact_text(text):
    assert "".join(split(text)) == text
    assert all(text[token.start : token.end] == token.words for token in tokens(text))


def test_french_words_are_cut_where_a_reader_cuts_them():
    found = "l’|alinéa| |d'|aujourd’hui|\u202f|:| |peut-être| |3,5|\u00a0|%| |au| |1°".split("|")  # noqa: SIM905
    assert split("l’alinéa d'aujourd’hui\u202f: peut-être 3,5\u00a0% au 1°") == found
    assert words("Qu’il vote, ici.") == ["Qu’", "il", "vote", "ici"]


def test_the_canonical_form_is_sorted_utf8_without_spaces():
    assert canonical_json({"é": [1, None, True], "a": "’"}) == '{"a":"’","é":[1,null,true]}'.encode()


def test_the_digest_of_a_version_is_always_the_same():
    assert version_digest(VERSION) == "73fefbffc048d38b63dfc2884d63c4c903a2644e80f0da72edd135b152f29315"
    assert digest(canonical(VERSION)) == version_digest(VERSION)


ELSEWHERE = """
from portevoix.engine.digest import version_digest
from portevoix.engine.formats import akn, markdown, plain
from portevoix.engine.text import LEAF, Text, Unit
text = Text("Été", (Unit("p", "article", "1er", "L’eau", "", (Unit("a", LEAF, text="Élu\\u202f; “ÇÀ”."), Unit("b", LEAF))),))
print(version_digest(text))
for form in (markdown, plain):
    assert form.read(form.write(text)) == text
assert akn.read(akn.write(text, date="2025-03-31")) == text
"""


@pytest.mark.parametrize(("seed", "spoken"), [("0", "C"), ("1", "C.UTF-8"), ("31337", "tr_TR.UTF-8")])
def test_a_digest_owes_nothing_to_the_machine(tmp_path, seed, spoken):
    (tmp_path / "elsewhere.py").write_text(ELSEWHERE, encoding="utf-8")
    around = {"PATH": os.environ["PATH"], "PYTHONHASHSEED": seed, "LC_ALL": spoken, "LANG": spoken, "TZ": "Asia/Tokyo"}
    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", str(tmp_path / "elsewhere.py")],
        env=around,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "6eb8f9f73e0421fc58e81bde4c5d1c977a872c269343bae1bab1d5b10348104c"


@given(versions())
def test_the_digest_is_that_of_the_text_whatever_form_it_went_through(text):
    assert version_digest(from_canonical(canonical(text))) == version_digest(text)
    assert version_digest(markdown.read(markdown.write(text))) == version_digest(text)


@pytest.mark.parametrize("value", [1.5, {"a": float("nan")}, {1: "a"}, {"a": {1, 2}}, [b"x"]])
def test_what_has_no_exact_form_has_no_digest(value):
    with pytest.raises(TypeError):
        digest(value)


def test_composed_and_decomposed_letters_have_different_digests():
    assert digest("é") != digest("e\u0301")
