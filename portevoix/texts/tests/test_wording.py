import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.texts.wording import Segment, in_sentences, with_changes, with_origins


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Un accueil. Il est proche.", ["Un accueil. ", "Il est proche."]),
        ("Est-ce possible\u202f? Oui\u202f! Voilà.", ["Est-ce possible\u202f? ", "Oui\u202f! ", "Voilà."]),
        (
            "Elle dit\u202f: «\u202fVenez.\u202f» Ils vinrent.",
            ["Elle dit\u202f: «\u202fVenez.\u202f» ", "Ils vinrent."],
        ),
        ("Voir art. 3 et M. Durand.", ["Voir art. 3 et M. Durand."]),
        ("À 12.5 % du total. État partenaire.", ["À 12.5 % du total. ", "État partenaire."]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(words, expected):
    assert [run.words for run in in_sentences(words)] == expected


@given(st.text(alphabet="aÀ .!?…»«\u202f(1"))
def test_sentences_joined_give_the_words_back_each_at_its_place(words):
    runs = in_sentences(words)
    assert "".join(run.words for run in runs) == words
    assert all(words[run.start :].startswith(run.words) for run in runs)


def test_origins_cover_the_words_and_name_the_amendment():
    assert with_origins("un deux trois", [[0, 3, None], [3, 7, "amendment:1/12"], [7, 13, None]]) == [
        Segment("un ", start=0), Segment("deux", "from", "1/12", 3), Segment(" trois", start=7),
    ]  # fmt: skip


def test_a_word_replaced_shows_the_old_one_then_the_new_one_and_names_the_amendment_once():
    runs = with_changes("un deux", [[0, 3, None], [3, 7, "amendment:1/12"]], [[3, "trois", "amendment:1/12"]], 1)
    assert [(run.words, run.kind, run.source) for run in runs] == [
        ("un ", "", None), ("trois", "del", None), ("deux", "ins", "1/12"),
    ]  # fmt: skip


def test_changes_of_an_earlier_round_are_plain_words():
    runs = with_changes("un deux", [[0, 3, "amendment:1/4"], [3, 7, "amendment:2/1"]], [[0, "x", "amendment:1/4"]], 2)
    assert [(run.words, run.kind) for run in runs] == [("un ", ""), ("deux", "ins")]


def test_words_removed_at_the_end_are_shown_at_the_end():
    runs = with_changes("un", [[0, 2, None]], [[2, " deux", "amendment:1/4"]], 1)
    assert [(run.words, run.kind, run.number) for run in runs] == [("un", "", ""), (" deux", "del", "4")]
