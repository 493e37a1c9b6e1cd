"""What amendments leave to coordinate is named, and nothing is mended by itself (R26)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.engine.legistics import left_at_odds
from portevoix.engine.legistics.coherence import remarks, restated
from portevoix.engine.text import Text, Unit

BEFORE = (
    "I. – L’article 2 est complété par deux alinéas ainsi rédigés :",
    "« a) Les communes ;",
    "« b) Les régions. »",
    "II. – L’article 3 est abrogé.",
)


def text(*alineas: str) -> Text:
    units = tuple(Unit(f"a{words[:12]}", "alinea", text=words) for words in alineas)
    return Text("T", (Unit("x", "article", "1", children=units),))


def odds(*after: str) -> list[str]:
    return [remark.fr for remark in left_at_odds(text(*BEFORE), text(*after))]


def test_nothing_is_at_odds_where_nothing_changed():
    assert odds(*BEFORE) == []


def test_a_number_of_alineas_that_is_no_longer_so_is_named():
    (remark,) = odds(*BEFORE[:3], "« c) Les départements. »", BEFORE[3])
    assert "annonce 2 alinéas, 3 suivent" in remark and "L’article 2 est complété" in remark


def test_a_number_of_articles_that_is_no_longer_so_is_named():
    after = ("Il est inséré un article 3 ainsi rédigé :", "« Art. 3. – Un.", "« Art. 4. – Deux. »")
    (remark,) = odds(*BEFORE, *after)
    assert "annonce 1 article, 2 suivent" in remark


def test_a_number_given_twice_in_one_list_is_named():
    assert odds(*BEFORE, "II. – Fin.") == ["le numéro « II » est donné deux fois dans la même liste."]


def test_each_list_numbers_its_own():
    assert odds(*BEFORE[:3], "II. – L’article 3 est complété par un alinéa ainsi rédigé :", "« a) Tous. »") == []


def test_what_was_at_odds_already_is_not_laid_to_amendments():
    wrong = (BEFORE[0], BEFORE[1], BEFORE[3])
    assert left_at_odds(text(*wrong), text(*wrong, "III. – Fin.")) == []


@pytest.mark.parametrize(
    ("said", "there", "proposed"),
    [
        ("Il est inséré un alinéa ainsi rédigé :", 2, "Sont insérés deux alinéas ainsi rédigés :"),
        ("2° Après le I, sont ajoutés deux alinéas ainsi rédigés :", 1,
         "2° Après le I, il est ajouté un alinéa ainsi rédigé :"),
        ("Après le I, est également créé un nouvel alinéa ainsi rédigé :", 3,
         "Après le I, sont également créés trois nouveaux alinéas ainsi rédigés :"),
        ("il est inséré deux alinéas ainsi rédigés :", 3, "il est inséré trois alinéas ainsi rédigés :"),
        ("Le 2° est complété par deux alinéas ainsi rédigés :", 21,
         "Le 2° est complété par vingt et un alinéas ainsi rédigés :"),
        ("L’alinéa 2 est remplacé par les 2 alinéas suivants :", 3, "L’alinéa 2 est remplacé par les 3 alinéas suivants :"),
        ("Après l’alinéa 2, insérer quatre alinéas ainsi rédigés :", 80,
         "Après l’alinéa 2, insérer quatre-vingts alinéas ainsi rédigés :"),
    ],
)  # fmt: skip
def test_the_number_and_what_agrees_with_it_are_proposed(said, there, proposed):
    assert restated(said, there) == proposed


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("L’article est complété par un III et deux alinéas ainsi rédigés :", 3),  # the III counts too, or not
        ("L’article est complété par un III et par deux alinéas ainsi rédigés :", 3),
        ("Les dispositions prévoient deux alinéas ainsi rédigés :", 3),  # no verb that we know
        ("Un alinéa ainsi rédigé :", 2),
        ("Il est remplacé par les deux alinéas suivants :", 1),
        ("Il est remplacé par les deux derniers alinéas suivants :", 3),
        ("IL EST INSÉRÉ UN ALINÉA AINSI RÉDIGÉ :", 2),
        ("Il est inséré un alinéa ainsi rédigé :", 100),
        ("II. – L’article 3 est abrogé.", 2),
    ],
)
def test_nothing_is_proposed_where_the_wording_is_not_certain(said, there):
    assert restated(said, there) is None


@pytest.mark.parametrize(
    ("said", "names", "proposed"),
    [
        ("Il est inséré un article 3 ainsi rédigé :", ["3", "4"], "Sont insérés deux articles 3 et 4 ainsi rédigés :"),
        ("sont insérés deux articles L. 3 et L. 4 ainsi rédigés :", ["L. 3", "L. 3 bis", "L. 4"],
         "sont insérés trois articles L. 3, L. 3 bis et L. 4 ainsi rédigés :"),
        ("sont insérés deux articles 3 et 4 ainsi rédigés :", ["4"], "il est inséré un article 4 ainsi rédigé :"),
        ("sont insérés trois articles 3 à 5 ainsi rédigés :", ["3", "4", "5", "6"], None),  # what is in between?
        ("Il est inséré un article 3 ainsi rédigé :", ["4", "5"], None),  # not the one that was announced
        ("Il est inséré un article 3 ainsi rédigé :", ["3", "3"], None),
        ("Il est inséré un article 3 ainsi rédigé :", ["3", None], None),
    ],
)  # fmt: skip
def test_articles_are_announced_by_their_names(said, names, proposed):
    assert restated(said, len(names), names) == proposed


def test_the_proposal_comes_with_the_remark_and_leaves_the_rest_of_the_alinea_as_it_is():
    said = "III. – Après l’article\u00a02, il est inséré un article\u202f3 ainsi rédigé\u00a0:"
    (remark,) = left_at_odds(text(*BEFORE), text(*BEFORE, said, "« _Art. 3._ – Un.", "« Art. 4. – Deux. »"))
    assert remark.proposal == (
        "III. – Après l’article\u00a02, sont insérés deux articles\u202f3 et 4 ainsi rédigés\u00a0:"
    )


def test_nothing_is_proposed_for_an_alinea_that_was_at_odds_before_the_amendments():
    wrong = text(BEFORE[0], BEFORE[1], BEFORE[3])
    more = text(*BEFORE[:3], "« c) Les départements. »", BEFORE[3])
    (remark,) = left_at_odds(wrong, more)
    assert (remark.fr.split("annonce ")[1], remark.proposal) == ("2 alinéas, 3 suivent.", None)


def test_a_number_given_twice_is_left_to_a_person():
    (remark,) = left_at_odds(text(*BEFORE), text(*BEFORE, "II. – Fin."))
    assert remark.proposal is None


VERBS = {
    1: ("il est inséré", "est inséré", "Il est ajouté", "L’article 2 est complété par", "2° insérer"),
    2: ("sont insérés", "Sont ajoutés", "il est inséré", "L’article 2 est complété par", "2° insérer"),
}
counts = st.integers(1, 99)


@st.composite
def announcements(draw):
    """An alinéa that announces a number of others, and how many there are once the text is amended."""
    said, there = draw(st.lists(counts, min_size=2, max_size=2, unique=True))
    verb = draw(st.sampled_from(VERBS[min(said, 2)]))
    head = draw(st.sampled_from(["", "2° Après le premier alinéa, ", "II. – À la fin (nouveau), "]))
    in_words = restated("par un alinéa ainsi rédigé :", said).removeprefix("par ").rpartition(" alinéa")[0]
    number = draw(st.sampled_from([str(said), in_words]))
    s = "s" if said > 1 else ""
    how = draw(st.sampled_from([f" ainsi rédigé{s}", f" suivant{s}", f" ainsi rédigé{s} suivant{s}"]))
    space = draw(st.sampled_from([" ", "\u00a0", "\u202f"]))
    return f"{head}{verb} {number} alinéa{s}{how}{space}:", said, there


@given(announcements())
def test_once_the_proposal_is_taken_nothing_is_left_to_say_of_the_alinea(announced):
    words, said, there = announced

    def announcing(words, many):
        following = tuple(Unit(f"q{rank}", "alinea", text="« Un alinéa. »") for rank in range(many))
        return Text("T", (Unit("x", "article", "1", children=(Unit("a", "alinea", text=words), *following)),))

    (remark,) = left_at_odds(announcing(words, said), announcing(words, there))
    assert remark.unit == "a" and remark.proposal and remark.proposal != words
    assert list(remarks(announcing(remark.proposal, there))) == []


WORDS = ("il", "est", "sont", "Sont", "inséré", "insérés", "par", "les", "et", ",", "un", "deux", "3", "II.", "insérer")


@given(st.lists(st.sampled_from(WORDS), max_size=5), st.integers(1, 4), counts)
def test_whatever_an_alinea_says_what_is_proposed_announces_what_is_there(words, said, there):
    words = f"{' '.join(words)} {said} alinéas ainsi rédigés :"
    if (proposed := restated(words, there)) is not None:
        units = (Unit("a", "alinea", text=proposed), *(Unit(f"q{rank}", "alinea", text="« X") for rank in range(there)))
        assert list(remarks(Text("T", units))) == []
