"""The link that signs in: one click, once, for a quarter of an hour; whatever opens it beforehand uses nothing up."""

import pytest
from django.core import mail, signing
from django.test import Client
from django.urls import reverse

from portevoix.site.accounts import links
from portevoix.site.tests.accounts.conftest import code_of, link_path


@pytest.fixture
def asked(client, account):
    """Someone asked for a link: the account, the mail."""
    user = account()
    answer = client.post(reverse("account_request_login_code"), {"email": "Ysoline@Example.org"})
    assert answer["Location"] == reverse("account_confirm_login_code")
    return user, mail.outbox[-1].body


def entered(browser):
    return browser.session.get("_auth_user_id")


def test_the_link_signs_in_on_another_device(asked):
    user, body = asked
    other = Client()
    page = other.get(link_path(body))
    assert page.status_code == 200 and "Ysoline Verdurier" in page.content.decode() and not entered(other)
    answer = other.post(link_path(body))
    assert answer["Location"] == "/" and entered(other) == str(user.pk)


def test_a_robot_that_opens_every_link_uses_nothing_up(asked):
    user, body = asked
    for _time in range(3):
        assert Client().get(link_path(body)).status_code == 200
        assert Client().head(link_path(body)).status_code == 200
    person = Client()
    person.post(link_path(body))
    assert entered(person) == str(user.pk)


def test_the_link_serves_once(asked):
    _user, body = asked
    Client().post(link_path(body))
    late = Client()
    answer = late.post(link_path(body))
    assert answer.status_code == 410 and "Il a déjà servi" in answer.content.decode() and not entered(late)


def test_the_link_expires(asked, settings):
    _user, body = asked
    settings.SIGN_IN_LINK_SECONDS = -1
    assert Client().post(link_path(body)).status_code == 410


def test_an_altered_link_opens_nothing(asked):
    _user, body = asked
    path = link_path(body)
    for wrong in (path[:-6] + "aaaaa/", reverse("accounts:link", args=["n-importe-quoi"])):
        assert Client().post(wrong).status_code == 410
    forged = signing.dumps(["not", "a", "user"], salt=links.SALT)
    assert Client().post(reverse("accounts:link", args=[forged])).status_code == 410


def test_a_new_password_kills_the_links_already_sent(asked):
    user, body = asked
    user.set_password("quatre mots sans lien")
    user.save()
    assert Client().post(link_path(body)).status_code == 410


def test_a_closed_account_has_no_link(asked):
    user, body = asked
    user.is_active = False
    user.save()
    assert Client().post(link_path(body)).status_code == 410


def test_the_code_of_the_same_mail_signs_in_where_it_was_asked(client, asked):
    user, body = asked
    answer = client.post(reverse("account_confirm_login_code"), {"code": code_of(body)})
    assert answer["Location"] == "/" and entered(client) == str(user.pk)
    assert Client().post(link_path(body)).status_code == 410


def test_a_wrong_code_is_said_three_times_then_one_starts_again(client, asked):
    for _try in range(2):
        answer = client.post(reverse("account_confirm_login_code"), {"code": "AAAA-AAAA"})
        assert answer.status_code == 200 and "aria-invalid" in answer.content.decode()
    answer = client.post(reverse("account_confirm_login_code"), {"code": "AAAA-AAAA"})
    assert answer["Location"] == reverse("account_request_login_code") and not entered(client)


def test_one_goes_on_to_the_page_one_wanted(client, account):
    account()
    client.post(reverse("account_request_login_code"), {"email": "ysoline@example.org", "next": "/textes/"})
    other = Client()
    path = link_path(mail.outbox[-1].body)
    assert 'value="/textes/"' in other.get(path).content.decode()
    assert other.post(path.partition("?")[0], {"next": "/textes/"})["Location"] == "/textes/"


def test_one_never_goes_on_to_another_site(client, account):
    account()
    elsewhere = "https://example.com/"
    client.post(reverse("account_request_login_code"), {"email": "ysoline@example.org", "next": elsewhere})
    path = link_path(mail.outbox[-1].body)
    assert "example.com" not in path
    assert Client().post(path, {"next": elsewhere})["Location"] == "/"


def test_someone_else_signed_in_here_is_told_then_signed_out(account, asked, signed_in):
    _user, body = asked
    other = account("Brice Maurepas", "brice@example.org")
    browser = signed_in(other, Client())
    assert "Brice Maurepas" in browser.get(link_path(body)).content.decode()
    browser.post(link_path(body))
    assert entered(browser) == str(_user.pk)


def test_nothing_on_screen_says_whether_an_address_has_an_account(client, account):
    account()
    known = client.post(reverse("account_request_login_code"), {"email": "ysoline@example.org"}, follow=True)
    unknown = Client().post(reverse("account_request_login_code"), {"email": "inconnue@example.org"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert "aucun compte ne la porte" in mail.outbox[-1].body and "http" not in mail.outbox[-1].body


def test_no_more_than_three_mails_a_minute_to_one_address(account):
    account()
    answers = [
        Client().post(reverse("account_request_login_code"), {"email": "ysoline@example.org"}) for _time in range(4)
    ]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 200] and len(mail.outbox) == 3
    assert "Trop de tentatives" in answers[-1].content.decode()


def test_passwords_are_not_tried_without_end(client, account):
    account(password="quatre mots sans lien")
    typed = {"login": "ysoline@example.org", "password": "mauvais"}
    for _time in range(5):
        assert client.post(reverse("account_login"), typed).status_code == 200
    answer = client.post(reverse("account_login"), {**typed, "password": "quatre mots sans lien"})
    assert answer.status_code == 200 and not entered(client) and "Trop de tentatives" in answer.content.decode()


def test_what_was_typed_is_kept_but_the_password(client, account):
    account(password="quatre mots sans lien")
    page = client.post(reverse("account_login"), {"login": "ysoline@example.org", "password": "mauvais"})
    said = page.content.decode()
    assert 'value="ysoline@example.org"' in said and "mauvais" not in said


def test_so_many_sign_ins_from_one_place_end_on_a_page_that_says_so(client, account):
    account()
    for _time in range(30):
        client.post(reverse("account_login"), {"login": "", "password": ""})
    answer = client.post(reverse("account_login"), {"login": "", "password": ""})
    assert answer.status_code == 429 and "Trop d’essais" in answer.content.decode()
