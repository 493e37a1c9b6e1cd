"""« Mon compte »: what one sees there, what one proves before changing it, sessions, address, codes."""

import re
import time
from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portevoix.journal.acts import Forbidden
from portevoix.journal.models import Entry, Fact
from portevoix.people.models import User
from portevoix.site.accounts.sealing import unseal
from portevoix.site.accounts.second_factor import lift_second_factor
from portevoix.site.tests.accounts.conftest import BACKEND, code_of, current_code, link_path

SENSITIVE = [
    "accounts:address",
    "account_set_password",
    "mfa_add_webauthn",
    "mfa_activate_totp",
    "mfa_generate_recovery_codes",
]


def ago(browser, seconds):
    """As if everything had been proved *seconds* earlier."""
    session = browser.session
    for record in session["account_authentication_methods"]:
        record["at"] -= seconds
    session.save()


def activate(browser):
    """Ask for a code at each sign-in; returns the secret that the application keeps."""
    page = browser.get(reverse("mfa_activate_totp"))
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page.content.decode())[1]
    answer = browser.post(reverse("mfa_activate_totp"), {"code": current_code(secret)})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    return secret


def test_the_page_gathers_everything_in_few_queries(signed_in, account, django_assert_num_queries):
    browser = signed_in(account())
    browser.get(reverse("accounts:account"))
    with django_assert_num_queries(6):  # the session, the account, then 4
        page = browser.get(reverse("accounts:account")).content.decode()
    for words in ("ysoline@example.org", "Clés d’accès", "Mot de passe", "Code exigé", "Langue", "cette session"):
        assert words in page


@pytest.mark.parametrize("name", SENSITIVE)
def test_right_after_coming_in_one_changes_things_freely(signed_in, account, name):
    browser = signed_in(account())
    if name == "mfa_generate_recovery_codes":
        activate(browser)
        browser.post(reverse("mfa_reauthenticate"), {"code": _unused_code(browser)})
    assert browser.get(reverse(name)).status_code == 200


def _unused_code(browser):
    user = browser.session["_auth_user_id"]
    return Authenticator.objects.get(user_id=user, type="recovery_codes").wrap().get_unused_codes()[0]


@pytest.mark.parametrize("name", SENSITIVE)
def test_later_one_proves_who_one_is_by_mail_when_there_is_nothing_else(signed_in, account, name):
    browser = signed_in(account())
    ago(browser, 1000)
    answer = browser.get(reverse(name))
    assert answer.status_code == 302 and answer["Location"].startswith(reverse("accounts:prove"))


def test_the_code_of_the_mail_proves_it_and_one_goes_on(signed_in, account):
    browser = signed_in(account())
    ago(browser, 1000)
    page = browser.get(reverse("accounts:address"), follow=True)
    assert "Confirmez que c’est bien vous" in page.content.decode()
    proof = page.redirect_chain[-1][0]
    page = browser.post(proof, {"next": reverse("accounts:address")})
    assert "Un courriel est parti" in page.content.decode()
    code = code_of(mail.outbox[-1].body)
    assert browser.post(proof, {"code": "AAAA-AAAA"}).status_code == 422
    answer = browser.post(proof, {"code": code.lower(), "next": reverse("accounts:address")})
    assert answer["Location"] == reverse("accounts:address")
    assert browser.get(reverse("accounts:address")).status_code == 200


def test_three_wrong_codes_kill_the_right_one(signed_in, account):
    browser = signed_in(account())
    ago(browser, 1000)
    browser.post(reverse("accounts:prove"), {})
    code = code_of(mail.outbox[-1].body)
    for _try in range(3):
        assert browser.post(reverse("accounts:prove"), {"code": "AAAA-AAAA"}).status_code == 422
    answer = browser.post(reverse("accounts:prove"), {"code": code})
    assert answer.status_code == 422 and "Ce code a expiré" in answer.content.decode()


