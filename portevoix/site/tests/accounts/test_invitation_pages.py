"""Inviting from the pages, and accepting from the mail."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portevoix.commissions.actions import create_commission, take_seat
from portevoix.commissions.models import Membership
from portevoix.people.actions import enter_person
from portevoix.people.invitations.models import Invitation
from portevoix.people.models import Person, User
from portevoix.site.tests.accounts.conftest import link_path

LIST, INVITE = "/compte/invitations/", "/compte/invitations/inviter/"


@pytest.fixture
def secretary(account, signed_in):
    return signed_in(account("Odile Granjean", "odile@example.org", role="secretariat"), Client())


@pytest.fixture
def member(commission):
    now = timezone.now()
    person = enter_person(name="Capucine Morvan", function="maire", by="x", at=now)
    take_seat(person, commission, capacity="elected", by="x", at=now, start=now.date())
    return person


def test_a_member_without_an_account_is_invited_from_the_list(secretary, member):
    page = secretary.get(LIST).content.decode()
    assert "Capucine Morvan" in page and f"?personne={member.pk}" in page
    answer = secretary.post(INVITE, {"person": member.pk, "email": "capucine@example.org"})
    assert answer["Location"] == LIST
    assert mail.outbox[-1].to == ["capucine@example.org"] and "ne sert qu’une fois" in mail.outbox[-1].body
    page = secretary.get(LIST).content.decode()
    assert "en attente" in page and f"?personne={member.pk}" not in page


def test_the_header_is_that_of_every_page(secretary):
    page = secretary.get(LIST).content.decode()
    assert 'href="/administration/"' in page and "Rendre l’accès" not in page


def test_someone_new_is_entered_seated_and_invited_at_once(secretary, commission):
    typed = {"email": "neuve@example.org", "name": "Neuve Venue", "function": "adjointe", "commission": commission.pk,
             "capacity": "expert"}  # fmt: skip
    secretary.post(INVITE, typed)
    person = Person.objects.get(name="Neuve Venue")
    assert Membership.objects.get(person=person).capacity == "expert"
    assert Invitation.objects.get(person=person).email == "neuve@example.org"


def test_when_the_invitation_is_refused_nobody_is_entered(secretary, commission):
    typed = {"email": "odile@example.org", "name": "Neuve Venue", "commission": commission.pk, "capacity": "elected"}
    page = secretary.post(INVITE, typed)
    assert page.status_code == 422 and "déjà celle d’un compte" in page.content.decode()
    assert 'value="Neuve Venue"' in page.content.decode()
    assert not Person.objects.filter(name="Neuve Venue").exists()


def test_what_is_missing_is_named(secretary):
    page = secretary.post(INVITE, {"email": "neuve@example.org"})
    assert page.status_code == 422 and page.content.decode().count("pas encore inscrite.") == 3


def test_the_guest_opens_her_account_and_chooses_how_to_come_in(secretary, member):
    secretary.post(INVITE, {"person": member.pk, "email": "capucine@example.org"})
    path, guest = link_path(mail.outbox[-1].body), Client()
    page = guest.get(path).content.decode()
    assert "Bonjour, Capucine Morvan" in page and not User.objects.filter(email="capucine@example.org").exists()
    answer = guest.post(path)
    assert answer["Location"] == reverse("accounts:welcome")
    page = guest.get(answer["Location"]).content.decode()
    for name in ("mfa_add_webauthn", "account_set_password"):
        assert reverse(name) in page
        assert guest.get(reverse(name)).status_code == 200
    again = Client().get(path)
    assert again.status_code == 410 and "déjà servi" in again.content.decode()
    assert "acceptée" in secretary.get(LIST).content.decode()


def test_an_expired_invitation_says_so_and_is_sent_again(secretary, member):
    secretary.post(INVITE, {"person": member.pk, "email": "capucine@example.org"})
    former = link_path(mail.outbox[-1].body)
    long_ago = timezone.now() - timezone.timedelta(days=30)
    Invitation.objects.update(sent_at=long_ago, expires_at=long_ago + timezone.timedelta(days=14))
    page = Client().post(former)
    assert page.status_code == 410 and "a expiré" in page.content.decode()
    assert "expirée" in secretary.get(LIST).content.decode()
    invitation = Invitation.objects.get()
    secretary.post(reverse("accounts:change_invitation", args=[invitation.pk]), {"again": ""})
    assert Client().get(former).status_code == 404
    assert Client().get(link_path(mail.outbox[-1].body)).status_code == 200


def test_a_revoked_invitation_says_so(secretary, member):
    secretary.post(INVITE, {"person": member.pk, "email": "capucine@example.org"})
    secretary.post(reverse("accounts:change_invitation", args=[Invitation.objects.get().pk]), {"revoke": ""})
    page = Client().post(link_path(mail.outbox[-1].body))
    assert page.status_code == 410 and "retirée" in page.content.decode()


def test_a_mail_that_does_not_leave_loses_nothing(secretary, member, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 2
    page = secretary.post(INVITE, {"person": member.pk, "email": "capucine@example.org"}, follow=True)
    assert "n’est pas parti" in page.content.decode() and Invitation.objects.count() == 1


def test_another_commission_sees_none_of_it(secretary, member, account, signed_in):
    secretary.post(INVITE, {"person": member.pk, "email": "capucine@example.org"})
    now = timezone.now()
    elsewhere = create_commission(name="Ailleurs", slug="ailleurs", by="x", at=now)
    person = enter_person(name="Maxence Thirion", by="x", at=now)
    from portevoix.commissions.actions import give_mandate
    from portevoix.people.actions import open_account

    give_mandate(person, elsewhere, role="secretariat", by="x", at=now, start=now.date())
    other = signed_in(open_account(person, email="maxence@example.org", by="x", at=now), Client())
    assert "Capucine" not in other.get(LIST).content.decode() + other.get(INVITE).content.decode()
    assert other.post(reverse("accounts:change_invitation", args=[Invitation.objects.get().pk])).status_code == 404
    assert other.post(INVITE, {"person": member.pk, "email": "y@example.org"}).status_code == 422


def test_a_member_invites_nobody(account, signed_in, member):
    browser = signed_in(account())
    for path in (LIST, INVITE):
        assert browser.get(path).status_code == 403
    assert "Inviter" not in browser.get(reverse("accounts:account")).content.decode()


def test_an_administrator_invites_everywhere(account, signed_in, member):
    browser = signed_in(account("Ada Ministre", "ada@example.org", administrator=True))
    assert "Inviter des personnes" in browser.get(reverse("accounts:account")).content.decode()
    assert browser.post(INVITE, {"person": member.pk, "email": "capucine@example.org"})["Location"] == LIST


def test_the_list_costs_few_queries(secretary, member, django_assert_num_queries):
    secretary.post(INVITE, {"person": member.pk, "email": "capucine@example.org"})
    secretary.get(LIST)
    with django_assert_num_queries(5):  # the session, the account, the seat, then 2
        secretary.get(LIST)
