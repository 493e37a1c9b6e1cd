"""Finding a territory as one types, and walking from it to what it belongs to; the same without a script."""

import pytest
from django import forms
from django.template import Context, Template

from portevoix.territories.forms import TerritoryField
from tests.browser.walker import Walker

pytestmark = pytest.mark.browser
SIZES = pytest.mark.parametrize(("width", "height"), [(390, 844), (1360, 900)], ids=["phone", "desk"])


def opened(request, chromium, width, height, **more):
    context = chromium.new_context(viewport={"width": width, "height": height}, **more)
    request.addfinalizer(context.close)
    page = request.node.page = context.new_page()
    page.set_default_timeout(15_000)
    page.refused = []
    page.on("console", lambda said: page.refused.append(said.text) if said.type == "error" else None)
    return page


@SIZES
def test_a_commune_is_found_as_one_types_and_leads_up_to_its_region(request, served, chromium, axe, width, height):
    address, _environment = served
    page = opened(request, chromium, width, height)
    walker = Walker(page, address, axe, keyboard=width > 1000)
    walker.go("/")
    walker.link("Territoires")
    walker.says("34\u202f969")
    walker.type("Chercher une collectivité", "lhay ros")
    answer = page.locator("#reponses").get_by_role("link", name="L’Haÿ-les-Roses")
    answer.wait_for()
    assert "q=lhay" in page.url
    axe(page)
    walker.press(answer)
    walker.says("Commune de L’Haÿ-les-Roses")
    walker.link("Métropole du Grand Paris")
    walker.says("Ranger par nom")
    walker.link("Île-de-France")
    walker.press(page.get_by_role("link", name="Val-de-Marne"))
    walker.says("Département du Val-de-Marne")
    walker.go("/territoires/commune/01340/")
    walker.says("Ancien code 01340")
    assert page.refused == []


@SIZES
def test_a_search_works_without_a_script(request, served, chromium, width, height):
    address, _environment = served
    page = opened(request, chromium, width, height, java_script_enabled=False)
    page.goto(f"{address}/territoires/")
    page.get_by_label("Chercher une collectivité").fill("st etienne")
    page.get_by_label("Catégorie").select_option(label="Commune")
    with page.expect_navigation():
        page.get_by_role("button", name="Chercher").click()
    page.locator("#reponses").get_by_role("link", name="Saint-Étienne", exact=True).first.click()
    assert page.get_by_text("Commune de Saint-Étienne").first.is_visible()


class Anywhere(forms.Form):
    place = TerritoryField(label="Territoire")


@SIZES
def test_a_territory_is_chosen_in_a_form_as_one_types(request, served, chromium, axe, width, height):
    address, _environment = served
    page = opened(request, chromium, width, height)
    written = Template(
        '{% extends "ui/base.html" %}{% block title %}Choisir{% endblock %}{% block nav %}{% endblock %}'
        '{% block head %}<script src="{% static "vendor/htmx.min.js" %}" defer></script>{% endblock %}'
        '{% block main %}<h1>Choisir</h1><form method="get" class="page">{% field form.place %}'
        "<button>Envoyer</button></form>{% endblock %}"
    ).render(Context({"form": Anywhere()}))
    page.route("**/choisir-ici/*", lambda route: route.fulfill(body=written, content_type="text/html; charset=utf-8"))
    page.goto(f"{address}/choisir-ici/")
    page.get_by_label("Territoire").press_sequentially("st den")
    page.get_by_role("radio", name="Saint-Denis commune · Seine-Saint-Denis (93)", exact=True).check()
    axe(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Envoyer").click()
    assert "place=st+den" in page.url and "place_choice=commune%3A93066" in page.url
