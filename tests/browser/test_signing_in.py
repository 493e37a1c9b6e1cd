"""Coming in by each way, one's account, an invitation: on a phone, then on a desk with the keyboard alone."""

import re

import pytest

from portevoix.site.tests.accounts.conftest import code_of, current_code, link_path
from tests.browser.walker import Walker
from tests.provider import provider_running
from tests.served import free_port, last_mail, serving

pytestmark = pytest.mark.browser
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
SCREENS = pytest.mark.parametrize(
    ("width", "height", "keyboard"), [(390, 844, False), (1360, 900, True)], ids=["phone", "desk, keyboard alone"]
)


@pytest.fixture
def opened(request, chromium, axe):
    """A browser of its own, with a device that keeps passkeys; fails on what the policy of the pages forbids."""
    contexts, violations = [], []

    def new(address, width, height, keyboard):
        context = chromium.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
        contexts.append(context)
        page = request.node.page = context.new_page()
        page.set_default_timeout(8_000)
        page.on("console", lambda said: violations.append(said.text) if "Content Security Policy" in said.text else 0)
        device = context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        made = device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        walker = Walker(page, address, axe, keyboard=keyboard)
        walker.device = lambda act, **more: device.send(act, {"authenticatorId": made["authenticatorId"], **more})
        return walker

    yield new
    for context in contexts:
        context.close()
    assert violations == []


def by_link(walker, environment, email):
    """Sign in by the link of a mail, up to what comes after."""
    walker.go("/compte/connexion/")
    walker.type("Adresse électronique", email)
    walker.button("Recevoir le lien")
    walker.says("Un courriel est parti")
    walker.go(link_path(last_mail(environment, email)))
    walker.button("Se connecter")


def leave(walker):
    walker.button("Se déconnecter")
    walker.says("Vous êtes déconnecté")


@SCREENS
def test_every_way_in(served, opened, width, height, keyboard):
    address, environment = served
    email = "experte@example.org" if keyboard else "membre@example.org"
    walker = opened(address, width, height, keyboard)

    by_link(walker, environment, email)
    walker.go("/compte/")
    walker.link("Ajouter une clé d’accès")
    walker.device("WebAuthn.setUserVerified", isUserVerified=False)
    walker.press(walker.page.get_by_role("button", name="Créer la clé"), leads=False)
    walker.page.get_by_text("La clé n’a pas été créée").wait_for()
    walker.device("WebAuthn.setUserVerified", isUserVerified=True)
    walker.type("Nom de la clé", "Mon téléphone")
    walker.button("Créer la clé")
    walker.says("La clé d’accès est ajoutée")
    walker.link(re.compile("Renommer Mon téléphone"))
    walker.says("Confirmez que c’est bien vous")
    walker.button("Utiliser ma clé d’accès")
    walker.type("Nom de la clé", "Téléphone de la mairie")
    walker.button("Renommer")
    walker.says("Téléphone de la mairie")
    leave(walker)

    walker.go("/compte/connexion/")
    walker.button("Utiliser ma clé d’accès")
    walker.go("/compte/")
    walker.says("utilisée le")

    walker.link("Exiger un code à chaque connexion")
    walker.button("Utiliser ma clé d’accès")
    secret = walker.page.locator("main code").inner_text()
    walker.type("Code montré par l’application", "000000")
    walker.button("Exiger un code désormais")
    walker.says("Code incorrect")
    secret = walker.page.locator("main code").inner_text()
    walker.type("Code montré par l’application", current_code(secret))
    walker.button("Exiger un code désormais")
    recovery = walker.page.locator(".codes code").all_inner_texts()
    assert len(recovery) == 10
    walker.link("Revenir à mon compte")
    walker.says("Il reste 10 codes de secours")
    leave(walker)

    by_link(walker, environment, email)
    walker.says("Encore un pas")
    walker.type("Code", recovery[0])
    walker.button("Se connecter")
    walker.go("/compte/")
    walker.says("Il reste 9 codes de secours")
    walker.link("Ne plus exiger de code")
    walker.link("Utiliser ma clé d’accès")
    walker.button("Utiliser ma clé d’accès")
    walker.button("Ne plus exiger de code")
    walker.says("Aucun code n’est plus exigé")

    walker.link("Choisir un mot de passe")
    walker.type("Mot de passe", "quatre mots sans lien")
    walker.type("Le même, une seconde fois", "quatre mots sans lien")
    walker.button("Choisir ce mot de passe")
    walker.says("Votre mot de passe est choisi")

    other = opened(address, width, height, keyboard)
    other.go("/compte/connexion/")
    section = other.page.get_by_role("region", name="Avec un mot de passe")
    section.get_by_label("Adresse électronique").fill(email)
    section.get_by_label("Mot de passe").fill("quatre mots sans lien")
    other.press(section.get_by_role("button", name="Se connecter"))
    walker.go("/compte/")
    walker.button("Fermer toutes les autres")
    walker.says("session est fermée")
    other.go("/compte/")
    other.says("Un compte est ouvert par le secrétariat")

    walker.link(re.compile("Retirer Téléphone"))
    walker.button("Retirer la clé")
    walker.says("La clé d’accès est retirée")


