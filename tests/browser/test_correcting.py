"""A person heard corrects her words from her link; anyone sees it, and the excerpt that quoted them says so."""

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest

from tests.browser.walker import Walker

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("width", "height", "keyboard"), [(390, 844, False), (1360, 900, True)], ids=["phone", "desk, keyboard alone"]
)
def test_what_a_person_heard_corrects_is_published_and_flagged(
    request, served, chromium, axe, tmp_path, width, height, keyboard
):
    address, _environment = served
    context = chromium.new_context(viewport={"width": width, "height": height}, java_script_enabled=True)
    page = request.node.page = context.new_page()
    page.set_default_timeout(8_000)
    walker = Walker(page, address, axe, keyboard=keyboard)
    title = f"Audition sur la relecture, {'au clavier' if keyboard else 'au doigt'}"
    name = "Fantine Morlay" if keyboard else "Fantine Aubrac"

    hearing = record(walker, title, name, tmp_path)
    excerpt = quote(walker, hearing)
    link = invite(walker, hearing)
    context.clear_cookies()
    correct(walker, link)
    look(walker, hearing, excerpt)
    again(walker, hearing, excerpt)
    context.close()


def record(walker, title, name, folder):
    """The secretariat opens a hearing, imports its record, and sets the last day of corrections."""
    walker.become("Odile Granjean")
    walker.link("Auditions")
    walker.link("Ouvrir une audition")
    walker.type("Objet", title)
    walker.set_date("Date et heure", "2026-10-02T10:00")
    walker.type("Lieu ou lien", "Mairie de Roche-Blanche")
    walker.button("Ouvrir l’audition")
    hearing = urlsplit(walker.page.url).path
    walker.link("Inscrire une personne")
    walker.type("Nom", name)
    for use in ("transcrire", "publier ses propos", "citer son nom"):
        walker.tick(f"Accepte : {use}")
    walker.button("Inscrire la personne")
    walker.link("Importer le compte rendu")
    path = folder / "audition.txt"
    path.write_text(
        f"LA PRÉSIDENTE : La séance est ouverte.\n{name.upper()} : Le guichet est à une heure de route. Il ferme à midi.\n",
        encoding="utf-8",
    )
    walker.upload(re.compile("ichier|ompte rendu"), path)
    walker.button("Lire le fichier")
    walker.choose(name.upper(), name)
    walker.set_date(re.compile("peuvent corriger leurs propos"), (date.today() + timedelta(days=20)).isoformat())
    walker.button("Enregistrer le compte rendu")
    walker.says(re.compile("peuvent corriger leurs propos jusqu’au"))
    return hearing


def quote(walker, hearing):
    """A member quotes her words."""
    walker.become("Thierno Sangaré")
    walker.go(f"{hearing}compte-rendu/?q=guichet")
    walker.link(re.compile("Citer"))
    walker.type("Mots à citer", "Le guichet est à une heure de route.")
    walker.button("Faire l’extrait")
    return re.search(r"E-\d{4}-\d+", walker.page.content()).group()


def invite(walker, hearing):
    """The secretariat finds the link to send her."""
    walker.become("Odile Granjean")
    walker.go(hearing)
    walker.link("Corrections des personnes entendues")
    return urlsplit(walker.page.locator("code", has_text="/relire/").first.inner_text()).path


def correct(walker, link):
    """She reads her words again, makes a slip that is refused, then corrects them."""
    walker.go(link)
    walker.says("Relire et corriger mes propos")
    walker.type("Passage 2", "")
    walker.button("Publier mes corrections")
    walker.says(re.compile("Une correction garde des mots"))
    walker.check(walker.page)
    walker.type("Passage 2", "Le guichet est à trois quarts d’heure de route. Il ferme à midi.")
    walker.button("Publier mes corrections")
    walker.says("1 passage est corrigé et publié.")
    walker.check(walker.page)


def look(walker, hearing, excerpt):
    """Anyone reads the corrected words, the first ones a click away, and that the excerpt is to look at again."""
    walker.go(f"{hearing}compte-rendu/")
    walker.says("Le guichet est à trois quarts d’heure de route. Il ferme à midi.")
    walker.press(walker.page.locator("summary", has_text="Corrigé par la personne entendue"), leads=False)
    walker.says("Le guichet est à une heure de route. Il ferme à midi.")
    walker.check(walker.page)
    walker.go(hearing)
    walker.says("à revoir")
    walker.go(f"/extraits/{excerpt}/")
    walker.says(re.compile("les mots cités n’y sont plus à la même place"))
    walker.says(re.compile("« Le guichet est à une heure de route. »".replace(" ", r"\s")))


def again(walker, hearing, excerpt):
    """The member is told, and quotes the corrected words."""
    walker.become("Thierno Sangaré")
    walker.link(re.compile("^Pour moi"))
    walker.link("Avis reçus")
    walker.says(re.compile(f"L’extrait {excerpt} est à revoir"))
    walker.go(f"/extraits/{excerpt}/")
    walker.link("Citer à nouveau, depuis les mots corrigés")
    walker.type("Mots à citer", "Le guichet est à trois quarts d’heure de route.")
    walker.button("Faire l’extrait")
    walker.says("Tel que corrigé par la personne entendue.")
