"""A meeting from its agenda to its minutes, walked by a secretary and two members, on a phone and on a desk."""

import re
import subprocess
import sys
from datetime import datetime, timedelta

import pytest

from tests.browser.walker import Walker
from tests.served import ROOT, letters

pytestmark = pytest.mark.browser
# What the walk does not do by hand: days go by, and a dozen others come in, by the same acts as from the pages.
THE_DAY = """
from django.utils import timezone
from portevoix.commissions.actions import meetings as acts
from portevoix.commissions.models import Meeting
from portevoix.people.models import Person
now = timezone.now()
Meeting.objects.filter(title={title!r}).update(starts_at=now)
meeting = Meeting.objects.get(title={title!r})
secretary = Person.objects.get(name="Odile Granjean")
others = meeting.convocations.filter(with_vote=True).exclude(person__name__in=["Thierno Sangaré", "Brigitte Lavandier", "Bastien Ferragut"])
for one in others[:12]:
    acts.mark_arrival(one, by=secretary, at=now)
"""


@pytest.mark.parametrize(
    ("width", "height", "keyboard"), [(390, 844, False), (1360, 900, True)], ids=["phone", "desk, keyboard alone"]
)
def test_a_meeting_from_its_agenda_to_its_minutes(request, served, chromium, axe, tmp_path, width, height, keyboard):
    address, environment = served
    title = f"Séance {'du bureau' if keyboard else 'des téléphones'}"
    screen = {"width": width, "height": height}
    context, other = chromium.new_context(viewport=screen), chromium.new_context(viewport=screen)
    violations = []

    def walker_in(place):
        page = place.new_page()
        page.set_default_timeout(10_000)
        page.on(
            "console", lambda said: violations.append(said.text) if "Content Security Policy" in said.text else None
        )
        return Walker(page, address, axe, keyboard=keyboard)

    odile, member = walker_in(context), walker_in(other)
    request.node.page = odile.page

    convene(odile, title, tmp_path)
    thierno = answer(member, environment, title)
    brigitte = give_proxy(member, environment, title)
    the_day_comes(environment, title)
    code = call_the_roll(odile, title)
    come_in(member, thierno, code)
    begin(odile, title)
    follow(odile, member, title, brigitte)
    close(odile, title)
    approve(odile, environment, f"{title}, suite", title)
    context.close()
    other.close()
    assert violations == []


def the_day_comes(environment, title):
    subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", THE_DAY.format(title=title)],
        cwd=ROOT, env=environment, check=True,
    )  # fmt: skip


def prepare(walker, title):
    """The secretariat prepares a meeting for the week after next."""
    walker.become("Odile Granjean")
    walker.link("Séances")
    walker.link("Préparer une séance")
    walker.choose("Commission", "Commission numérique des Rives et des Monts")
    walker.type("Intitulé", title)
    walker.set_date("Date et heure", (datetime.now() + timedelta(days=12)).strftime("%Y-%m-%dT%H:%M"))
    walker.type("Lieu ou lien", "Mairie de Roche-Blanche")
    walker.button("Continuer vers l’ordre du jour")


