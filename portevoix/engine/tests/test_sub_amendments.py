"""Sub-amendments are read on what their parent would produce (R3) and live or fall with it (R9)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portevoix.engine.amendments import Amendment, Run, competes, read_on_parent, with_sub_amendments
from portevoix.engine.consolidation import consolidate
from portevoix.engine.edits import InsertUnits, ReplaceUnit, ReplaceWords, apply
from portevoix.engine.tests.versions import amendments, said, versions
from portevoix.engine.text import LEAF, Text, Unit

VERSION = Text("Texte", (Unit("p", "proposition", "1", "", "", (Unit("a", LEAF, text="Les données sont ouvertes."),)),))


def test_the_words_of_a_sub_amendment_are_credited_to_it():
    parent = Amendment("7", (ReplaceWords("a", 12, 16, "peuvent être"),))
    given_text = read_on_parent(VERSION, parent)
    assert given_text.unit("a").text == "Les données peuvent être ouvertes."
    sub = Amendment("8", (ReplaceWords("a", 12, 19, "doivent"),), parent="7")
    found = consolidate(VERSION, [with_sub_amendments(parent, [sub], VERSION)])
    assert found.text.unit("a").text == "Les données doivent être ouvertes."
    assert found.origins["a"] == (Run(0, 12, None), Run(12, 19, "8"), Run(19, 24, "7"), Run(24, 34, None))
    assert [(gone.words, gone.source) for gone in found.removals["a"]] == [("sont", "7")]


def test_a_sub_amendment_inside_a_new_alinea_is_credited_in_it():
    parent = Amendment("7", (InsertUnits("p", "a", (Unit("n", LEAF, text="Un rapport suit."),)),))
    sub = Amendment("8", (ReplaceWords("n", 10, 10, " annuel"),), parent="7")
    found = consolidate(VERSION, [with_sub_amendments(parent, [sub], VERSION)])
    assert found.text.unit("n").text == "Un rapport annuel suit."
    assert found.origins["n"] == (Run(0, 10, "7"), Run(10, 17, "8"), Run(17, 23, "7"))


def test_a_sub_amendment_of_another_parent_is_refused():
    with pytest.raises(ValueError, match="not a sub-amendment"):
        with_sub_amendments(Amendment("7", ()), [Amendment("8", (), parent="6")], VERSION)


def test_a_sub_amendment_that_gives_the_alinea_back_leaves_its_words_to_the_version():
    emptied = Amendment("7", (ReplaceUnit("a", (Unit("n", LEAF),)),))
    back = Amendment("8", (ReplaceUnit("n", (Unit("m", LEAF, text=VERSION.unit("a").text),)),), parent="7")
    found = consolidate(VERSION, [with_sub_amendments(emptied, [back], VERSION)])
    assert found.text == VERSION and {run.source for run in found.origins["a"]} == {None}


@settings(max_examples=300)
@given(st.data())
def test_a_parent_with_its_sub_amendments_gives_what_they_give_on_its_text(data):
    text = data.draw(versions())
    parent = data.draw(amendments(text, "m0"))
    reached = read_on_parent(text, parent)
    subs = []
    for rank in range(data.draw(st.integers(1, 3))):
        sub = data.draw(amendments(reached, f"s{rank}", rank, "m0"))
        if not any(competes(sub, other, reached) for other in subs):
            subs.append(sub)
    expected = consolidate(reached, [Amendment(sub.id, sub.edits, sub.rank) for sub in subs])
    whole = with_sub_amendments(parent, subs, text)
    assert said(apply(text, whole.edits)) == said(expected.text)
    found = consolidate(text, [whole])
    assert said(found.text) == said(expected.text)
    kept = {unit.key for unit, _up, _rank in found.text.alineas()}
    for key, runs in expected.origins.items():
        words = expected.text.unit(key).text
        if key not in kept:  # they give back what the version said there: its words stay its own
            assert words in [unit.text for unit, _up, _rank in text.alineas()]
            continue
        assert letters(found.origins.get(key, ()), words) == letters(runs, words)


def letters(runs: tuple[Run, ...], words: str) -> set[int]:
    """Where the words of sub-amendments stand; a space that the version had there anyway may stay the version's."""
    brought = [run for run in runs if run.source not in (None, "m0")]
    return {place for run in brought for place in range(run.start, run.end) if not words[place].isspace()}
