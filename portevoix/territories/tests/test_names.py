"""How territories are named in a sentence, and as one looks them up."""

import pytest

from portevoix.territories import names


@pytest.mark.parametrize(
    ("name", "article", "said"),
    [
        ("Lorient", 0, "de Lorient"),
        ("Ambérieu-en-Bugey", 1, "d’Ambérieu-en-Bugey"),
        ("Le Poizat", 2, "du Poizat"),
        ("Nord", 2, "du Nord"),
        ("La Rochelle", 3, "de La Rochelle"),
        ("Drôme", 3, "de la Drôme"),
        ("Les Mées", 4, "des Mées"),
        ("Landes", 4, "des Landes"),
        ("L'Haÿ-les-Roses", 5, "de L’Haÿ-les-Roses"),
        ("Ain", 5, "de l’Ain"),
        ("Aux Marais", 6, "des Marais"),
        ("Los Masos", 8, "de Los Masos"),
    ],
)
def test_a_name_meets_de_as_the_register_says(name, article, said):
    assert names.of(name, article) == said


@pytest.mark.parametrize(
    ("name", "article"),
    [("Le Mont-Dore", 2), ("La Foa", 3), ("L'Île-des-Pins", 5), ("Uturoa", 1), ("Houaïlou", 0), ("Yaté", 0)],
)
def test_a_name_without_article_in_the_register_is_read_by_how_it_begins(name, article):
    assert names.article_of(name) == article


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("CC du Pays de Brenne", "de la Communauté de communes du Pays de Brenne"),
        ("Métropole de Lyon", "de la Métropole de Lyon"),
        ("Eurométropole de Strasbourg", "de l’Eurométropole de Strasbourg"),
        ("Orléans Métropole", "d’Orléans Métropole"),
        ("CA Communauté Paris-Saclay", "de la Communauté Paris-Saclay"),
    ],
)
def test_an_intercommunalite_is_spelt_out_with_its_article(name, said):
    assert names.of(names.spelt_out(name), names.article_of_group(name)) == said


def test_a_name_is_the_same_however_it_is_written():
    assert names.whole("L’HAŸ–les-roses") == names.whole("l'hay les ROSES") == "l hay les roses"
    assert names.whole("St-Étienne") == names.whole("saint etienne") == "saint etienne"
    assert names.whole("Œuilly") == "oeuilly"


def test_words_that_every_name_has_are_left_out_of_a_search_unless_they_are_all_of_it():
    assert names.words_sought("commune de la Rochelle") == ["rochelle"]
    assert names.words_sought("L'Haÿ") == ["hay"]
    assert names.words_sought("les") == ["les"]
    assert names.words_sought("saint de") == ["saint"]
    assert names.words_sought("  ’ - ") == []
