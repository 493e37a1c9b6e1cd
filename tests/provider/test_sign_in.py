"""Signing in through a real provider: who comes in, who does not, and what leaves for the provider."""

import re
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portevoix.journal.models import Entry
from portevoix.people.actions import enter_person, open_account
from portevoix.people.invitations.actions import invite_person
from portevoix.people.models import User
from tests.provider import provider_running

pytestmark = pytest.mark.django_db
BACK, HOME = "http://testserver/compte/connexion/fournisseur/retour/", "http://testserver/"


@pytest.fixture(scope="module")
def issuer():
    with provider_running(BACK, HOME) as running:
        yield running


@pytest.fixture(params=["plain", "proconnect"])
def provider(request, issuer, settings):
    """The settings of an installation that trusts the provider, in both ways of answering userinfo."""
    strict = request.param == "proconnect"
    settings.PUBLIC_URL, settings.OIDC_ENABLED = "http://testserver", True
    settings.OIDC = {
        "name": "ProConnect",
        "scopes": ["openid", "given_name", "usual_name", "email", "siret"]
        if strict
        else ["openid", "profile", "email"],
        "acr": [],
        "pkce": not strict,
    }
    app = {
        "provider_id": "oidc",
        "name": "ProConnect",
        "client_id": request.param,
        "secret": f"secret-of-{request.param}-long-enough-to-sign",
        "settings": {
            "server_url": f"{issuer}/.well-known/openid-configuration",
            "scope": settings.OIDC["scopes"],
            "oauth_pkce_enabled": settings.OIDC["pkce"],
            "verified_email": False,
        },
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    return app


@pytest.fixture
def member():
    person = enter_person(name="Ysoline Verdurier", by="le secrétariat", at=timezone.now())
    return open_account(person, email="ysoline@example.org", by="le secrétariat", at=timezone.now())


def through(client, who, address=None, browser=None, on_return=lambda: None, **typed):
    """Leave for the provider, say who one is there, come back; the response of our return address."""
    left = client.post(address or reverse("openid_connect_login"))
    assert left.status_code == 302, left.content
    browser = browser or requests.Session()
    page = follow(browser, browser.get(left["Location"], allow_redirects=False))
    if not page.is_redirect:
        assert page.status_code == 200, page.text
        page = follow(browser, browser.post(page.url, data={"who": who, **typed}, allow_redirects=False))
    on_return()
    return client.get(page.headers["Location"])


def follow(browser, page):
    """The provider's own redirections, up to a page of it or to the address that leads back to us."""
    while page.is_redirect and not page.headers["Location"].startswith(HOME):
        page = browser.get(urljoin(page.url, page.headers["Location"]), allow_redirects=False)
    return page


def signed_in(client):
    return client.session.get("_auth_user_id")


def test_the_holder_of_an_account_comes_in(client, provider, member):
    back = through(client, "ysoline@example.org")
    assert back.status_code == 302 and back["Location"] == "/"
    assert signed_in(client) == str(member.pk)
    held = SocialAccount.objects.get(user=member)
    assert held.uid == "sub-of-ysoline@example.org"
    assert "phone_number" not in held.extra_data and held.extra_data["usual_name"] == "Verdurier"


def test_who_was_linked_once_comes_in_after_the_address_has_changed(client, provider, member):
    through(client, "ysoline@example.org")
    User.objects.filter(pk=member.pk).update(email="autre@example.org")
    again = Client()
    through(again, "ysoline@example.org")
    assert signed_in(again) == str(member.pk)


def test_a_stranger_stays_out_and_nothing_is_created(client, provider):
    back = through(client, "inconnue@example.org")
    assert back.status_code == 403 and "Rien n’a été créé" in back.content.decode()
    assert not signed_in(client) and not User.objects.exists() and not SocialAccount.objects.exists()


def test_a_person_invited_opens_her_account_by_coming_in(client, provider):
    administrator = enter_person(name="Une administratrice", by="x", at=timezone.now())
    open_account(administrator, email="admin@example.org", by="x", at=timezone.now(), administrator=True)
    person = enter_person(name="Une invitée", by="x", at=timezone.now())
    invitation, _secret = invite_person(person, email="invitee@example.org", by=administrator, at=timezone.now())
    through(client, "invitee@example.org")
    invitation.refresh_from_db()
    assert invitation.accepted_at and signed_in(client) == str(person.account.pk)
    assert Entry.objects.filter(act="people.invitation_accepted").exists()


def test_an_address_that_the_provider_does_not_vouch_for_opens_nothing(client, provider, member):
    User.objects.filter(pk=member.pk).update(email="unsure.ysoline@example.org")
    back = through(client, "unsure.ysoline@example.org")
    assert back.status_code == 403 and not signed_in(client)


def test_unless_the_installation_says_that_it_trusts_every_address(client, provider, member):
    provider["settings"]["verified_email"] = True
    User.objects.filter(pk=member.pk).update(email="unsure.ysoline@example.org")
    through(client, "unsure.ysoline@example.org")
    assert signed_in(client) == str(member.pk)


def test_a_closed_account_stays_closed(client, provider, member):
    User.objects.filter(pk=member.pk).update(is_active=False)
    back = through(client, "ysoline@example.org")
    assert back["Location"] == reverse("account_inactive") and not signed_in(client)


def test_a_level_of_assurance_that_is_asked_for_is_required(client, provider, settings, member):
    settings.OIDC["acr"] = ["eidas2"]
    asked = parse_qs(urlsplit(client.post(reverse("openid_connect_login"))["Location"]).query)
    assert asked["claims"] == ['{"id_token":{"acr":{"essential":true,"values":["eidas2"]}}}']
    through(client, "ysoline@example.org")
    assert signed_in(client) == str(member.pk)


def test_a_level_that_the_provider_does_not_give_back_keeps_out(client, provider, settings, member):
    back = through(client, "ysoline@example.org", on_return=lambda: settings.OIDC.update(acr=["eidas2"]))
    assert back["Location"] == reverse("account_login") and not signed_in(client)
    assert "ne garantit pas assez qui vous êtes" in client.get(back["Location"]).content.decode()


def test_who_gives_up_is_told_so(client, provider, member):
    back = through(client, "", cancel="1")
    assert back["Location"] == reverse("account_login") and not signed_in(client)
    assert "Rien n’a été changé" in client.get(back["Location"]).content.decode()


def test_a_return_that_was_not_asked_for_is_refused(client, provider, member):
    back = client.get(BACK, {"code": "x", "state": "y" * 43})
    assert back["Location"] == reverse("account_login") and not signed_in(client)


def test_the_answer_to_another_departure_is_refused(client, provider, member):
    def swap_the_nonce():
        session = client.session
        for stashed in session["socialaccount_states"].values():
            stashed[0]["data"]["nonce"] = "x" * 43
        session.save()

    back = through(client, "ysoline@example.org", on_return=swap_the_nonce)
    assert back["Location"] == reverse("account_login") and not signed_in(client)


def test_only_documented_parameters_leave(client, provider):
    left = client.post(reverse("openid_connect_login") + "?auth_params=prompt%3Dnone&scope=phone")
    asked = parse_qs(urlsplit(left["Location"]).query)
    known = {"client_id", "redirect_uri", "scope", "response_type", "state", "nonce"}
    if provider["client_id"] == "plain":
        known |= {"code_challenge", "code_challenge_method"}
    assert set(asked) == known
    assert len(asked["state"][0]) >= 32 and len(asked["nonce"][0]) >= 32
    assert set(asked["scope"][0].split()) == set(provider["settings"]["scope"])


def test_another_account_of_the_provider_is_linked_from_my_account(client, provider, member):
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    back = through(client, "autre.adresse@example.org", reverse("openid_connect_login") + "?process=connect")
    assert back["Location"] == reverse("accounts:account")
    assert SocialAccount.objects.get(user=member).extra_data["email"] == "autre.adresse@example.org"
    assert not EmailAddress.objects.filter(email="autre.adresse@example.org").exists()
    page = client.get(reverse("accounts:account")).content.decode()
    assert "autre.adresse@example.org" in page


def test_leaving_leaves_the_provider_too(client, provider, issuer, member):
    browser = requests.Session()
    through(client, "ysoline@example.org", browser=browser)
    left = client.post(reverse("account_logout"))
    asked = parse_qs(urlsplit(left["Location"]).query)
    assert left["Location"].startswith(f"{issuer}/session/end?") and asked["post_logout_redirect_uri"] == [HOME]
    assert not signed_in(client)
    page = browser.get(left["Location"])
    assert "Quitter aussi le fournisseur" in page.text
    secret = re.search(r'name="xsrf" value="([^"]+)"', page.text)[1]
    after = browser.post(f"{issuer}/session/end/confirm", {"xsrf": secret, "logout": "yes"}, allow_redirects=False)
    assert after.headers["Location"].startswith(HOME)


def test_a_provider_that_does_not_answer_is_named(client, provider, settings):
    provider["settings"]["server_url"] = "http://localhost:9/.well-known/openid-configuration"
    back = client.post(reverse("openid_connect_login"))
    assert back["Location"] == reverse("account_login")
    assert "ProConnect ne répond pas" in client.get(back["Location"]).content.decode()


def test_without_a_provider_its_addresses_lead_nowhere(client):
    assert client.get(reverse("openid_connect_login")).status_code == 404
    assert client.get(reverse("openid_connect_callback")).status_code == 404
