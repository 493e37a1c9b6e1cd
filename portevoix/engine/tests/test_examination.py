"""The order of examination, competition and identity: the worked example of R7 and R8, and around it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portevoix.engine.amendments import Amendment, competes, groups, identical, order
from portevoix.engine.amendments.reach import as_read
from portevoix.engine.edits import DeleteUnit, InsertUnits, ReplaceUnit, ReplaceWords, SetHeading, apply_words
from portevoix.engine.tests.versions import examined
from portevoix.engine.text import LEAF, Text, Unit

OPEN = "Les données sont ouvertes."
VERSION = Text(
    "Texte",
    (
        Unit("p1", "proposition", "1", "", "", (Unit("a1", LEAF, text=OPEN), Unit("a2", LEAF, text="Elles durent."))),
        Unit("p2", "proposition", "2", "", "", (Unit("b1", LEAF, text="Un plan suit."),)),
    ),
)


def words(before: str, after: str) -> ReplaceWords:
    start = OPEN.index(before)
    return ReplaceWords("a1", start, start + len(before), after)


A = Amendment("A", (DeleteUnit("a1"),), 1)
B = Amendment("B", (words("sont", "peuvent être"),), 2)
C = Amendment("C", (words("sont ouvertes", "restent fermées"),), 3)
D = Amendment("D", (ReplaceWords("a1", 11, 11, " publiques"),), 4)
E = Amendment("E", (words("sont", "peuvent être"),), 5)


def test_the_worked_example_stands_in_its_order_however_it_is_given():
    for given_order in itertools.permutations([A, B, C, D, E]):
        assert [placed.id for placed in order(given_order, VERSION)] == ["A", "C", "B", "E", "D"]


def test_the_worked_example_groups_the_identical_and_the_competing():
    placed = {found.id: found for found in order([A, B, C, D, E], VERSION)}
    assert {name: found.identical for name, found in placed.items()} == {
        "A": None,
        "B": "B",
        "C": None,
        "D": None,
        "E": "B",
    }
    assert {found.common_discussion for found in placed.values()} == {"A"}
    assert {found.subdivision for found in placed.values()} == {"p1"}


def test_the_worked_example_competes_where_the_rule_says_and_nowhere_else():
    pairs = {one.id + two.id for one, two in itertools.combinations([A, B, C, D, E], 2) if competes(one, two, VERSION)}
    assert pairs == {"AB", "AC", "AD", "AE", "BC", "CE"}
    assert {
        one.id + two.id for one, two in itertools.combinations([A, B, C, D, E], 2) if identical(one, two, VERSION)
    } == {"BE"}


def test_an_insertion_written_before_the_next_word_is_the_same_as_after_the_one_before():
    other = Amendment("D2", (ReplaceWords("a1", 12, 12, "publiques "),), 9)
    assert identical(D, other, VERSION)
    assert not competes(other, B, VERSION)


def test_an_insertion_competes_with_the_loss_of_the_word_it_follows():
    assert competes(D, Amendment("X", (words("données", "fiches"),)), VERSION)


def test_completing_an_alinea_relies_on_none_of_its_words():
    completed = Amendment("X", (ReplaceWords("a1", 25, 25, " et gratuites"),))
    assert not competes(completed, Amendment("Y", (words("ouvertes", "publiées"),)), VERSION)


def test_two_insertions_at_one_place_do_not_compete():
    assert not competes(D, Amendment("X", (ReplaceWords("a1", 11, 11, " utiles"),)), VERSION)


def test_deleting_a_container_competes_with_what_changes_inside_it_or_adds_to_it():
    gone = Amendment("G", (DeleteUnit("p1"),))
    added = Amendment("N", (InsertUnits("p1", "a1", (Unit("n", LEAF, text="Neuf."),)),))
    beside = Amendment("M", (InsertUnits(None, "p1", (Unit("q", "proposition", "1 bis"),)),))
    assert competes(gone, B, VERSION)
    assert competes(gone, A, VERSION)
    assert competes(gone, added, VERSION)
    assert not competes(gone, beside, VERSION)


def test_an_amendment_that_changes_nothing_is_identical_to_none():
    nothing = Amendment("X", (words("sont", "sont"),)), Amendment("Y", (words("ouvertes", "ouvertes"),))
    assert not identical(*nothing, VERSION)
    assert not competes(nothing[0], A, VERSION)


def test_of_two_that_delete_from_one_place_the_widest_comes_first():
    one = Amendment("1", (DeleteUnit("a1"),), 1)
    wide = Amendment("2", (DeleteUnit("a1"), DeleteUnit("a2")), 2)
    assert [placed.id for placed in order([one, wide], VERSION)] == ["2", "1"]


@settings(max_examples=500)
@given(st.data())
def test_two_amendments_are_identical_when_a_reader_ends_up_with_the_same_words(data):
    signs = st.text(alphabet="abn° ’'", max_size=8)
    held = Unit("a", LEAF, text=data.draw(signs))
    text = Text("", (held,))
    afters, found = [], []
    for name in "12":
        cuts = sorted(data.draw(st.lists(st.integers(0, len(held.text)), min_size=2, max_size=4)))
        edits = [
            ReplaceWords("a", start, end, data.draw(signs)) for start, end in zip(cuts[::2], cuts[1::2], strict=False)
        ]
        found.append(Amendment(name, tuple(edits)))
        afters.append(as_read(apply_words(held.text, edits)))
    if as_read(held.text) not in afters:
        assert identical(*found, text) == (afters[0] == afters[1])
        whole = Amendment("3", (ReplaceUnit("a", (Unit("b", LEAF, text=afters[0]),)),))
        assert identical(found[0], whole, text)


@given(st.text(alphabet="abn° \u00a0’'"))
@example("n°  4")
def test_what_is_read_once_reads_the_same_again(words):
    assert as_read(as_read(words)) == as_read(words)


def test_what_adds_after_a_place_comes_after_all_that_changes_it():
    after_alinea = Amendment("1", (InsertUnits("p1", "a1", (Unit("n1", LEAF, text="Neuf."),)),), 0)
    after_unit = Amendment("2", (InsertUnits(None, "p1", (Unit("q", "proposition", "1 bis"),)),), 1)
    heading = Amendment("3", (SetHeading("p1", "Ouvrir"),), 2)
    second = Amendment("4", (ReplaceWords("a2", 0, 5, "Toutes"),), 3)
    next_unit = Amendment("5", (ReplaceWords("b1", 0, 2, "Le"),), 4)
    rewritten = Amendment("6", (ReplaceUnit("p1", (Unit("r", "proposition", "1"),)),), 5)
    deleted = Amendment("7", (DeleteUnit("p1"),), 6)
    found = order([after_alinea, after_unit, heading, second, next_unit, rewritten, deleted, B], VERSION)
    assert [placed.id for placed in found] == ["7", "6", "3", "B", "1", "4", "2", "5"]
    assert [(placed.subdivision, placed.after) for placed in found][-2:] == [("p1", True), ("p2", False)]


def test_sub_amendments_come_before_their_parent_in_the_order_of_its_text():
    parent = Amendment("7", (words("sont ouvertes", "peuvent être fermées"),), 1)
    late = Amendment("8", (ReplaceWords("a1", 25, 32, "closes"),), 2, parent="7")
    early = Amendment("9", (ReplaceWords("a1", 12, 19, "doivent"),), 3, parent="7")
    found = order([parent, late, early, A], VERSION)
    assert [(placed.id, placed.parent) for placed in found] == [("A", None), ("9", "7"), ("8", "7"), ("7", None)]


def test_a_sub_amendment_without_its_parent_is_refused():
    with pytest.raises(ValueError, match="not in the list"):
        order([Amendment("8", (), parent="7")], VERSION)


@settings(max_examples=200)
@given(examined(most=6))
def test_groups_found_unit_by_unit_are_those_found_pair_by_pair(case):
    text, found = case
    same, linked = groups(found, text)
    together = {
        frozenset((one, two)) for one, two in itertools.combinations(range(len(found)), 2) if linked[one] == linked[two]
    }
    chains = [{index} for index in range(len(found))]
    for one, two in itertools.combinations(range(len(found)), 2):
        alike = identical(found[one], found[two], text)
        assert alike == (same[one] == same[two])
        if alike or competes(found[one], found[two], text):
            first = next(chain for chain in chains if one in chain)
            second = next(chain for chain in chains if two in chain)
            if first is not second:
                first |= second
                chains.remove(second)
    assert together == {frozenset(pair) for chain in chains for pair in itertools.combinations(sorted(chain), 2)}


@settings(max_examples=100)
@given(examined(most=6))
def test_identical_amendments_stand_together_and_competition_is_mutual(case):
    text, found = case
    placed = [found_.identical for found_ in order(found, text)]
    runs = [key for key, _ in itertools.groupby(placed) if key]
    assert len(runs) == len(set(runs))
    for one, two in itertools.permutations(found, 2):
        assert competes(one, two, text) == competes(two, one, text)