def convene(walker, title, folder):
    """It writes the agenda, draws work in progress, attaches a document, reads again, convenes, notes an answer."""
    prepare(walker, title)
    walker.press(walker.page.get_by_role("button", name=re.compile("^Inscrire.*Contribution à la réforme")))
    walker.type("Intitulé du point", "Calendrier")
    walker.button("Ajouter ce point")
    path = folder / "calendrier.pdf"
    path.write_bytes(b"%PDF-1.7 un calendrier")
    walker.press(walker.page.get_by_role("link", name=re.compile("joindre un document.*Calendrier")))
    walker.upload("Document", path)
    walker.press(walker.page.get_by_role("button", name="Joindre", exact=True))
    walker.says("calendrier.pdf")
    walker.press(walker.page.get_by_role("link", name=re.compile("Ordre du jour")))
    walker.button("Relire, puis convoquer")
    walker.says(re.compile("Tel que le recevrait"))
    walker.button("Envoyer la convocation")
    said = re.compile(r"(\d+) courriels envoyés, (\d+) à prévenir autrement")
    walker.says(said)
    written, others = map(int, said.search(walker.page.get_by_text(said).first.inner_text()).groups())
    assert written >= 8  # other walks open accounts
    walker.link(re.compile("^à prévenir autrement"))
    assert walker.page.locator(".folk > li").count() == others
    walker.link(re.compile("^sans réponse"))
    walker.type("Chercher une personne", "sangare")
    walker.page.locator(".folk > li").nth(1).wait_for(state="detached")
    walker.press(walker.page.locator("summary", has_text="Thierno Sangaré"), leads=False)
    walker.press(walker.page.get_by_role("button", name=re.compile("^Noter l’absence")), leads=False)
    walker.page.get_by_text("La réponse est notée").wait_for()
    walker.link(re.compile("^absents"))
    walker.press(walker.page.locator("summary", has_text="Thierno Sangaré"), leads=False)
    walker.link(re.compile("^Convocation.*Thierno Sangaré"))
    walker.says("Calendrier")
    walker.says(re.compile("seul le lien personnel est caché"))


def letter(environment, address, title):
    """The convening letter that a member received: (its words, the path of its personal link)."""
    found = next(one for one in reversed(letters(environment, address)) if one["Subject"].endswith(title))
    words = found.get_body(("plain",)).get_content()
    assert "text/calendar" in [part.get_content_type() for part in found.walk()]
    return words, re.search(r"(/seances/repondre/\S+?)\?reponse=present", words).group(1)


def answer(walker, environment, title):
    """A member answers by the link of the letter, without an account."""
    words, link = letter(environment, "membre@example.org", title)
    assert "Contribution à la réforme" in words and "Calendrier" in words
    walker.go(f"{link}?reponse=present")
    walker.says("Vous serez absent, absente.")
    walker.button(re.compile("^Confirmer.*présent"))
    walker.says("Vous serez présent, présente.")
    return link


def give_proxy(walker, environment, title):
    """Another gives a proxy; the one who holds it sees it."""
    _words, link = letter(environment, "membre2@example.org", title)
    walker.go(f"{link}?reponse=proxy")
    walker.choose("À qui", "Thierno Sangaré")
    walker.button(re.compile("^Donner procuration"))
    walker.says("La procuration que vous donnez")
    return link


def call_the_roll(walker, title):
    """The secretariat shows the code, and notes an arrival with one tap: the quorum follows in place."""
    walker.link("Séances")
    walker.press(walker.page.get_by_role("link", name=title, exact=True))
    walker.says("Brigitte Lavandier → Thierno Sangaré")
    walker.link("Code de la salle")
    walker.button("Afficher un code")
    code = walker.page.locator(".roomcode").inner_text()[-6:]
    walker.link("Appel")
    walker.says("présents : quorum non atteint".replace(" :", "\u202f:"))
    walker.press(walker.page.get_by_role("button", name=re.compile("^Présent.*Bastien Ferragut")), leads=False)
    walker.page.get_by_role("button", name=re.compile("^Parti.*Bastien Ferragut")).wait_for()
    assert walker.page.locator("#roll .figures b").first.inner_text() == "13"
    return code


def come_in(walker, link, code):
    """The member types the code, wrongly first."""
    walker.go(link)
    walker.says("La procuration que vous détenez")
    walker.type("Code affiché dans la salle", "AAAAAA")
    walker.button("Je suis dans la salle")
    walker.says("Ce n’est pas le code affiché dans la salle.")
    walker.type("Code affiché dans la salle", code.lower())
    walker.button("Je suis dans la salle")
    walker.says("noté présent, présente depuis")


