"""A Senate set is put in the order of examination without the text it amends (R7, R9)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.engine.senate import order
from portevoix.engine.senate.ordering import subdivision_rank
from portevoix.engine.tests.filed import PLEDGE, beside, filed, groups, numbers, on


def test_subdivisions_stand_in_the_order_of_the_text():
    listed = [
        "Motions",
        "Article liminaire",
        "Article 1er",
        "art. add. après Article 1er",
        "Article 2 bis AA",
        "Article 2 bis A (nouveau)",
        "Article 2 bis",
        "art. add. avant Article 3",
        "Article 3 (Supprimé)",
        "div. add. après Article 3",
        "Article 10",
        "Intitulé du projet de loi",
        "",
    ]
    assert sorted(listed[5:] + listed[:5], key=subdivision_rank) == listed


def test_the_whole_article_then_alineas_then_its_end_then_what_is_beside():
    assert numbers(
        beside("1", "Le Gouvernement remet un rapport."),
        on("2", "Compléter cet article par un alinéa ainsi rédigé :", "Un bilan est publié."),
        on("3", "Alinéa 4", "Supprimer cet alinéa."),
        on("4", "Alinéa 2", "Supprimer cet alinéa."),
        on("5", "Rédiger ainsi cet article :", "Rien ne change."),
        on("6", "Supprimer cet article."),
    ) == ["6", "5", "4", "3", "2", "1"]


def test_at_one_place_the_furthest_first():
    assert numbers(
        on("1", "Après l’alinéa 3", "Insérer un alinéa ainsi rédigé :", "Neuf."),
        on("2", "Alinéa 3", "Compléter cet alinéa par les mots :", "et publiques"),
        on("3", "Alinéa 3, seconde phrase", "Supprimer cette phrase."),
        on("4", "Alinéa 3, première phrase", "Remplacer le mot :", "peut", "par le mot :", "doit"),
        on("5", "Alinéa 3", "Rédiger ainsi cet alinéa :", "Autre."),
        on("6", "Alinéa 3", "Supprimer cet alinéa."),
        on("7", "Alinéas 3 à 9", "Supprimer ces alinéas."),
    ) == ["7", "6", "5", "2", "4", "3", "1"]


def test_what_a_sentence_does_is_read_with_its_place():
    assert numbers(
        on("1", "Compléter l’alinéa 3 par les mots :", "« et publiques »"),
        on("2", "À l’alinéa 3, substituer au mot :", "« peut »", "le mot :", "« doit »"),
        on("3", "Rédiger ainsi l’alinéa 3 :", "« Autre. »"),
        on("4", "En conséquence, supprimer l’alinéa 3."),
    ) == ["4", "3", "2", "1"]


def test_the_amount_furthest_from_the_text_first():
    def amount(number, new):
        return on(number, "Alinéa 2", "Remplacer le montant :", "1 000 €", "par le montant :", new)

    assert numbers(amount("1", "1 100 €"), amount("2", "5 000,50 €"), amount("3", "900 €")) == ["2", "1", "3"]


def test_an_amount_is_read_among_the_words_that_hold_it():
    def limited(number, old, new):
        return beside(number, f"Au I de l’article 97 du code du sport, {old} sont remplacés par les mots : « {new} ».")

    assert numbers(
        limited("1", "les mots : « 40 % »", "50 %"), limited("2", "les mots : « dans la limite de 40 % »", "de 90 %")
    ) == ["2", "1"]


def test_the_first_place_of_an_amendment_decides_where_it_stands():
    several = on(
        "1", "I. – Alinéa 5", "Supprimer cet alinéa.", "II. – En conséquence, alinéa 2", "Supprimer cet alinéa."
    )
    assert numbers(several, on("2", "Alinéa 4", "Supprimer cet alinéa.")) == ["2", "1"]


@pytest.mark.parametrize(
    "line",
    [
        "Supprimer l’alinéa 7.",
        "II. – En conséquence, supprimer l'alinéa 7.",
        "À la première phrase de l’alinéa 7, substituer au mot : « peut » le mot : « doit ».",
        "A l’alinéa 7, après le mot : « peut », insérer le mot : « toujours ».",
        "La fin de l’alinéa 7, après le mot : « peut », est ainsi rédigée : « agir ».",
        "L’alinéa 7 est supprimé.",
        "Compléter l’alinéa 7 par les mots : « et publiques ».",
        "Alinéas 7, 9 et 11 à 13",
        "1° Alinéa 7, tableau, troisième ligne",
        "Après l’alinéa 7, insérer un alinéa ainsi rédigé :",
    ],
)
def test_the_place_is_read_wherever_the_sentence_says_it(line):
    near = (on("1", "Alinéa 8", "Supprimer cet alinéa."), on("2", "Alinéa 6", "Supprimer cet alinéa."))
    assert numbers(*near, on("3", line)) == ["2", "3", "1"]


def test_where_the_words_say_no_place_the_column_does():
    assert numbers(
        on("1", "Alinéa 3", "Supprimer cet alinéa."),
        filed("2", "Article 2", "Mots incompris.", alinea="2"),
        filed("3", "Article 2", alinea="Amendement de suppression"),
    ) == ["3", "2", "1"]


def test_what_has_no_known_place_stands_last_in_its_article_and_is_not_lost():
    assert numbers(on("1", "Mots incompris."), on("2", "Supprimer cet article."), filed("3", "")) == ["2", "1", "3"]


def test_additional_articles_follow_what_they_change_in_codes():
    assert numbers(
        beside("1", "L’article 3 de la loi n° 99-12 du 5 mai 1999 est abrogé."),
        beside("2", "Après l’article L. 12-3 du code du sport, il est inséré un article L. 12-4 ainsi rédigé :"),
        beside("3", "L’article L. 12-3 du code du sport est complété par un alinéa ainsi rédigé :"),
        beside("4", "Le b du 2° du I de l’article L. 12-3 du code du sport est abrogé."),
        beside("5", "Au I de l’article L. 12-3 du code du sport, le mot : « un » est remplacé par le mot : « deux »."),
        beside("6", "L’article L. 12-3 du code du sport est ainsi modifié :", "1° Le 1° du I est abrogé ;"),
        beside("7", "Le code du sport est ainsi modifié :", "1° L’article L. 9-1 est abrogé ;"),
        beside("8", "L’article 5 du code de l’énergie est abrogé."),
    ) == ["7", "5", "6", "4", "3", "2", "8", "1"]


def test_codes_stand_by_their_names_after_the_one_that_the_set_changes_most():
    assert numbers(
        beside("1", "L’article 2 de la loi n° 99-12 du 5 mai 1999 est abrogé."),
        beside("2", "L’article L. 3 du code de l’environnement est abrogé."),
        beside("3", "L’article 4 du code des douanes est abrogé."),
        beside("4", "L’article L. 9 du code du sport est abrogé."),
        beside("5", "L’article L. 8 du code du sport est abrogé."),
        beside("6", "L’article L. 7 du code du sport est abrogé."),
        beside("7", "L’article L. 6 du code du sport est abrogé."),
    ) == ["7", "6", "5", "4", "3", "2", "1"]


def test_the_code_that_amendments_on_the_article_name_stands_first_after_it():
    added = ("Après l’alinéa 4", "Insérer un alinéa ainsi rédigé :", "...° L’article 9 du code du sport est abrogé ;")
    assert numbers(
        beside("1", "L’article 3 du code des douanes est abrogé."),
        beside("2", "L’article 4 du code des douanes est abrogé."),
        beside("3", "L’article L. 8 du code du sport est abrogé."),
        on("4", *added),
    ) == ["4", "3", "1", "2"]


def test_what_completes_an_article_follows_the_codes_by_name():
    def completed(number, line):
        return on(number, "Compléter cet article par un paragraphe ainsi rédigé :", line)

    assert numbers(
        completed("1", "... – L’article 3 du code du sport est abrogé."),
        completed("2", "... – L’article L. 90 du code de commerce est abrogé."),
        completed("3", "... – L’article L. 80 du code de commerce est abrogé."),
    ) == ["3", "2", "1"]


def test_an_additional_article_stands_at_what_it_changes_not_at_what_it_does_it_for():
    told = "Pour l’application de l’article 2 du code du sport, le I de l’article 97 du même code est complété par un alinéa."
    assert numbers(
        beside("1", told),
        beside("2", "L’article 96 du code du sport est abrogé."),
        beside("3", "L’article 98 du code du sport est abrogé."),
    ) == ["2", "1", "3"]


def test_a_table_of_a_code_is_read_line_by_line_however_it_is_named():
    table = "tableau{} 2° du I de l’article 97 du code du sport"
    last = table.format(" constituant le second alinéa du")
    assert numbers(
        beside("1", f"Le troisième alinéa du {table.partition(' ')[2][4:]} est abrogé."),
        beside("2", f"La quarantième ligne du {table.format(' B du second alinéa du')} est supprimée."),
        beside("3", f"Après la dixième ligne du {last}, est insérée une ligne ainsi rédigée :"),
        beside(
            "4", f"Le {table.format(' constituant le')} est ainsi modifié :", "1° La troisième ligne est supprimée ;"
        ),
        beside("5", f"À la deuxième ligne du {table.format(' du')}, le mot : « un » est supprimé."),
    ) == ["5", "4", "3", "2", "1"]


def test_a_report_after_the_promulgation_of_the_law_is_in_no_law():
    assert numbers(
        beside("1", "Dans un délai d’un an à compter de la promulgation de la présente loi, un rapport est remis."),
        beside("2", "Une étude porte sur l’article 97 du code du sport."),
    ) == ["2", "1"]


def test_at_equal_places_the_one_that_takes_more_paragraphs_to_say_first():
    def replaced(number, *others):
        return on(number, "I. – Alinéa 3", "Remplacer le mot :", "un", "par le mot :", "deux", *others)

    assert numbers(
        replaced("1"),
        replaced("2", "II. – Après l’alinéa 5", "Insérer un alinéa ainsi rédigé :", "Un bilan suit."),
        replaced("3", "II. – Après l’alinéa 5", "Insérer deux alinéas ainsi rédigés :", "Un bilan suit.", "Un autre."),
    ) == ["3", "2", "1"]


def test_at_equal_places_the_next_place_decides():
    def rewritten(number, last):
        return on(
            number, "I. – Alinéa 3", "Rédiger ainsi cet alinéa :", number, f"II. – {last}", "Supprimer cet alinéa."
        )

    assert numbers(rewritten("1", "Alinéa 8"), rewritten("2", "Alinéa 7")) == ["2", "1"]


def test_of_three_rewritings_of_one_table_the_furthest_from_what_they_share_first():
    def table(number, *cells):
        return on(number, "Alinéa 3, tableau", "Rédiger ainsi ce tableau :", "Communes", "12", "14", *cells)

    assert numbers(
        table("1", "Régions", "20", "22"),
        table("2", "Régions", "20", "23"),
        table("3", "5"),
    ) == ["3", "1", "2"]


def test_identical_ones_stand_in_the_order_of_filing():
    words = ("Après l’alinéa 3", "Insérer un alinéa ainsi rédigé :", "« Un bilan suit. »")
    other = on("3", "Après l’alinéa 3", "Insérer un alinéa ainsi rédigé :", "« Un bilan", "suit. »")
    assert numbers(on("4", *words), other, on("2", *words)) == ["2", "3", "4"]


def test_additions_inside_an_article_follow_the_code_that_it_amends():
    def added(number, line):
        return on(number, "Après l’alinéa 4", "Insérer un alinéa ainsi rédigé :", line)

    assert numbers(
        added("1", "...° Après l’article 97 du code du sport, il est inséré un article 97 bis ;"),
        added("2", "...° L’article 97 est complété par les mots : « et du sport » ;"),
        added("3", "...° Au dernier alinéa de l’article 96, le mot : « un » est supprimé ;"),
    ) == ["3", "2", "1"]


def test_a_sub_amendment_stands_before_its_parent_whatever_its_prefix():
    parent = on("I-4 rect. bis", "Alinéa 3", "Supprimer cet alinéa.")
    other = on("I-5", "Alinéa 2", "Supprimer cet alinéa.")
    sub = filed("I-6", "Article 2", "Amendement n° 4", "Alinéa 1", "Supprimer cet alinéa.", nature="S/Amt")
    listed = groups(parent, other, sub)
    assert list(listed) == ["I-5", "I-6", "I-4 rect. bis"]
    assert listed["I-6"].parent == "I-4 rect. bis"


def test_a_sub_amendment_may_name_its_parent_after_the_place():
    parent = on("1181", "Après l’alinéa 3", "Insérer un alinéa ainsi rédigé :", "Un bilan suit.")
    sub = on("1190", "Alinéa 2 de l’amendement n° 1181", "Supprimer cet alinéa.")
    assert groups(parent, sub)["1190"].parent == "1181"


def test_what_amends_a_sub_amendment_stands_with_its_family():
    parent = on("1", "Alinéa 3", "Supprimer cet alinéa.")
    sub = on("2", "Amendement n° 1", "Alinéa 1", "Supprimer cet alinéa.")
    listed = groups(on("3", "Amendement n° 2", "Alinéa 1", "Supprimer cet alinéa."), sub, parent)
    assert list(listed)[-1] == "1"
    assert listed["3"].parent == "2"


def test_a_sub_amendment_whose_parent_is_not_in_the_set_stands_for_itself():
    assert groups(on("1", "Amendement n° 8", "Alinéa 1", "Supprimer cet alinéa."))["1"].parent is None


def test_amendments_that_name_each_other_as_parents_are_all_listed():
    one = filed("1", "Article 2", "Amendement n° 2", "Alinéa 1", "Supprimer cet alinéa.")
    two = filed("2", "Article 2", "Amendement n° 1", "Alinéa 1", "Supprimer cet alinéa.")
    assert sorted(numbers(one, two)) == ["1", "2"]


LINES = st.sampled_from(
    [
        "Alinéa 3",
        "Alinéas 2 à 9999",
        "Après l’alinéa 2",
        "Supprimer cet alinéa.",
        "Amendement n° 2",
        "Insérer un alinéa ainsi rédigé :",
        "« Un rapport est remis. »",
        "Supprimer cet article.",
        "L’article L. 1-2 du code du sport est ainsi modifié :",
        "1° Le I est complété par un alinéa ainsi rédigé :",
        *PLEDGE,
    ]
)


@given(
    st.lists(st.tuples(st.sampled_from(["Article 2", "art. add. après Article 2", ""]), st.lists(LINES)), max_size=12)
)
def test_every_amendment_is_listed_once_and_groups_stand_together(drawn):
    amendments = [filed(str(rank), place, *lines) for rank, (place, lines) in enumerate(drawn, 1)]
    listed = order(amendments)
    assert sorted(found.number for found in listed) == sorted(found.number for found in amendments)
    for kind in ("identical", "common_discussion"):
        tops = [getattr(found, kind) for found in listed if found.parent is None]
        seen = [group for rank, group in enumerate(tops) if group and (rank == 0 or tops[rank - 1] != group)]
        assert len(seen) == len(set(seen))
