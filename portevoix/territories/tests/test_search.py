"""Finding a territory as one types."""

import pytest

from portevoix.territories.queries import all_found, found, suggested

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def names(text, **more):
    return [str(one) for one in suggested(text, **more)]


@pytest.mark.parametrize(
    "typed",
    ["haye", "HAŸE", "l'haÿe", "L’Haÿe-les-Saules", "lhaye", "saules haye", "haye sau", "01002", "les saules"],
)
def test_accents_hyphens_apostrophes_and_order_do_not_matter(typed):
    assert "L’Haÿe-les-Saules" in names(typed)


@pytest.mark.parametrize("typed", ["st aubert", "saint-aubert", "St-Aubert", "SAINT AUB", "aubert st"])
def test_saint_and_its_short_form_are_the_same(typed):
    assert names(typed) == ["Saint-Aubert", "Saint-Aubert-du-Lac"]


def test_a_ligature_is_found_by_its_letters():
    assert names("oeuvre") == ["Œuvre-Vieille"]


def test_a_postal_code_finds_every_commune_it_serves_the_largest_first():
    assert names("01200") == ["L’Haÿe-les-Saules", "Le Grand-Fossé"]
    assert names("0120") == names("01200")


def test_codes_of_corsica_of_overseas_and_of_the_past_are_found():
    assert names("2a001") == ["Aux Marais"]
    assert "Anaa-Nui" in names("987")
    assert "Le Grand-Fossé" in names("01900")
    assert names("200000001") == names("200 000 001") == ["Communauté de communes du Pays de Brenne"]
    assert names("201001000") == ["Montclar-sur-Brenne"] and names("20100100") == []


def test_the_very_name_comes_first_then_the_largest():
    assert names("port-aubier") == ["Port-Aubier", "Métropole de Port-Aubier", "Port-Aubier 1er Arrondissement"]
    assert names("aubier")[0] == "Métropole de Port-Aubier"


def test_a_territory_that_several_words_find_is_given_once():
    assert names("69")[:2].count("Port-Aubier") <= 1 and len(names("69")) == len(set(names("69")))


def test_the_nature_of_an_intercommunalite_is_typed_in_full_or_in_initials():
    for typed in ("cc brenne", "communauté de communes brenne", "communauté brenne"):
        assert names(typed) == ["Communauté de communes du Pays de Brenne"]


def test_a_filter_keeps_one_kind():
    assert names("brenne", kinds=("department",)) == ["Brenne"]
    assert [str(one) for one in found("aubier", "epci")] == ["Métropole de Port-Aubier", "Plaine Aubier"]


@pytest.mark.parametrize(
    "typed", ["", "   ", "’", "%", "_", "introuvable", "haye introuvable", "é" * 500, "a b c d e f g h i"]
)
def test_what_finds_nothing_finds_nothing(typed):
    assert names(typed) == [] and list(found(typed)) == [] and all_found(typed) == []


def test_pages_hold_each_answer_once_in_the_same_order(monkeypatch):
    monkeypatch.setattr("portevoix.territories.queries.FOUND_A_PAGE", 2)
    first = found("aubier")
    together = [str(one) for number in first.paginator.page_range for one in found("aubier", page=number)]
    assert len(together) == first.paginator.count == len(set(together))
    assert together == [str(one) for one in all_found("aubier")]


def test_searching_costs_three_queries(django_assert_num_queries):
    with django_assert_num_queries(3):
        suggested("saint aub")
    with django_assert_num_queries(4):
        list(found("saint aub"))
