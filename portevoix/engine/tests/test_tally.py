"""Quorum and majorities in whole numbers (R41, R44 to R46)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.engine.tally import Majority, decide, quorum


def test_the_worked_example_of_a_vote():
    assert quorum(44) == 23
    simple = decide(14, 11, Majority.SIMPLE)
    assert (simple.adopted, simple.cast) == (True, 25)
    qualified = decide(14, 11, Majority.TWO_THIRDS)
    assert not qualified.adopted
    assert "14 × 3 = 42 < 25 × 2 = 50" in qualified.why_fr
    assert "14 × 3 = 42 < 25 × 2 = 50" in qualified.why_en


@pytest.mark.parametrize(("members", "expected"), [(27, 14), (44, 23), (1, 1), (2, 2), (0, 0)])
def test_the_quorum_is_more_than_half(members, expected):
    assert quorum(members) == expected


def test_the_quorum_may_be_a_third_reached_or_passed():
    assert quorum(27, numerator=1, denominator=3, strict=False) == 9
    assert quorum(27, numerator=1, denominator=3) == 10


@pytest.mark.parametrize(
    ("votes_for", "against", "majority", "adopted"),
    [
        (2, 1, Majority.TWO_THIRDS, True),
        (199, 100, Majority.TWO_THIRDS, False),
        (3, 2, Majority.THREE_FIFTHS, True),
        (1, 1, Majority.ABSOLUTE, False),
        (2, 1, Majority.ABSOLUTE, True),
        (0, 0, Majority.SIMPLE, False),
        (0, 0, Majority.TWO_THIRDS, False),
    ],
)
def test_a_share_is_compared_exactly(votes_for, against, majority, adopted):
    assert decide(votes_for, against, majority).adopted is adopted


def test_an_absolute_majority_may_be_counted_on_members():
    assert not decide(14, 2, Majority.ABSOLUTE, members=44).adopted
    assert decide(23, 2, Majority.ABSOLUTE, members=44).adopted


def test_the_chair_decides_a_tie_in_a_public_vote():
    won, lost = decide(5, 5, Majority.SIMPLE, chair="for"), decide(5, 5, Majority.SIMPLE, chair="against")
    assert (won.adopted, won.tie_broken, lost.adopted, lost.tie_broken) == (True, True, False, True)


def test_a_tie_rejects_when_the_chair_did_not_vote_or_the_ballot_is_secret():
    assert not decide(5, 5, Majority.SIMPLE).adopted
    secret = decide(5, 5, Majority.SIMPLE, chair="for", secret=True)
    assert (secret.adopted, secret.tie_broken) == (False, False)


@pytest.mark.parametrize(("votes_for", "against", "members"), [(-1, 0, None), (0, -1, None), (3, 3, 5)])
def test_impossible_numbers_are_refused(votes_for, against, members):
    with pytest.raises(ValueError):
        decide(votes_for, against, Majority.ABSOLUTE, members=members)


@given(st.integers(0, 10**30), st.integers(0, 10**30))
def test_two_thirds_are_exact_however_large_the_weights(votes_for, against):
    expected = votes_for * 3 >= (votes_for + against) * 2 and votes_for + against > 0
    assert decide(votes_for, against, Majority.TWO_THIRDS).adopted is expected
