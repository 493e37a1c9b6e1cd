"""A set of amendments filed elsewhere, imported, listed, mended by hand, then examined; on a phone and on a desk."""

import re

import pytest

from portevoix.texts.tests.sets import row, senate
from tests.browser.walker import Walker, open_text

pytestmark = pytest.mark.browser
TEXT = """# Avis sur {name}

### Proposition 1. Un accueil

Chaque commune garde un accueil de proximité. Il est ouvert le soir.

Les agents y sont formés.

### Proposition 2. Des données

Les données des transports sont ouvertes.
"""
SET = (
    row("I-1", "Alinéa 1", "Remplacer les mots :", "de proximité", "par les mots :", "à moins de vingt minutes"),
    row("I-2 rect.", "Alinéa 1", "Supprimer cet alinéa.", author="M. ORME"),
    row("I-3", "Alinéa 2", "Revoir la rédaction de cet alinéa.", author="M. ORME"),
    row("I-4", "Alinéa 1", "Remplacer les mots :", "de proximité", "par les mots :", "à moins de vingt minutes", author="M. ORME"),
    row("I-5", "Supprimer cet article.", place="Article 12"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("width", "height", "keyboard"), [(390, 844, False), (1360, 900, True)], ids=["phone", "desk, keyboard alone"]
)
def test_the_secretariat_imports_mends_and_the_chair_examines(
    request, served, chromium, axe, tmp_path, width, height, keyboard
):
    address, _environment = served
    name = "les guichets" if keyboard else "les bureaux"
    context = chromium.new_context(viewport={"width": width, "height": height})
    page = request.node.page = context.new_page()
    page.set_default_timeout(8_000)
    violations = []
    page.on("console", lambda said: violations.append(said.text) if "Content Security Policy" in said.text else None)
    walker = Walker(page, address, axe, keyboard=keyboard)

    slug = open_version(walker, name, tmp_path)
    import_set(walker, tmp_path)
    seek(walker)
    mend(walker)
    count(walker, slug)
    examine(walker, slug)
    context.close()
    assert violations == []


def open_version(walker, name, folder):
    """The secretariat opens a text from a file, and freezes it."""
    walker.become("Odile Granjean")
    slug = open_text(walker, TEXT.format(name=name), folder)
    walker.link(re.compile("[Ff]iger"))
    walker.button("Figer cette version")
    return slug


def import_set(walker, folder):
    """From the page of the version: the file, what is read in it, the import."""
    walker.link("Importer des amendements")
    path = folder / "jeu.csv"
    path.write_bytes(senate(*SET).read())
    walker.upload("Fichiers", path)
    walker.button("Lire ces fichiers")
    walker.says("Rien n’est encore déposé.")
    walker.says("Revoir la rédaction de cet alinéa.")
    walker.button("Importer ces amendements")
    walker.says("Les amendements sont importés")


def seek(walker):
    """The list says what is identical, and is narrowed to those to mend."""
    walker.link(re.compile("^Discussion commune.*I-2 rect"))
    walker.says("3 amendements")
    walker.link("Voir tous les amendements")
    walker.press(walker.page.get_by_role("link", name="identiques", exact=True))
    walker.says("2 amendements")
    walker.link("Voir tous les amendements")
    walker.type("Numéro, auteur ou mots", "orme supprimer")
    walker.button("Chercher")
    walker.says("1 amendement")
    walker.press(walker.page.get_by_role("link", name="Voir ceux à rectifier"))
    walker.says("2 amendements")


def mend(walker):
    """One after the other: what is at fault is marked, then what the new words do; then the last one."""
    walker.link(re.compile("^Rectifier"))
    walker.says("1 autre à rectifier")
    walker.type("Instructions rectifiées", "Supprimer gentiment l’alinéa 2.")
    walker.page.locator("#effect mark", has_text=re.compile("^gentiment$")).wait_for()
    walker.type("Instructions rectifiées", "Compléter l’alinéa 2 par les mots : « chaque année ».")
    walker.page.locator("#effect ins").first.wait_for()
    walker.button("Rectifier, et passer au suivant")
    walker.says("L’amendement I-3 est rectifié")
    walker.choose("Il porte sur", "Proposition 2")
    walker.type("Instructions rectifiées", "remplacer « ouvertes » par « publiques »")
    walker.page.locator("#effect ins").first.wait_for()
    walker.button("Rectifier, et passer au suivant")
    walker.says("aucun à rectifier")


def count(walker, slug):
    """Beside each alinéa, how many amendments bear on it; the link narrows the list to them."""
    walker.go(f"/textes/{slug}/v1/")
    walker.link(re.compile("^3 amendements ?, ?alinéa 1"))
    walker.says("3 amendements")


def examine(walker, slug):
    """The co-chair puts the two identical ones to one vote; the other falls."""
    walker.become("Solène Marchadour")
    walker.go(f"/textes/{slug}/examen/")
    walker.button("Ouvrir l’examen dans cette séance")
    walker.link("Appeler l’amendement I-2 rect.")
    walker.type("Pour", "3")
    walker.type("Contre", "12")
    walker.button("Enregistrer le vote")
    walker.link("Appeler l’amendement I-1")
    walker.says("identique au I-4")
    walker.type("Pour", "12")
    walker.type("Contre", "3")
    walker.button("Enregistrer le vote")
    for number in ("I-3", "I-5"):
        walker.link(f"Appeler l’amendement {number}")
        walker.type("Pour", "12")
        walker.button("Enregistrer le vote")
    walker.button("Clore l’examen et établir la version suivante")
    walker.go(f"/textes/{slug}/v2/?vue=changements")
    walker.says("à moins de vingt minutes")
    walker.press(walker.page.get_by_role("link", name="Amendement I-1", exact=True))
    walker.says("Mme LISERON")
    walker.go(f"/textes/{slug}/examen/")
    walker.link("Choisir l’alinéa à coordonner")
    walker.press(walker.page.get_by_role("link", name=re.compile("^Coordonner.*alinéa 1")).first)
    walker.tick("Écrire des instructions")
    walker.type("Vos instructions", "Compléter l’alinéa 1 par une phrase ainsi rédigée : « Une carte le montre. »")
    walker.type("Motif", "L’alinéa suivant parle de la carte.")
    walker.button("Enregistrer la modification")
    walker.says("Modifications de coordination")
    walker.says("sur la version 2")
