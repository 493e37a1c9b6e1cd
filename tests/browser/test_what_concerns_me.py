"""A rapporteur sees what is expected of her, settles her notices, and looks after her data; anyone reads what is kept."""

import re

import pytest

from tests.browser.walker import Walker

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("width", "height", "keyboard"), [(390, 844, False), (1360, 900, True)], ids=["phone", "desk, keyboard alone"]
)
def test_one_looks_after_what_concerns_oneself(request, served, chromium, axe, width, height, keyboard):
    address, _environment = served
    context = chromium.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
    page = request.node.page = context.new_page()
    page.set_default_timeout(8_000)
    walker = Walker(page, address, axe, keyboard=keyboard)

    walker.become("Camille Ostrowski")
    walker.link(re.compile("^Pour moi"))
    walker.says("Ce qui est attendu de moi")
    walker.link("Avis reçus")
    walker.link("Réglages des avis")
    walker.tick("Aussitôt")
    walker.button("Enregistrer")
    walker.says("Vos réglages sont enregistrés.")
    walker.link("Mes données")
    walker.link("Mes accords")
    walker.button(re.compile("^J’accepte : montrer"))
    walker.says("Votre accord est enregistré")
    walker.button(re.compile("^Retirer mon accord : montrer"))
    walker.says("Votre accord est retiré")
    walker.link("Mes données")
    walker.press(page.get_by_role("link", name="Corriger", exact=True))
    walker.type("Fonction", "conseillère communautaire déléguée" if keyboard else "conseillère communautaire")
    walker.type("Collectivité", "Val d’Ombre-sur-Loue" if keyboard else "Val d’Ombre sur Loue")
    walker.button("Corriger")
    walker.says("C’est corrigé.")
    walker.link(re.compile("^Amendements déposés|^Avis donnés"))
    walker.link("Mes données")
    walker.link("Valeurs gardées à côté du registre")
    walker.link("Mes données")
    with page.expect_download() as waited:
        walker.press(page.get_by_role("link", name=re.compile("^Tout emporter")), leads=False)
    assert waited.value.suggested_filename == "donnees-personnelles.zip"
    walker.link("Effacer…")
    walker.type("Pour confirmer", "Une autre personne")
    walker.button("Effacer définitivement")
    walker.says("Rien n’est effacé")

    walker.become("Odile Granjean")
    walker.link(re.compile("^Pour moi"))
    walker.link("Mes données")
    walker.link("Chercher une personne")
    walker.type("Nom", "Thierno")
    walker.button("Chercher")
    walker.link("Thierno Sangaré")
    walker.says("Données de Thierno Sangaré")
    context.clear_cookies()
    walker.go("/donnees-personnelles/")
    walker.go("/registre/")
    walker.press(page.locator("summary", has_text="Reprendre une copie"), leads=False)
    walker.check(page)
    context.close()
