"""Identical amendments and common discussions are found in the words of a Senate set (R8)."""

from __future__ import annotations

import pytest

from portevoix.engine.tests.filed import PLEDGE, beside, groups, on

LONG = (
    "Les communes, les départements et les régions qui ouvrent leurs données les publient dans un format libre, "
    "documenté et réutilisable, dans les conditions {} à l’article 4, et rendent compte chaque année de ce qui a été "
    "publié, de ce qui ne l’a pas été et des raisons qui y ont fait obstacle, devant leur assemblée et sur leur site, "
    "sans que cette publication puisse retarder celle que la loi demande déjà pour {} années. Elles associent à ce "
    "compte rendu les associations, les entreprises et les habitants qui réutilisent ces données, recueillent leurs "
    "demandes et leurs critiques, y répondent dans un délai raisonnable et publient leurs réponses avec les demandes, "
    "dans les mêmes formats et sous la même licence que les données elles-mêmes, sans frais pour qui les consulte."
)


def identical(*amendments):
    return len({listed.identical for listed in groups(*amendments).values()} - {None}) == 1


def together(*amendments):
    return len({listed.common_discussion for listed in groups(*amendments).values()} - {None}) == 1


def added(number, words):
    return on(number, "Alinéa 3", "Rédiger ainsi cet alinéa :", words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Le délai est de 1 000 jours.", "« Le délai est de 1000 jours » ;"),
        ("L’État publie – chaque année.", "L'Etat publie -  chaque année"),
        (LONG.format("prévues", "trois"), LONG.format("mentionnées", "trois")),
    ],
)
def test_typography_and_editing_do_not_make_two_amendments_different(one, other):
    assert identical(added("1", one), added("2", other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Le délai est de 1 000 jours.", "Le délai est de 2 000 jours."),
        (LONG.format("prévues", "trois"), LONG.format("prévues", "quatre")),
        (LONG.format("prévues", "trois"), LONG.format("qui ne sont pas prévues", "trois")),
    ],
)
def test_numbers_and_negations_do(one, other):
    assert not identical(added("1", one), added("2", other))


def test_the_usual_pledge_goes_without_saying():
    bare = on("1", "Alinéa 3", "Supprimer cet alinéa.")
    assert identical(bare, on("2", "I. – Alinéa 3", "Supprimer cet alinéa.", *PLEDGE))


def test_another_pledge_sets_amendments_apart():
    other = "II. – La perte de recettes est compensée par une hausse de la taxe sur les bureaux."
    assert not identical(
        on("1", "I. – Alinéa 3", "Supprimer cet alinéa.", *PLEDGE),
        on("2", "I. – Alinéa 3", "Supprimer cet alinéa.", other),
    )


def test_the_code_that_the_article_amends_need_not_be_named_again():
    words = "...° À l’article 97{}, le mot : « un » est supprimé ;"
    assert identical(
        on("1", "Après l’alinéa 2", "Insérer un alinéa ainsi rédigé :", words.format("")),
        on("2", "Après l’alinéa 2", "Insérer un alinéa ainsi rédigé :", words.format(" du code du sport")),
    )


def test_the_same_words_on_two_articles_are_not_identical():
    listed = groups(on("1", "Supprimer cet article."), beside("2", "Supprimer cet article."))
    assert [found.identical for found in listed.values()] == [None, None]


def test_those_that_touch_one_alinea_are_discussed_together():
    wide = on("1", "Alinéas 2 à 5", "Supprimer ces alinéas.")
    assert together(wide, on("2", "Alinéa 4", "Compléter cet alinéa par le mot :", "libre"))
    assert not together(wide, on("2", "Alinéa 6", "Compléter cet alinéa par le mot :", "libre"))


def test_what_is_added_between_alineas_that_go_is_discussed_with_their_deletion():
    inside = on("1", "Après l’alinéa 4", "Insérer un alinéa ainsi rédigé :", "Un bilan suit.")
    assert together(inside, on("2", "Alinéas 3 à 5", "Supprimer ces alinéas."))
    assert not together(inside, on("2", "Alinéas 3 et 4", "Supprimer ces alinéas."))


def test_an_article_rewritten_from_its_first_alinea_on_is_not_discussed_with_what_is_added_in_it():
    inside = on("1", "Après l’alinéa 4", "Insérer un alinéa ainsi rédigé :", "Un bilan suit.")
    assert not together(inside, on("2", "Alinéas 1 à 9", "Remplacer ces alinéas par un alinéa ainsi rédigé :", "Rien."))


def test_a_place_far_from_the_first_does_not_bring_a_discussion_in():
    far = on("1", "I. – Alinéa 3", "Supprimer cet alinéa.", "II. – Alinéa 60", "Supprimer cet alinéa.")
    assert not together(far, on("2", "Alinéa 60", "Compléter cet alinéa par le mot :", "libre"))
    near = on("1", "I. – Alinéa 3", "Supprimer cet alinéa.", "II. – Alinéa 4", "Supprimer cet alinéa.")
    assert together(near, on("2", "Alinéa 4", "Compléter cet alinéa par le mot :", "libre"))


