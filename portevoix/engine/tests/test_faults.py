"""A refusal marks the very words at fault (R6)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.engine.legistics import read
from portevoix.engine.text import LEAF, Text, Unit

TEXT = Text(
    "Manifeste",
    (
        Unit("p", "proposition", "1", children=(
            Unit("a1", LEAF, text="Les données sont ouvertes."),
            Unit("a2", LEAF, text="L’État y contribue."),
        )),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("instructions", "fault"),
    [
        ("Supprimer gentiment l’alinéa 2.", "gentiment"),
        ("remplacer « fermées » par « closes »", "fermées"),
        ("À l’alinéa 7, supprimer le mot : « sont ».", "7"),
        ("Alinéa 7\nSupprimer cet alinéa.", "7"),
        ("À l’alinéa 1, après le mot : « données », insérer le mot : « publiques » puis danser.", "danser"),
        ("Bonjour à tous", None),
    ],
)
def test_the_words_at_fault_are_told_where_there_are_some(instructions, fault):
    (refusal,) = read(instructions, TEXT, "p").refusals
    found = None if refusal.word_start is None else instructions[refusal.word_start : refusal.word_end]
    assert found == fault


def test_a_sentence_after_one_that_is_read_is_marked_at_its_own_place():
    instructions = "Supprimer l’alinéa 2. Supprimer gentiment l’alinéa 1."
    (refusal,) = read(instructions, TEXT, "p").refusals
    assert refusal.word_start == instructions.index("gentiment")


@given(st.lists(st.sampled_from(
    ["À l’alinéa 1,", "supprimer", "le mot", ":", "« sont »", "« »", "« ", "Alinéa 9\n", "insérer", "puis", "les", "\n"]
), max_size=12))  # fmt: skip
def test_the_words_at_fault_are_always_in_what_was_typed(words):
    instructions = " ".join(words)
    for refusal in read(instructions, TEXT, "p").refusals:
        if refusal.word_start is not None:
            assert 0 <= refusal.word_start < refusal.word_end <= len(instructions)
