"""What amendments leave to coordinate is named, and nothing is mended by itself (R26)."""

from portevoix.engine.legistics import left_at_odds
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
