"""Adopted amendments give the next version, and every word its origin (R25 to R27)."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from portevoix.engine.amendments import Amendment, Run, competes, identical
from portevoix.engine.consolidation import Conflict, Removal, consolidate
from portevoix.engine.digest import canonical_json
from portevoix.engine.edits import DeleteUnit, InsertUnits, ReplaceUnit, ReplaceWords, SetHeading, apply
from portevoix.engine.tests.versions import examined, phrases, said, versions
from portevoix.engine.text import LEAF, Text, Unit, canonical

some = settings(max_examples=150, suppress_health_check=[HealthCheck.filter_too_much])

OPEN = "Les données sont ouvertes."
VERSION = Text("Texte", (Unit("p", "proposition", "1", "Ouvrir", "", (Unit("a", LEAF, text=OPEN),)),))


def words(before: str, after: str, unit: str = "a") -> ReplaceWords:
    start = OPEN.index(before)
    return ReplaceWords(unit, start, start + len(before), after)


def compatible(text: Text, found: list[Amendment]) -> list[Amendment]:
    kept: list[Amendment] = []
    for amendment in found:
        if not any(competes(amendment, other, text) for other in kept):
            kept.append(amendment)
    return kept


def test_two_amendments_that_do_not_compete_are_both_in_the_next_version():
    insertion = Amendment("D", (ReplaceWords("a", 11, 11, " publiques"),), 2)
    found = consolidate(VERSION, [Amendment("B", (words("sont", "peuvent être"),), 1), insertion])
    assert found.text.unit("a").text == "Les données publiques peuvent être ouvertes."
    assert found.origins["a"] == (
        Run(0, 11, None),
        Run(11, 21, "D"),
        Run(21, 22, None),
        Run(22, 34, "B"),
        Run(34, 44, None),
    )
    assert found.removals["a"] == (Removal(22, "sont", "B"),)


def test_two_competing_amendments_both_adopted_are_never_merged():
    first, second = (
        Amendment("C", (words("sont ouvertes", "restent fermées"),), 3),
        Amendment("B", (words("sont", "x"),), 2),
    )
    with pytest.raises(Conflict) as caught:
        consolidate(VERSION, [first, second])
    assert (caught.value.first, caught.value.second, caught.value.unit) == ("B", "C", "a")
    assert "coordination" in caught.value.message


def test_a_coordination_edit_takes_the_place_of_the_words_in_conflict():
    first, second = (
        Amendment("C", (words("sont ouvertes", "restent fermées"),), 3),
        Amendment("B", (words("sont", "x"),), 2),
    )
    agreed = Amendment("coordination 1", (words("sont ouvertes", "peuvent rester fermées"),))
    found = consolidate(VERSION, [first, second], [agreed])
    assert found.text.unit("a").text == "Les données peuvent rester fermées."
    assert [run.source for run in found.origins["a"]] == [None, "coordination 1", None]
    assert {(gone.amendment, gone.by) for gone in found.superseded} == {
        ("B", "coordination 1"),
        ("C", "coordination 1"),
    }


def test_identical_amendments_are_credited_to_the_first_filed_and_all_named():
    found = consolidate(VERSION, [Amendment("E", (words("sont", "x"),), 5), Amendment("B", (words("sont", "x"),), 2)])
    assert found.origins["a"][1].source == "B"
    assert found.credited_with == {"B": ("E",)}


def test_an_alinea_rewritten_and_its_words_changed_alike_are_identical_and_applied_once():
    whole = Amendment("E", (ReplaceUnit("a", (Unit("new", LEAF, text="Les données x ouvertes."),)),), 5)
    found = consolidate(VERSION, [whole, Amendment("B", (words("sont", "x"),), 2)])
    assert found.text.unit("a").text == "Les données x ouvertes."
    assert found.credited_with == {"B": ("E",)}


def test_insertions_at_one_place_stand_by_order_of_filing():
    late, early = (
        Amendment("1", (ReplaceWords("a", 12, 12, "utiles "),), 9),
        Amendment("2", (ReplaceWords("a", 11, 11, " libres"),), 3),
    )
    for adopted in ([late, early], [early, late]):
        assert consolidate(VERSION, adopted).text.unit("a").text == "Les données libres utiles sont ouvertes."


def test_a_removed_unit_keeps_who_removed_it_and_where_it_stood():
    found = consolidate(VERSION, [Amendment("A", (DeleteUnit("a"),))])
    (gone,) = found.removed_units
    assert (gone.unit.text, gone.parent, gone.after, gone.source) == (OPEN, "p", None, "A")


def test_a_new_heading_has_its_origin():
    found = consolidate(VERSION, [Amendment("H", (SetHeading("p", "Rouvrir"),))])
    assert (found.text.unit("p").heading, found.headings) == ("Rouvrir", {"p": "H"})


def test_an_edit_inside_a_deleted_container_is_a_conflict():
    with pytest.raises(Conflict):
        consolidate(VERSION, [Amendment("A", (DeleteUnit("p"),)), Amendment("B", (words("sont", "x"),))])


def test_a_unit_added_after_a_deleted_one_stays():
    new = Amendment("N", (InsertUnits("p", "a", (Unit("n", LEAF, text="Neuf."),)),), 1)
    found = consolidate(VERSION, [Amendment("A", (DeleteUnit("a"),), 0), new])
    assert [unit.key for unit in found.text.unit("p").children] == ["n"]
    assert found.origins == {"n": (Run(0, 5, "N"),)}


@some
@given(versions())
def test_nothing_adopted_gives_back_the_version_byte_for_byte(text):
    found = consolidate(text, [])
    assert canonical_json(canonical(found.text)) == canonical_json(canonical(text))
    assert all(run.source is None for runs in found.origins.values() for run in runs)


@some
@given(examined(), st.randoms(use_true_random=False))
def test_the_order_of_adoption_does_not_matter(case, chance: random.Random):
    text, found = case
    adopted = compatible(text, found)
    shuffled = adopted[:]
    chance.shuffle(shuffled)
    assert consolidate(text, shuffled) == consolidate(text, adopted)


@some
@given(examined())
def test_runs_of_origin_join_to_the_text(case):
    text, found = case
    reached = consolidate(text, compatible(text, found))
    leaves = {unit.key: unit.text for unit, _ in reached.text.walk() if unit.kind == LEAF}
    assert leaves.keys() == reached.origins.keys()
    for key, runs in reached.origins.items():
        assert [run.start for run in runs] == [0, *(run.end for run in runs)][: len(runs)]
        assert (runs[-1].end if runs else 0) == len(leaves[key])
        assert all(one.source != two.source for one, two in pairwise(runs))


@some
@given(examined())
def test_the_words_of_the_base_are_kept_or_their_removal_is_credited(case):
    text, found = case
    reached = consolidate(text, compatible(text, found))
    gone = {inner.key for removed in reached.removed_units for inner in removed.unit.walk()}
    for unit, _ in text.walk():
        if unit.kind != LEAF or unit.key in gone:
            continue
        after, parts = reached.text.unit(unit.key).text, []
        removals = list(reached.removals.get(unit.key, ()))
        for run in reached.origins[unit.key]:
            cursor = run.start
            while removals and removals[0].at < run.end:
                removal = removals.pop(0)
                if run.source is None:
                    parts.append(after[cursor : removal.at])
                    cursor = removal.at
                parts.append(removal.words)
            if run.source is None:
                parts.append(after[cursor : run.end])
        parts += [removal.words for removal in removals]
        assert "".join(parts) == unit.text


@some
@given(examined())
def test_removing_one_amendment_changes_only_its_own_runs(case):
    text, found = case
    adopted = compatible(text, found)
    # An identical twin, or an edit asked for twice, would take over the credit.
    assume(len({edit for one in adopted for edit in one.edits}) == sum(len(set(one.edits)) for one in adopted))
    assume(not any(identical(a, b, text) for a in adopted for b in adopted if a.id != b.id))
    assume(adopted)
    whole = consolidate(text, adopted)
    for left_out in adopted:
        fewer = consolidate(text, [one for one in adopted if one is not left_out])
        for other in (None, *(one.id for one in adopted if one is not left_out)):
            if other is not None:
                assert written_by(whole, other) == written_by(fewer, other)
        assert not written_by(fewer, left_out.id)


def written_by(found, source: str) -> list[tuple[str, str]]:
    units = {unit.key: unit.text for unit, _ in found.text.walk()}
    pieces = [
        (key, units[key][run.start : run.end])
        for key, runs in sorted(found.origins.items())
        for run in runs
        if run.source == source
    ]
    joined: dict[str, str] = {}
    for key, piece in pieces:
        joined[key] = joined.get(key, "") + piece
    return sorted(joined.items())


@some
@given(examined(most=1))
def test_one_amendment_consolidated_is_that_amendment_applied(case):
    text, found = case
    for amendment in found:
        assert said(consolidate(text, [amendment]).text) == said(apply(text, amendment.edits))


@some
@given(examined())
def test_a_conflict_is_raised_exactly_when_two_adopted_amendments_compete(case):
    text, found = case
    clash = any(competes(a, b, text) for a in found for b in found)
    if clash:
        with pytest.raises(Conflict):
            consolidate(text, found)
    else:
        consolidate(text, found)


@some
@given(phrases, phrases, phrases)
def test_three_insertions_at_one_place_never_depend_on_adoption(one, two, three):
    found = [
        Amendment(str(rank), (ReplaceWords("a", 11, 11, f" {new}"),), rank)
        for rank, new in enumerate((one, two, three))
    ]
    assert consolidate(VERSION, found) == consolidate(VERSION, found[::-1])
