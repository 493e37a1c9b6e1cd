"""One sentence, from a voice to an answer, walked by five people, on a phone and on a desk."""

import gzip
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.browser.walker import Walker, open_text

pytestmark = pytest.mark.browser
REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "debates-tei" / "20130128.xml.gz"
OWN = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>
<sp who="p"><speaker>la présidente</speaker><p>La séance est ouverte.</p></sp>
<sp who="a"><speaker>Une intervenante</speaker><p>Le guichet le plus proche est à une heure de route, et il ferme à midi.</p></sp>
</body></text></TEI>"""
TEXT = """# Contribution sur {name}

### Proposition 1. Un accueil

Les services publics peuvent être joints par téléphone.

### Proposition 2. Une date

Chaque service publie ses horaires.
"""


@pytest.fixture
def sitting(tmp_path):
    """A real sitting, in TEI, where the data are at hand; a small one of our own elsewhere."""
    path = tmp_path / "seance.xml"
    path.write_bytes(gzip.decompress(REAL.read_bytes()) if REAL.exists() else OWN.encode())
    return path


@pytest.mark.parametrize(
    ("width", "height", "keyboard"), [(390, 844, False), (1360, 900, True)], ids=["phone", "desk, keyboard alone"]
)
def test_five_people_walk_the_whole_way(request, served, chromium, axe, sitting, tmp_path, width, height, keyboard):
    address, _environment = served
    name = "le téléphone" if keyboard else "les horaires"
    context = chromium.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
    page = request.node.page = context.new_page()
    page.set_default_timeout(8_000)
    violations = []
    page.on("console", lambda said: violations.append(said.text) if "Content Security Policy" in said.text else None)
    walker = Walker(page, address, axe, keyboard=keyboard)

    hear(walker, name, sitting)
    excerpt = quote(walker, name)
    slug = write(walker, name, excerpt, tmp_path)
    amend(walker, slug)
    decide(walker, slug)
    publication = publish(walker, name)
    link = carry(walker)
    context.clear_cookies()
    answer(walker, link)
    follow(walker, publication)
    dossier = thread(walker, publication, excerpt, tmp_path)
    context.close()
    assert violations == []
    verify(dossier, tmp_path)


def hear(walker, name, sitting):
    """The secretariat opens a hearing and imports its record."""
    walker.go("/")
    walker.link("Se connecter")
    walker.button(re.compile("Essayer.*Odile Granjean"))
    walker.link("Auditions")
    walker.link("Ouvrir une audition")
    walker.type("Objet", f"Audition sur {name}")
    walker.set_date("Date et heure", "2026-10-01T10:00")
    walker.type("Lieu ou lien", "Mairie de Roche-Blanche")
    walker.button("Ouvrir l’audition")
    walker.link("Inscrire une personne")
    walker.type("Nom", f"Capucine Morvan-{'Lys' if walker.keyboard else 'Bey'}")
    walker.tick("Accepte : transcrire")
    walker.tick("Accepte : publier ses propos")
    walker.button("Inscrire la personne")
    walker.link("Importer le compte rendu")
    walker.upload(re.compile("ichier|ompte rendu"), sitting)
    walker.button("Lire le fichier")
    walker.tick(re.compile("ne parlent pas dans ce compte rendu"))
    walker.button("Enregistrer le compte rendu")
    walker.says("Citer")


def quote(walker, name):
    """A member quotes words of it."""
    walker.become("Thierno Sangaré")
    walker.link("Auditions")
    walker.press(walker.page.get_by_role("link", name=f"Audition sur {name}", exact=True))
    walker.link("Lire le compte rendu")
    walker.link(re.compile("Citer"))
    walker.type("Note de lecture", "Ce qui s’est dit en séance.")
    walker.type("Mots-clés", name)
    walker.button("Faire l’extrait")
    return re.search(r"E-\d{4}-\d+", walker.page.content()).group()


def write(walker, name, excerpt, folder):
    """The rapporteur makes a text of it, rests it on the excerpt, and freezes it."""
    walker.become("Camille Ostrowski")
    slug = open_text(walker, TEXT.format(name=name), folder)
    walker.link(re.compile("Appuyer sur un extrait"))
    walker.type(re.compile("Chercher dans les mots"), name)
    walker.button("Chercher")
    walker.button(re.compile(f"Appuyer sur cet extrait.*{excerpt}"))
    walker.go(f"/textes/{slug}/")
    walker.link(re.compile("[Ff]iger"))
    walker.button("Figer cette version")
    return slug


def amend(walker, slug):
    """A member amends from the alinéa; another sees what instructions would do, and files; the rapporteur comments."""
    walker.become("Brigitte Lavandier")
    walker.go(f"/textes/{slug}/")
    walker.link(re.compile("^Amender ?, ?alinéa 1"))
    field = walker.page.locator(".choice.reword").bounding_box()
    words = walker.page.get_by_label(re.compile("L’alinéa, tel que")).bounding_box()
    assert field["height"] - words["height"] < 120  # its label and its help, no hole
    walker.type(re.compile("L’alinéa, tel que"), "Les services publics doivent pouvoir être joints par téléphone.")
    walker.page.locator("#effect ins").first.wait_for()
    walker.type("Exposé des motifs", "C’est un droit.")
    walker.button("Déposer l’amendement")
    walker.says("est déposé")
    walker.become("Thierno Sangaré")
    walker.go(f"/textes/{slug}/")
    walker.link(re.compile("^Amender ?, ?alinéa 1"))
    walker.tick("Écrire des instructions")
    walker.type("Vos instructions", "remplacer « peuvent être » par « soient »")
    walker.type("Exposé des motifs", "Pour voir.")
    walker.button("Voir ce que cela ferait")
    walker.page.locator("#effect ins").first.wait_for()
    walker.type("Vos instructions", "remplacer « ne sont pas là » par « x »")
    walker.page.locator("#effect mark").first.wait_for()
    walker.type("Vos instructions", "remplacer « peuvent être » par « soient »")
    walker.button("Déposer l’amendement")
    walker.says("est déposé")
    walker.become("Camille Ostrowski")
    walker.go(f"/textes/{slug}/v1/amendements/1/")
    walker.link("Donner un avis")
    walker.tick("favorable")
    walker.button("Donner cet avis")


def decide(walker, slug):
    """The co-chair goes through them in order, then puts the whole to the vote."""
    walker.become("Solène Marchadour")
    walker.go(f"/textes/{slug}/examen/")
    walker.button("Ouvrir l’examen dans cette séance")
    for _turn in range(2):
        call = walker.page.get_by_role("link", name=re.compile("Appeler l’amendement"))
        if not call.count():
            break
        first = "Appeler l’amendement 1" in call.first.inner_text()
        walker.press(call)
        walker.type("Pour", "12" if first else "3")
        walker.type("Contre", "3" if first else "12")
        walker.button("Enregistrer le vote")
    walker.button("Clore l’examen et établir la version suivante")
    deliberate_again(walker, slug)
    walker.link("Mettre l’ensemble aux voix")
    walker.type("Pour", "15")
    walker.type("Abstentions", "1")
    walker.button("Enregistrer le vote")
    walker.says("texte adopté")


def deliberate_again(walker, slug):
    """The co-chair has the proposition examined again; the mayor amends it where it stands now; it is rejected."""
    walker.link("Demander une seconde délibération")
    walker.tick("Proposition 1. Un accueil")
    walker.type("Motif", "Le droit doit dire qui le garantit.")
    walker.button("Ouvrir la seconde délibération")
    walker.says("Aucun amendement n’est encore déposé")
    walker.become("Thierno Sangaré")
    walker.go(f"/textes/{slug}/examen/")
    walker.link("Amender")
    walker.link(re.compile("^Amender ?, ?alinéa 1"))
    walker.tick("Supprimer")
    walker.type("Exposé des motifs", "La loi le dit déjà.")
    walker.button("Déposer l’amendement")
    walker.become("Solène Marchadour")
    walker.go(f"/textes/{slug}/examen/")
    walker.says("Seconde délibération demandée par Solène Marchadour")
    walker.button("Ouvrir l’examen dans cette séance")
    walker.link(re.compile("Appeler l’amendement"))
    walker.type("Pour", "2")
    walker.type("Contre", "13")
    walker.button("Enregistrer le vote")
    walker.button("Clore l’examen et établir la version suivante")


def publish(walker, name):
    """The secretariat publishes the adopted text."""
    walker.link("Publier le texte adopté")
    address = "contribution-telephone" if walker.keyboard else "contribution-horaires"
    walker.type("Adresse", address)
    walker.press(walker.page.get_by_role("button", name="Publier", exact=True))
    walker.says("Son adresse durera")
    return address


def carry(walker):
    """It is carried to a ministry; the proof is recorded; the personal link is handed over."""
    walker.link("Porter à un destinataire")
    walker.choose("Destinataire", "Ministère chargé du Numérique")
    walker.choose("Voie", "lettre recommandée")
    walker.button("Porter")
    walker.type("Preuve d’envoi", "Recommandé RD 26 1124 0001")
    walker.button("Enregistrer la preuve")
    walker.says("Recommandé RD 26 1124 0001")
    return walker.page.locator("code", has_text="/suites/repondre/").first.inner_text().removeprefix(walker.address)


def answer(walker, link):
    """The minister's office answers by its link, without an account."""
    walker.go(link)
    walker.button("Accuser réception")
    walker.press(walker.page.locator("summary", has_text="Répondre à cette proposition"), leads=False)
    walker.type("Votre réponse", "Le téléphone sera rétabli partout au printemps.")
    walker.press(walker.page.get_by_role("button", name="Envoyer cette réponse"))
    walker.says("Votre réponse est envoyée")


