"""Choosing a territory in a form: with or without script, and never by guessing."""

import pytest
from django import forms

from portevoix.territories.forms import TerritoryField

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


class Anything(forms.Form):
    place = TerritoryField(label="Territoire")
    group = TerritoryField(label="Intercommunalité", kinds=("epci",), required=False)


def filled(text, choice="", **more):
    return Anything({"place": text, "place_choice": choice, **more})


def test_a_whole_name_that_one_territory_has_is_enough():
    form = filled("l'haye les saules")
    assert form.is_valid() and form.cleaned_data["place"].code == "01002"
    assert form.cleaned_data["group"] is None


def test_a_code_is_enough():
    form = filled("2a001")
    assert form.is_valid() and form.cleaned_data["place"].name == "Aux Marais"


def test_several_answers_are_offered_and_what_was_typed_is_kept():
    form = filled("saint aub")
    assert not form.is_valid() and "Plusieurs territoires" in form.errors["place"][0]
    drawn = str(form["place"])
    assert 'value="saint aub"' in drawn
    assert 'name="place_choice" value="commune:69002"' in drawn and 'value="commune:01004"' in drawn


def test_the_one_chosen_is_taken():
    form = filled("saint aub", "commune:01004")
    assert form.is_valid() and form.cleaned_data["place"].name == "Saint-Aubert-du-Lac"
    assert 'value="commune:01004" checked' in str(form["place"])


def test_a_choice_that_the_words_no_longer_find_is_not_taken():
    form = filled("montclar-sur-brenne", "commune:01004")
    assert form.is_valid() and form.cleaned_data["place"].code == "01001"
    assert not filled("port", "commune:01004").is_valid()


def test_the_beginning_of_a_name_asks_for_a_confirmation():
    form = filled("montcl")
    assert not form.is_valid() and "n’est pas un nom entier" in form.errors["place"][0]


def test_what_nothing_answers_to_is_refused_with_what_to_do():
    form = filled("introuvable")
    assert not form.is_valid() and "tapez un code postal" in form.errors["place"][0]
    assert not filled("").is_valid() and not Anything({}).is_valid()


def test_a_field_may_keep_to_some_kinds():
    form = filled("aux marais", group="port-aubier", group_choice="commune:69001")
    assert not form.is_valid() and "group" in form.errors
    form = filled("aux marais", group="métropole de port-aubier")
    assert form.is_valid() and form.cleaned_data["group"].kind == "epci"


def test_what_is_no_more_cannot_be_chosen(updated):
    assert not filled("saint-aubert-du-lac", "commune:01004").is_valid() or (
        filled("saint-aubert-du-lac").fields["place"].clean(("saint-aubert-du-lac", "")).kind == "delegated"
    )


def test_a_territory_known_already_is_shown_chosen(called):
    drawn = str(Anything(initial={"place": called("commune", "01001")})["place"])
    assert 'value="Montclar-sur-Brenne"' in drawn and 'value="commune:01001" checked' in drawn


def test_as_one_types_the_answers_are_ready_to_be_chosen(client):
    answers = client.get("/territoires/choisir/", {"champ": "place", "place": "aubier", "parmi": ["epci", "x"]})
    content = answers.content.decode()
    assert 'name="place_choice" value="epci:200000002"' in content and "commune:69001" not in content
    assert "Aucun territoire" in client.get("/territoires/choisir/?champ=place&place=zzz").content.decode()