def test_who_has_a_password_gives_it_again(client, account):
    account(password="quatre mots sans lien")
    client.post(reverse("account_login"), {"login": "ysoline@example.org", "password": "quatre mots sans lien"})
    answer = client.get(reverse("accounts:address"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    page = client.get(answer["Location"]).content.decode()
    assert reverse("accounts:prove") in page
    answer = client.post(answer["Location"], {"password": "quatre mots sans lien"})
    assert answer["Location"] == reverse("accounts:address") and client.get(answer["Location"]).status_code == 200


def test_a_code_asked_for_is_asked_at_each_sign_in(signed_in, account, client):
    user = account()
    secret = activate(signed_in(user, Client()))
    client.post(reverse("account_request_login_code"), {"email": user.email})
    answer = client.post(link_path(mail.outbox[-1].body))
    assert answer["Location"] == reverse("mfa_authenticate") and "_auth_user_id" not in client.session
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert "_auth_user_id" not in client.session
    cache.clear()  # the code that activated it does not serve twice in the same thirty seconds
    answer = client.post(reverse("mfa_authenticate"), {"code": current_code(secret)})
    assert answer["Location"] == "/" and client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize(("late", "taken"), [(30, True), (60, False), (-30, True), (-60, False)])
def test_a_code_is_taken_half_a_minute_late_or_early(signed_in, account, monkeypatch, late, taken):
    browser = signed_in(account())
    secret = browser.get(reverse("mfa_activate_totp")).context["form"].secret
    now = time.time()
    monkeypatch.setattr(auth, "time", SimpleNamespace(time=lambda: now + late))
    answer = browser.post(reverse("mfa_activate_totp"), {"code": current_code(secret, now)})
    assert (answer.status_code == 302) is taken


def test_a_copy_of_the_database_opens_no_account(signed_in, account, client, settings, caplog):
    user = account()
    secret = activate(signed_in(user, Client()))
    held = {one.type: one for one in Authenticator.objects.filter(user=user)}
    assert secret not in str([one.data for one in held.values()])
    assert unseal(held["totp"].data["secret"]) == secret and unseal(secret) == secret

    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key, that came after it" * 3
    assert unseal(held["totp"].data["secret"]) == secret and unseal(held["recovery_codes"].data["seed"])
    settings.SECRET_KEY_FALLBACKS = []
    assert unseal(held["totp"].data["secret"]) not in (secret, "", unseal(held["totp"].data["secret"]))
    assert "no longer known" in caplog.text
    client.post(reverse("account_request_login_code"), {"email": user.email})
    client.post(link_path(mail.outbox[-1].body))
    answer = client.post(reverse("mfa_authenticate"), {"code": current_code(secret)})
    assert answer.status_code == 200 and "_auth_user_id" not in client.session


def test_a_recovery_code_serves_once(signed_in, account):
    user = account()
    activate(signed_in(user, Client()))
    code = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()[0]
    outcomes = []
    for _time in range(2):
        browser = Client()
        browser.post(reverse("account_request_login_code"), {"email": user.email})
        browser.post(link_path(mail.outbox[-1].body))
        browser.post(reverse("mfa_authenticate"), {"code": code})
        outcomes.append("_auth_user_id" in browser.session)
    assert outcomes == [True, False]


def test_a_mail_does_not_undo_the_second_factor(signed_in, account):
    browser = signed_in(account())
    activate(browser)
    assert browser.get(reverse("accounts:prove"))["Location"] == reverse("mfa_reauthenticate")
    answer = browser.get(reverse("mfa_deactivate_totp"))
    assert answer["Location"].startswith(reverse("mfa_reauthenticate"))
    assert reverse("accounts:prove") not in browser.get(answer["Location"]).content.decode()


@pytest.mark.django_db(transaction=True)  # the mail leaves once all is written
def test_each_change_is_told_by_mail(signed_in, account):
    activate(signed_in(account()))
    assert "désormais exigé" in mail.outbox[-1].body and mail.outbox[-1].to == ["ysoline@example.org"]


def test_a_session_is_closed_from_another(signed_in, account):
    user = account()
    here, there, elsewhere = (signed_in(user, Client(HTTP_USER_AGENT=agent)) for agent in (
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
    ))  # fmt: skip
    page = here.get(reverse("accounts:account")).content.decode()
    for device in ("Firefox, Linux", "Safari, iPhone", "Edge, Windows"):
        assert device in page
    pk = re.search(r'name="session" value="(\d+)">Fermer<span class="unseen"> Safari, iPhone', page)[1]
    here.post(reverse("accounts:close_sessions"), {"session": pk})
    assert there.get(reverse("accounts:account")).status_code == 302
    assert elsewhere.get(reverse("accounts:account")).status_code == 200
    here.post(reverse("accounts:close_sessions"), {})
    assert elsewhere.get(reverse("accounts:account")).status_code == 302
    assert here.get(reverse("accounts:account")).status_code == 200


def test_nobody_closes_the_session_of_another(signed_in, account):
    one, other = signed_in(account(), Client()), signed_in(account("Brice Maurepas", "brice@example.org"), Client())
    pk = UserSession.objects.get(session_key=other.session.session_key).pk
    one.post(reverse("accounts:close_sessions"), {"session": pk})
    assert other.get(reverse("accounts:account")).status_code == 200


def test_a_new_password_closes_the_other_sessions(signed_in, account):
    user = account()
    here, there = signed_in(user, Client()), signed_in(user, Client())
    typed = {"password1": "quatre mots sans lien", "password2": "quatre mots sans lien"}
    assert here.post(reverse("account_set_password"), typed)["Location"] == reverse("accounts:account")
    assert here.get(reverse("accounts:account")).status_code == 200
    assert there.get(reverse("accounts:account")).status_code == 302


def test_a_page_read_writes_no_row(signed_in, account, django_assert_num_queries):
    browser = signed_in(account())
    browser.get("/a-propos/")
    with django_assert_num_queries(3) as asked:  # the session, the account, whether one administers
        browser.get("/a-propos/")
    assert all(query["sql"].startswith("SELECT") for query in asked.captured_queries)


def test_the_address_changes_once_the_new_one_has_answered(signed_in, account):
    user = account()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    browser = signed_in(user)
    browser.post(reverse("accounts:address"), {"email": "Nouvelle@Example.org"})
    path = link_path(mail.outbox[-1].body)
    assert mail.outbox[-1].to == ["nouvelle@example.org"]
    assert Client().get(path).status_code == 200
    user.refresh_from_db()
    assert user.email == "ysoline@example.org"
    browser.post(path)
    user.refresh_from_db()
    assert (
        user.email == "nouvelle@example.org" and not EmailAddress.objects.filter(email="ysoline@example.org").exists()
    )
    assert mail.outbox[-1].to == ["ysoline@example.org"]
    entry = Entry.objects.get(act="people.address_changed")
    assert Fact.objects.get(entry=entry, name="email").value == "nouvelle@example.org"
    assert browser.post(path).status_code == 410


def test_the_address_of_another_is_refused_and_what_was_typed_kept(signed_in, account):
    account("Brice Maurepas", "brice@example.org")
    browser = signed_in(account())
    page = browser.post(reverse("accounts:address"), {"email": "brice@example.org"})
    assert page.status_code == 422 and 'value="brice@example.org"' in page.content.decode()
    assert "celle d’un autre compte" in page.content.decode()


def test_the_password_forgotten_is_chosen_again(client, account):
    account(password="quatre mots sans lien")
    client.post(reverse("account_reset_password"), {"email": "ysoline@example.org"})
    page = client.get(link_path(mail.outbox[-1].body), follow=True)
    action = page.redirect_chain[-1][0]
    assert "set-password" in action
    typed = {"password1": "cinq mots vraiment sans lien", "password2": "cinq mots vraiment sans lien"}
    assert client.post(action, typed)["Location"] == reverse("account_reset_password_from_key_done")
    client.post(reverse("account_login"), {"login": "ysoline@example.org", "password": typed["password1"]})
    assert "_auth_user_id" in client.session


def test_nobody_opens_an_account_alone(client, db):
    page = client.post(reverse("account_signup"), {"email": "x@example.org", "password1": "quatre mots sans lien"})
    assert page.status_code == 200 and "sur invitation" in page.content.decode()


def test_the_demo_keeps_its_way_in(client, account, settings):
    settings.DEMO = True
    user = account()
    assert reverse("site:try") in client.get(reverse("account_login")).content.decode()
    client.force_login(user, backend=BACKEND)
    assert client.get(reverse("accounts:account")).status_code == 200


def test_an_administrator_gives_access_back_to_who_lost_everything(signed_in, account):
    lost = account()
    activate(signed_in(lost, Client()))
    administrator = signed_in(account("Ada Ministre", "ada@example.org", administrator=True), Client())
    page = administrator.post(reverse("accounts:restore"), {"email": "inconnue@example.org"})
    assert page.status_code == 422 and "Aucun compte n’a cette adresse" in page.content.decode()
    administrator.post(reverse("accounts:restore"), {"email": lost.email})
    assert mail.outbox[-1].to == [lost.email]
    assert Entry.objects.get(act="people.second_factor_lifted").subject == f"person:{lost.person_id}"
    signed_in(lost, Client())
    again = administrator.post(reverse("accounts:restore"), {"email": lost.email})
    assert again.status_code == 422 and "Aucun code n’est exigé" in again.content.decode()


def test_nobody_else_lifts_a_second_factor(signed_in, account):
    lost = account()
    activate(signed_in(lost, Client()))
    secretary = signed_in(account("Odile Granjean", "odile@example.org", role="secretariat"), Client())
    assert secretary.post(reverse("accounts:restore"), {"email": lost.email}).status_code == 403
    with pytest.raises(Forbidden):
        lift_second_factor(lost, by=User.objects.get(email="odile@example.org").person, at=timezone.now())
    assert Authenticator.objects.filter(user=lost, type="totp").exists()
