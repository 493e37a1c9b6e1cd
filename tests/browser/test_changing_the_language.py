"""What someone types is still there once the page is in another language; a password is not."""

import re

import pytest

from tests.browser.walker import Walker

pytestmark = pytest.mark.browser


def walker_on(chromium, address, axe, width):
    page = chromium.new_context(viewport={"width": width, "height": 844}).new_page()
    page.set_default_timeout(10_000)
    return Walker(page, address, axe, keyboard=False)


def test_a_form_half_typed_changes_language_and_comes_back_once(served, chromium, axe):
    address, _environment = served
    walker = walker_on(chromium, address, axe, 390)
    page = walker.page
    walker.become("Odile Granjean")
    walker.go("/seances/convoquer/")
    walker.type("Intitulé", "Bureau d’avril")
    walker.type("Lieu ou lien", "Mairie")
    page.get_by_label("Annoncée au public").uncheck()
    walker.button("English")
    assert page.get_by_label("Title").input_value() == "Bureau d’avril"
    assert page.get_by_label("Place or link").input_value() == "Mairie"
    assert not page.locator("[name=public]").is_checked()
    walker.button("Français")
    assert page.get_by_label("Intitulé").input_value() == "Bureau d’avril"
    page.reload()
    assert page.get_by_label("Intitulé").input_value() == ""
    assert page.evaluate("sessionStorage.length") == 0
    page.context.close()


def test_what_is_typed_in_instructions_shows_its_effect_again(served, chromium, axe):
    address, _environment = served
    walker = walker_on(chromium, address, axe, 1360)
    page = walker.page
    walker.become("Thierno Sangaré")
    walker.go("/textes/note-1/")
    walker.press(page.get_by_role("link", name=re.compile("^Amender.*alinéa 1")))
    page.get_by_label("L’alinéa, tel que vous le voulez").fill("Tout autre chose.")
    page.locator("#effect ins").first.wait_for()
    walker.button("English")
    page.locator("#effect ins").first.wait_for()
    assert page.locator("[name=words]").input_value() == "Tout autre chose."
    page.context.close()


def test_a_password_is_not_kept(served, chromium, axe):
    address, _environment = served
    walker = walker_on(chromium, address, axe, 390)
    page = walker.page
    walker.go("/compte/connexion/")
    page.locator("[name=login]").fill("a@example.org")
    page.locator("[name=password]").fill("un secret")
    walker.button("English")
    assert page.locator("[name=login]").input_value() == "a@example.org"
    assert page.locator("[name=password]").input_value() == ""
    page.context.close()