def follow(walker, publication):
    """The secretariat receives the answer, and records what became of it, with its source."""
    walker.become("Odile Granjean")
    walker.link("Suites")
    walker.link("Envois et destinataires")
    row = walker.page.locator("tr", has_text="à recevoir").first
    walker.press(row.get_by_role("link").first)
    walker.button(re.compile("Recevoir et publier"))
    walker.press(walker.page.get_by_role("link", name="Proposition 1. Un accueil"))
    walker.choose("Suite", "reprise")
    walker.button("Enregistrer la suite")
    walker.says("s’annonce avec sa source")
    walker.choose("Nature de la source", "référence de droit (NOR, ELI, article)")
    walker.type(re.compile("^Source"), "NOR : DEMO2611111L")
    walker.button("Enregistrer la suite")
    walker.says("NOR : DEMO2611111L")


def thread(walker, publication, excerpt, folder):
    """Anyone takes one sentence and walks back, down to the word; then downloads the dossier."""
    walker.page.context.clear_cookies()
    walker.go(f"/publications/{publication}/")
    walker.link(re.compile("Les services publics"))
    for words in (
        "Entendue",
        "Écrite",
        "Amendement 1",
        "12 pour",
        "15 pour",
        "Publiée",
        "Ministère chargé du Numérique",
        "Le téléphone sera rétabli partout au printemps.",
        "reprise",
    ):
        walker.says(words)
    walker.press(walker.page.get_by_role("link", name="doivent"))
    walker.says("Le fil de ce mot")
    walker.says("Amendement 1")
    with walker.page.expect_download() as waited:
        target = walker.page.get_by_role("link", name="Télécharger le dossier à vérifier")
        walker.press(target, leads=False)
    path = folder / "dossier.zip"
    waited.value.save_as(path)
    return path


def verify(dossier, folder):
    """A bare Python checks it, with the program that it holds."""
    with zipfile.ZipFile(dossier) as held:
        (folder / "verify.py").write_bytes(held.read("verify.py"))
        assert "Le téléphone sera rétabli" in held.read("index.html").decode()
    run = subprocess.run(
        [sys.executable, "-I", "-S", "verify.py", "dossier.zip"], cwd=folder, capture_output=True, text=True
    )
    assert run.returncode == 0 and "Tout tient" in run.stdout, run.stdout + run.stderr
