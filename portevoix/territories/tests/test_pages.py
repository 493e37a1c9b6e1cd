"""The pages of territories: what each says, what it costs, what leads to it."""

import json

import pytest
from django.urls import reverse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return " ".join(response.content.decode().split())


def test_the_index_shows_the_figures_the_map_and_the_same_figures_in_tables(client):
    content = page(client, reverse("territories:index"))
    assert "<b>9</b> communes" in content and "<b>2</b> intercommunalités" in content
    assert "<svg" in content and "1er janvier 2025" in content
    assert "Plateau (69), 254 000 habitants" in content and content.count("254 000") > 1
    assert "(987), population non renseignée" in content and "non renseignée" in content


def test_a_search_works_without_script_and_says_what_it_keeps(client):
    content = page(client, "/territoires/?q=st+aub&categorie=commune")
    assert '<option value="commune" selected' in content and 'value="st aub"' in content
    assert "Saint-Aubert-du-Lac" in content and "2 territoires" in content
    assert "Aucun territoire ne répond" in page(client, "/territoires/?q=introuvable")
    assert page(client, "/territoires/?q=aub&categorie=inconnue&page=zéro")


def test_as_one_types_only_the_answers_come_back(client):
    response = client.get("/territoires/", {"q": "port"}, headers={"HX-Request": "true"})
    content = response.content.decode()
    assert "<html" not in content and "Port-Aubier" in content
    assert '<span hx-swap-oob="innerHTML:#compte">' in content
    assert "HX-Request" in response["Vary"]
    assert "<svg" in client.get("/territoires/", {"q": ""}, headers={"HX-Request": "true"}).content.decode()


def test_what_is_typed_is_never_taken_for_markup(client):
    content = page(client, "/territoires/?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in content


def test_a_commune_says_its_codes_its_place_and_what_it_belongs_to(client):
    content = page(client, "/territoires/commune/01003/")
    for said in ("Commune du Grand-Fossé", "01003", "350", "01200", "Pays de Brenne", "01900", "Petit-Fossé",
                 "Département de la Brenne (en couleur), région Rives-et-Monts (en teinte)."):  # fmt: skip
        assert said in content, said
    assert "Brenne (01)" in content


def test_what_the_register_does_not_say_is_said_not_to_be_given(client):
    content = page(client, "/territoires/commune/98711/")
    assert "non renseignée" in content and "aucune intercommunalité" in content
    assert "non renseignée" in page(client, "/territoires/outre-mer/987/").split("<tfoot>")[1]


def test_an_intercommunalite_lists_its_communes_and_their_sum(client):
    content = page(client, "/territoires/intercommunalite/200000001/")
    assert content.index("Montclar-sur-Brenne") < content.index("Saint-Aubert-du-Lac")
    assert content.count("13 240") == 2
    by_name = page(client, "/territoires/intercommunalite/200000001/?tri=nom").split("<tbody>")[1]
    assert by_name.index("Haÿe-les-Saules") < by_name.index("Montclar")
    assert "compétences d’un département" in page(client, "/territoires/intercommunalite/200000002/")


def test_a_departement_and_a_region_lead_to_what_they_are_made_of(client):
    content = page(client, "/territoires/departement/69/")
    assert "Métropole de Port-Aubier" in content and "/territoires/commune/69002/" in content
    region = page(client, "/territoires/region/84/")
    assert "/territoires/departement/01/" in region and "/territoires/departement/69/" in region
    assert "Île-Basse" in page(client, "/territoires/region/94/")
    assert "Ouest-Île" in page(client, "/territoires/departement/2a/")


def test_a_code_that_no_territory_has_is_not_found(client):
    for address in ("commune/99999/", "region/999/", "village/01001/", "commune/01001/membres.csv",
                    "departement/01/membres.xls", "recherche.csv", "choisir/?champ=x+onclick"):  # fmt: skip
        assert client.get(f"/territoires/{address}").status_code == 404, address


def test_members_and_answers_are_open_data(client):
    response = client.get("/territoires/intercommunalite/200000001/membres.csv")
    lines = response.content.decode().splitlines()
    assert lines[0].startswith("category,nature,code,name,siren,population") and len(lines) == 5
    assert "commune,,01002,L'Haÿe-les-Saules," in lines[2]
    rows = json.loads(client.get("/territoires/recherche.json", {"q": "anaa"}).content)
    assert rows == [{"category": "commune", "nature": None, "code": "98711", "name": "Anaa-Nui", "siren": None,
                     "population": None, "department": "987", "region": None, "until": None, "successor": None}]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/territoires/", 3),
        ("/territoires/?q=aubert", 4),
        ("/territoires/commune/01001/", 11),
        ("/territoires/intercommunalite/200000001/", 12),
        ("/territoires/departement/01/", 11),
        ("/territoires/region/84/", 10),
    ],
)
def test_a_page_costs_few_queries(client, django_assert_max_num_queries, address, queries):
    with django_assert_max_num_queries(queries):
        page(client, address)


def test_pages_speak_english(client):
    client.cookies["django_language"] = "en"
    content = page(client, "/territoires/commune/01002/")
    assert "Commune of L’Haÿe-les-Saules" in content and "Postal code" in content
    assert "Département of Brenne (filled), région Rives-et-Monts (tinted)." in content
    assert "254,000" in page(client, "/territoires/departement/69/")


def test_the_navigation_leads_to_the_register(client):
    assert 'href="/territoires/"' in page(client, "/")