def test_those_that_add_much_the_same_are_discussed_together():
    words = "Les données publiques des communes de plus de {} habitants sont ouvertes."
    assert together(
        on("1", "Après l’alinéa 4", "Insérer un alinéa ainsi rédigé :", f"« {words.format('3 500')} »"),
        on("2", "Alinéa 5", "Rédiger ainsi cet alinéa :", f"« {words.format('10 000')} »"),
    )
    assert not together(
        on("1", "Après l’alinéa 4", "Insérer un alinéa ainsi rédigé :", f"« {words.format('3 500')} »"),
        on("2", "Après l’alinéa 4", "Insérer un alinéa ainsi rédigé :", "« Le Gouvernement remet un rapport. »"),
    )


def test_those_that_change_the_same_words_of_a_code_are_discussed_together():
    def taxed(number, new):
        return beside(number, f"Au I de l’article 97 du code du sport, le taux : « 5 % » est remplacé par : « {new} ».")

    other = beside("3", "Au I de l’article 97 du code du sport, le mot : « libre » est supprimé.")
    assert together(taxed("1", "8 %"), taxed("2", "6 %"))
    assert not together(taxed("1", "8 %"), other)


def test_a_place_of_a_code_that_goes_is_discussed_with_what_changes_it():
    gone = beside("1", "Le I de l’article 97 du code du sport est abrogé.")
    assert together(gone, beside("2", "Au b du I de l’article 97 du code du sport, le mot : « libre » est supprimé."))
    assert not together(gone, beside("2", "Au II de l’article 97 du code du sport, le mot : « libre » est supprimé."))


def test_one_that_says_all_that_another_says_is_discussed_with_it_wherever_in_the_law():
    words = "« Les vélos à assistance électrique achetés par les communes »"
    assert together(
        beside("1", "Le 4° de l’article 97 du code du sport est complété par un alinéa ainsi rédigé :", words),
        beside(
            "2",
            "Au 2° de l’article 8 du code du sport, il est ajouté un alinéa ainsi rédigé :",
            words[:-2] + " neufs »",
        ),
    )


def test_every_place_that_an_amendment_changes_counts():
    listed = beside(
        "1",
        "I. – Le code du sport est ainsi modifié :",
        "1° L’article 5 est abrogé ;",
        "2° Le II de l’article 97 est ainsi modifié :",
        "a) Au premier alinéa, le taux : « 5 % » est remplacé par le taux : « 8 % » ;",
        "b) Le dernier alinéa est supprimé.",
        "II. – L’article L. 8 du code de commerce est abrogé.",
    )
    rate = "Au {} du {} de l’article 97 du code du sport, le taux : « 5 % » est remplacé par le taux : « 2 % »."
    assert together(listed, beside("2", rate.format("premier alinéa", "II")))
    assert not together(listed, beside("2", rate.format("premier alinéa", "I")))
    assert not together(listed, beside("2", rate.format("deuxième alinéa", "II")))
    assert together(listed, beside("2", rate.format("dernier alinéa", "II")))
    assert together(listed, beside("2", "L’article L. 8 du code de commerce est complété par une phrase."))


def test_each_of_the_articles_that_one_sentence_repeals_counts():
    gone = beside("1", "Les articles 12 ter B, 20 B et 44 quater B du code du sport sont abrogés.")
    assert together(gone, beside("2", "Au I de l’article 44 quater B du code du sport, le mot : « un » est supprimé."))
    assert not together(
        gone, beside("2", "Au I de l’article 44 quater C du code du sport, le mot : « un » est supprimé.")
    )


def test_two_that_lean_on_the_same_words_of_a_code_are_discussed_together():
    def inserted(number, where, words):
        line = (
            f"Au I de l’article 97 du code du sport, après le mot : « {where} », sont insérés les mots : « {words} »."
        )
        return beside(number, line)

    assert together(inserted("1", "communes", "et régions"), inserted("2", "communes", "de montagne"))
    assert not together(inserted("1", "communes", "et régions"), inserted("2", "écoles", "de montagne"))


def test_what_is_added_in_one_place_is_compared_apart_from_the_rest():
    def taxed(number, words, *before):
        return beside(number, *before, "L’article 97 du code du sport est complété par un alinéa ainsi rédigé :", words)

    tax = "« 11. Les personnes qui mettent sur le marché des produits manufacturés qui ne se recyclent pas, hors aliments. »"
    same = (
        "« 11. Les personnes qui vendent des produits manufacturés que nul ne recycle, hors aliments et médicaments. »"
    )
    other = "« 11. Les clubs qui ouvrent une section de vol à voile. »"
    first = (
        "Après l’article L. 5 du code du tourisme, il est inséré un article L. 6 ainsi rédigé :",
        "« Art. L. 6. – Les communes publient chaque année un compte rendu de la fréquentation des chemins balisés. »",
    )
    assert together(taxed("1", tax), taxed("2", same, *first))
    assert not together(taxed("1", tax), taxed("2", other, *first))


def test_an_alinea_left_alone_between_two_that_go_is_discussed_with_them():
    gone = on("1", "Alinéas 3, 5 et 8", "Supprimer ces alinéas.")
    assert together(gone, on("2", "Alinéa 4", "Compléter cet alinéa par le mot :", "libre"))
    assert not together(gone, on("2", "Alinéa 6", "Compléter cet alinéa par le mot :", "libre"))
    changed = on("1", "Alinéas 3 et 5", "Remplacer le mot :", "un", "par le mot :", "deux")
    assert not together(changed, on("2", "Alinéa 4", "Compléter cet alinéa par le mot :", "libre"))