def begin(walker, title):
    """With fourteen of twenty-seven, it opens."""
    walker.press(walker.page.get_by_role("link", name=title, exact=True))
    walker.button("Ouvrir la séance avec les présents de l’appel")
    walker.says("présents : quorum atteint".replace(" :", "\u202f:"))
    assert walker.page.locator("#room-figures b").first.inner_text() == "14"


def follow(odile, member, title, brigitte):
    """The room follows the item called; the proxy ends when its giver comes in, and the count follows."""
    member.become("Thierno Sangaré")
    member.link("Séances")
    member.press(member.page.get_by_role("link", name=title, exact=True))
    member.link(re.compile("Suivre la séance"))
    odile.press(odile.page.get_by_role("link", name=re.compile("^Ouvrir ce point.*Calendrier")))
    odile.button("Appeler ce point")
    member.page.get_by_role("heading", name="Calendrier").wait_for()
    odile.button("Passer au vote")
    member.page.get_by_text("le vote est ouvert").wait_for()
    member.go(brigitte)
    member.button("Retirer cette procuration")
    member.says(re.compile("les procurations ne changent pas avant sa clôture"))
    odile.button("Clore le vote")
    odile.press(odile.page.get_by_role("link", name=title, exact=True))
    odile.link("Faire l’appel")
    odile.press(odile.page.get_by_role("button", name=re.compile("^Présent.*Brigitte Lavandier")), leads=False)
    odile.page.get_by_role("button", name=re.compile("^Parti.*Brigitte Lavandier")).wait_for()
    odile.press(odile.page.get_by_role("link", name=title, exact=True))
    odile.says(re.compile("éteinte à l’arrivée du mandant"))
    assert odile.page.locator("#room-figures b").first.inner_text() == "15"


def close(walker, title):
    """A decision is noted, the meeting is closed, its minutes are drafted and completed."""
    walker.press(walker.page.get_by_role("link", name=re.compile("^Ouvrir ce point.*Calendrier")))
    walker.type("Décision", "Le calendrier proposé est retenu.")
    walker.button("Noter la décision")
    walker.press(walker.page.get_by_role("link", name=title, exact=True))
    walker.button("Lever la séance")
    walker.button("Rédiger le relevé de décisions")
    walker.says("Le calendrier proposé est retenu.")
    walker.says("Brigitte Lavandier → Thierno Sangaré")
    walker.press(walker.page.get_by_role("link", name=re.compile("^Écrire.*Contribution à la réforme")))
    walker.type("Décision", "L’examen est renvoyé à la prochaine séance.")
    walker.button("Enregistrer")
    walker.says("L’examen est renvoyé à la prochaine séance.")


def approve(walker, environment, title, former):
    """The next meeting has the approval on its agenda by itself; once approved, the minutes are frozen."""
    prepare(walker, title)
    walker.says(re.compile(f"Approbation du relevé.*{former}"))
    walker.button("Relire, puis convoquer")
    walker.button("Envoyer la convocation")
    the_day_comes(environment, title)
    walker.press(walker.page.get_by_role("link", name=title, exact=True))
    walker.press(walker.page.locator("summary", has_text="Compter à main levée"), leads=False)
    walker.type("Membres ayant voix délibérative présents", "9")
    walker.button("Constater le quorum et ouvrir la séance")
    walker.says(re.compile("Le quorum n’est pas atteint"))
    walker.type("Membres ayant voix délibérative présents", "15")
    walker.button("Constater le quorum et ouvrir la séance")
    walker.press(walker.page.get_by_role("link", name=re.compile("^Ouvrir ce point.*Approbation")))
    walker.button("Appeler ce point")
    walker.button(re.compile("Approuver le relevé"))
    walker.says("Le relevé est approuvé.")
    walker.link("Lire le relevé")
    walker.says("Empreinte")
    walker.says("Le calendrier proposé est retenu.")
    walker.press(walker.page.get_by_role("link", name=former, exact=True))
    walker.link("Séances")
    walker.press(walker.page.get_by_role("link", name=title, exact=True))
    walker.button("Lever la séance")
