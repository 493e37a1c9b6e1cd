"""What becomes of an amendment once others are adopted (R23, R24)."""

from __future__ import annotations

import itertools

from hypothesis import given, settings

from portevoix.engine.amendments import Amendment, Fell, Open, Satisfied, competes, fate_of, fates, identical
from portevoix.engine.edits import DeleteUnit, ReplaceUnit, ReplaceWords
from portevoix.engine.tests.versions import examined
from portevoix.engine.text import LEAF, Text, Unit

OPEN = "Les données sont ouvertes."
VERSION = Text("Texte", (Unit("p", "proposition", "1", "", "", (Unit("a", LEAF, text=OPEN),)),))


def words(before: str, after: str) -> ReplaceWords:
    start = OPEN.index(before)
    return ReplaceWords("a", start, start + len(before), after)


B = Amendment("B", (words("sont", "peuvent être"),), 2)
C = Amendment("C", (words("sont ouvertes", "restent fermées"),), 3)
D = Amendment("D", (ReplaceWords("a", 11, 11, " publiques"),), 4)
E = Amendment("E", (words("sont", "peuvent être"),), 5)


def test_an_amendment_that_competes_with_an_adopted_one_falls():
    assert fate_of(B, [D, C], VERSION) == Fell("C")


def test_the_first_adopted_amendment_that_competes_is_named():
    assert fate_of(B, [Amendment("A", (DeleteUnit("a"),)), C], VERSION) == Fell("A")


def test_an_amendment_identical_to_an_adopted_one_is_satisfied_by_it():
    assert fate_of(E, [D, B], VERSION) == Satisfied("B")


def test_an_amendment_is_satisfied_by_a_wider_one_that_does_the_same_among_other_things():
    wider = Amendment("W", (words("sont", "peuvent être"), words("Les", "Toutes les")))
    assert fate_of(B, [wider], VERSION) == Satisfied("W")


def test_an_amendment_done_by_two_others_is_satisfied_by_the_last():
    both = Amendment("W", (words("sont", "peuvent être"), ReplaceWords("a", 11, 11, " publiques")))
    assert fate_of(both, [B, D], VERSION) == Satisfied("D")


def test_an_amendment_that_asks_for_what_the_version_says_is_satisfied_by_it():
    same = Amendment("S", (ReplaceUnit("a", (Unit("n", LEAF, text=OPEN),)),))
    assert fate_of(same, [], VERSION) == Satisfied(None)


def test_an_amendment_whose_words_nobody_touched_stays_open():
    assert fate_of(D, [B], VERSION) == Open()


def test_an_adopted_amendment_does_not_decide_its_own_fate():
    assert fate_of(B, [B], VERSION) == Open()


@settings(max_examples=150)
@given(examined(most=5))
def test_the_fate_of_each_agrees_with_competition_pair_by_pair(case):
    text, found = case
    for one, two in itertools.permutations(found, 2):
        fate = fates([one], [two], text)[one.id]
        if fate == Satisfied(None):
            continue
        if identical(one, two, text):
            assert fate == Satisfied(two.id)
        elif competes(one, two, text):
            assert fate in (Fell(two.id), Satisfied(two.id))
        else:
            assert not isinstance(fate, Fell)
