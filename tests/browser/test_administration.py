"""A secretary brings two hundred members in from a spreadsheet, seats a substitute, looks at another day; an
administrator creates a commission and names who keeps it. On a phone, and at a desk with the keyboard alone."""

import json
import re

import openpyxl
import pytest

from tests.browser.walker import Walker

pytestmark = pytest.mark.browser
HEADINGS = ("Nom", "Prénom", "Fonction", "Collectivité", "Courriel", "Qualité", "Depuis")


def workbook(path, mark, rows, *, wrong=None):
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    for rank in range(rows):
        quality = wrong if wrong and rank == 3 else ("élue", "expert", "élu")[rank % 3]
        book.active.append(
            (
                f"Nom{mark}{rank}",
                "Camille",
                "maire",
                f"Commune {rank}",
                f"{mark}{rank}@example.org",
                quality,
                "01/03/2026",
            )
        )
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("width", "height", "keyboard"), [(390, 844, False), (1360, 900, True)], ids=["phone", "desk, keyboard alone"]
)
def test_members_come_in_and_a_commission_is_founded(request, served, chromium, axe, tmp_path, width, height, keyboard):
    address, _environment = served
    mark = "K" if keyboard else "P"
    context = chromium.new_context(viewport={"width": width, "height": height})
    page = request.node.page = context.new_page()
    page.set_default_timeout(15_000)
    walker = Walker(page, address, axe, keyboard=keyboard)

    walker.become("Odile Granjean")
    walker.link("Administration")
    walker.link(re.compile("^Commission numérique"))
    walker.link("Créer une sous-commission")
    walker.type("Nom", f"Mobilités {mark}")
    walker.type("Axe prioritaire", "Rejoindre un service sans voiture")
    walker.button("Créer")
    slug = f"mobilites-{mark.lower()}"
    import_members(walker, slug, mark, tmp_path)
    substitute(walker, slug)
    look_back(walker, page, slug)
    found(walker, mark)
    context.close()


def import_members(walker, slug, mark, tmp_path):
    """First a list with a mistake, said at its line; then the right one, in one screen."""
    walker.link("Importer des membres")
    walker.upload("Liste des membres", workbook(tmp_path / "fautive.xlsx", mark, 5, wrong="sénateur"))
    walker.button("Lire la liste")
    walker.says("ligne 5")
    walker.says("« sénateur » n’est pas une qualité")
    walker.check(walker.page)
    walker.upload("Liste des membres", workbook(tmp_path / "membres.xlsx", mark, 200))
    walker.button("Lire la liste")
    walker.check(walker.page)
    walker.button("Importer 200 membres")
    walker.says("200 personnes siègent désormais")


def substitute(walker, slug):
    walker.link("Donner un rôle, une suppléance")
    walker.type("Nom, fonction ou collectivité", "ondine")
    walker.button("Chercher")
    walker.link("Ondine Barsacq")
    walker.choose("Rôle", "suppléance")
    walker.button("Donner le rôle")
    walker.says("Dites quel membre est suppléé")
    walker.page.get_by_label("Membre suppléé").select_option(index=1)
    walker.button("Donner le rôle")
    walker.says("a désormais ce rôle")


def look_back(walker, page, slug):
    """The members are there today, and were not the day before they took their seats."""
    walker.link("Qui siégeait tel jour")
    walker.says("Ondine Barsacq")
    walker.set_date("Au jour du", "2026-02-28")
    walker.button("Voir")
    walker.says("Personne ne siégeait ce jour-là")
    popolo = json.loads(page.request.get(page.url.split("/composition/")[0] + "/popolo.json").text())
    assert len(popolo["persons"]) == 201 and "@" not in json.dumps(popolo)
    walker.go(f"/commission/{slug}/")
    walker.says("Rejoindre un service sans voiture")


def found(walker, mark):
    """An administrator creates a commission, then names someone new as its secretariat."""
    walker.become("Perrine Audouard")
    walker.link("Administration")
    walker.link("Créer une commission")
    walker.type("Nom", f"Commission de l’Orée {mark}")
    walker.button("Créer")
    walker.link("Nommer son secrétariat")
    walker.type("Nom, fonction ou collectivité", f"Nommée {mark}")
    walker.button("Chercher")
    walker.link("Inscrire une nouvelle personne")
    walker.type("Collectivité", "st denis")
    walker.tick(re.compile(r"^\s*Saint-Denis\s+commune · Seine-Saint-Denis"))
    walker.type("Courriel", f"nommee.{mark.lower()}@example.org")
    walker.button("Inscrire")
    walker.says("Saint-Denis")
    walker.button("Donner le rôle")
    walker.says("secrétariat")
    walker.go("/")
    walker.link(f"Commission de l’Orée {mark}")