@SCREENS
def test_who_has_nothing_but_mail_proves_it_by_mail(served, opened, width, height, keyboard):
    address, environment = served
    email = "copresident@example.org" if keyboard else "membre2@example.org"
    walker = opened(address, width, height, keyboard)
    walker.become("Bastien Ferragut" if keyboard else "Brigitte Lavandier")
    walker.go("/compte/")
    walker.link("Changer d’adresse")
    walker.button("Recevoir le code")
    walker.type("Code", code_of(last_mail(environment, email)))
    walker.button("Confirmer")
    fresh = email.replace("@", ".neuve@")
    walker.type("Nouvelle adresse électronique", fresh)
    walker.button("Écrire à cette adresse")
    walker.says(fresh)
    walker.go(link_path(last_mail(environment, fresh)))
    walker.button("Changer d’adresse")
    walker.says(f"Vous vous connectez désormais avec {fresh}")
    # The other tests of this demo know the former address.
    walker.link("Changer d’adresse")
    walker.type("Nouvelle adresse électronique", email)
    walker.button("Écrire à cette adresse")
    walker.go(link_path(last_mail(environment, email)))
    walker.button("Changer d’adresse")


@SCREENS
def test_an_invitation_from_the_secretariat_to_the_account(served, opened, width, height, keyboard):
    address, environment = served
    guest = "Yves Kerdrein" if keyboard else "Rachid Amrouni"
    email = "invite.bureau@example.org" if keyboard else "invite.mobile@example.org"
    walker = opened(address, width, height, keyboard)
    walker.become("Odile Granjean")
    walker.go("/compte/")
    walker.link("Inviter des personnes")
    walker.link(re.compile(f"Inviter {guest}"))
    walker.button("Envoyer l’invitation")
    walker.says("Certaines rubriques sont à reprendre")
    walker.type("Adresse électronique", email)
    walker.button("Envoyer l’invitation")
    walker.says(f"L’invitation est partie à {email}")
    former = link_path(last_mail(environment, email))
    walker.button(re.compile(f"Renvoyer à {guest}"))
    link = link_path(last_mail(environment, email))
    walker.go(former)
    walker.says("Cette invitation n’est pas connue")
    walker.go("/")
    leave(walker)

    walker.go(link)
    walker.says(f"Bonjour, {guest}")
    walker.button("Ouvrir mon compte")
    walker.says(f"Bienvenue, {guest}")
    walker.link("Créer une clé d’accès")
    walker.button("Créer la clé")
    walker.says("La clé d’accès est ajoutée")
    leave(walker)
    walker.go(link)
    walker.says("Cette invitation a déjà servi")
    walker.go("/compte/connexion/")
    walker.button("Utiliser ma clé d’accès")
    walker.go("/compte/")
    walker.says(email)


@SCREENS
def test_a_real_provider_lets_in_and_the_policy_of_the_pages_lets_out(
    served, opened, tmp_path, width, height, keyboard
):
    _address, environment = served
    home = f"http://localhost:{free_port()}"
    with provider_running(f"{home}/compte/connexion/fournisseur/retour/", f"{home}/") as issuer:
        environment = {
            **environment,
            "PORTEVOIX_PUBLIC_URL": home,
            "PORTEVOIX_OIDC_DISCOVERY_URL": f"{issuer}/.well-known/openid-configuration",
            "PORTEVOIX_OIDC_CLIENT_ID": "proconnect",
            "PORTEVOIX_OIDC_CLIENT_SECRET": "secret-of-proconnect-long-enough-to-sign",
            "PORTEVOIX_OIDC_SCOPES": "openid,given_name,usual_name,email,siret",
            "PORTEVOIX_OIDC_PKCE": "0",
            "PORTEVOIX_OIDC_ACR": "eidas2",
        }
        with serving(environment, tmp_path):
            walker = opened(home, width, height, keyboard)
            walker.go("/compte/connexion/")
            walker.button("Se connecter avec ProConnect")
            walker.page.get_by_label("Adresse").fill("rapporteure@example.org")
            walker.press(walker.page.get_by_role("button", name="Continuer"))
            walker.go("/compte/")
            assert walker.page.get_by_role("heading", name="Camille Ostrowski").is_visible()
            walker.says("Relié depuis le")
            walker.link(re.compile("Délier ProConnect"))
            walker.button("Délier")
            walker.says("ProConnect n’ouvre plus ce compte")
            walker.button("Se déconnecter")
            walker.button("Quitter aussi le fournisseur")
            assert walker.page.url.startswith(home)
