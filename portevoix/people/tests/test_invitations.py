"""Inviting someone to open an account: who may, once, for a time."""

from datetime import UTC, datetime, timedelta

import pytest

from portevoix.commissions.actions import create_commission, give_mandate, take_seat
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Entry, Fact
from portevoix.people.actions import enter_person, open_account
from portevoix.people.invitations.actions import accept_invitation, invite_person, revoke_invitation, send_again
from portevoix.people.invitations.models import Invitation
from portevoix.people.invitations.queries import invitation_of, waiting_for
from portevoix.people.models import Person, User

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
State = Invitation.State


def person(name):
    return enter_person(name=name, by="x", at=NOW)


@pytest.fixture
def house():
    """Two commissions, each with its secretary and a member; the first has a sub-commission with a member."""
    made = {}
    for slug in ("rives", "monts"):
        commission = made[slug] = create_commission(name=slug, slug=slug, by="x", at=NOW)
        secretary, member = made[f"secretary of {slug}"], made[f"member of {slug}"] = (
            person(f"S {slug}"),
            person(f"M {slug}"),
        )
        give_mandate(secretary, commission, role="secretariat", by="x", at=NOW, start=NOW.date())
        take_seat(member, commission, capacity="elected", by="x", at=NOW, start=NOW.date())
    child = create_commission(name="enfant", slug="enfant", parent=made["rives"], by="x", at=NOW)
    made["member of the child"] = person("M enfant")
    take_seat(made["member of the child"], child, capacity="expert", by="x", at=NOW, start=NOW.date())
    made["administrator"] = person("A")
    open_account(made["administrator"], email="admin@example.org", by="x", at=NOW, administrator=True)
    return {name: one if not isinstance(one, Person) else Person.objects.get(pk=one.pk) for name, one in made.items()}


def invited(house, who="member of rives", by="secretary of rives", email="m@example.org"):
    return invite_person(house[who], email=email, by=house[by], at=NOW)


def test_an_invitation_is_noted_and_its_link_is_kept_nowhere(house):
    invitation, secret = invited(house, email=" M@Example.org ")
    assert invitation.email == "m@example.org" and invitation.state(NOW) == State.WAITING
    assert invitation_of(secret) == invitation
    assert secret not in str(Invitation.objects.values().get())
    entry = Entry.objects.get(act="people.invited")
    assert entry.subject == f"invitation:{invitation.pk}"
    assert Fact.objects.get(entry=entry, name="email").value == "m@example.org"


@pytest.mark.parametrize(
    ("by", "who"),
    [
        ("secretary of rives", "member of rives"),
        ("secretary of rives", "member of the child"),
        ("administrator", "member of monts"),
    ],
)
def test_a_secretary_invites_for_her_commission_and_an_administrator_for_all(house, by, who):
    assert invited(house, who, by)


@pytest.mark.parametrize(
    ("by", "who"),
    [
        ("secretary of rives", "member of monts"),
        ("member of rives", "member of the child"),
        ("member of rives", "member of rives"),
        ("secretary of rives", "administrator"),
    ],
)
def test_nobody_else_invites(house, by, who):
    with pytest.raises(Forbidden):
        invited(house, who, by)
    assert not Invitation.objects.exists()


def test_a_person_is_invited_once_at_a_time(house):
    invited(house)
    with pytest.raises(Refused, match="déjà une invitation"):
        invited(house, email="autre@example.org")
    with pytest.raises(Refused, match="pour une autre personne"):
        invited(house, who="member of the child")


def test_an_account_is_not_invited_again(house):
    open_account(house["member of rives"], email="m@example.org", by="x", at=NOW)
    with pytest.raises(Refused, match="a déjà un compte"):
        invited(house)
    with pytest.raises(Refused, match="déjà celle d’un compte") as refused:
        invited(house, who="member of the child")
    assert refused.value.field == "email"


def test_accepting_opens_the_account_once(house):
    invitation, _secret = invited(house)
    user = accept_invitation(invitation, at=NOW + timedelta(days=2))
    assert user.person == house["member of rives"] and not user.has_usable_password()
    assert {"people.invitation_accepted", "people.account_opened"} <= set(Entry.objects.values_list("act", flat=True))
    with pytest.raises(Refused, match="déjà servi"):
        accept_invitation(invitation, at=NOW + timedelta(days=2))
    assert User.objects.filter(email="m@example.org").count() == 1


def test_an_invitation_expires(house, settings):
    settings.INVITATION_DAYS = 3
    invitation, _secret = invited(house)
    late = NOW + timedelta(days=3)
    assert invitation.state(late) == State.EXPIRED and waiting_for("m@example.org", late) is None
    with pytest.raises(Refused, match="a expiré"):
        accept_invitation(invitation, at=late)
    assert not User.objects.filter(email="m@example.org").exists()


def test_sent_again_it_has_a_new_link_and_a_new_delay(house, settings):
    settings.INVITATION_DAYS = 3
    invitation, former = invited(house)
    late = NOW + timedelta(days=10)
    invitation, secret = send_again(invitation, by=house["secretary of rives"], at=late)
    assert invitation_of(former) is None and invitation_of(secret) == invitation
    assert invitation.times_sent == 2 and invitation.state(late) == State.WAITING
    assert accept_invitation(invitation, at=late)


def test_revoked_it_opens_nothing_and_the_person_may_be_invited_anew(house):
    invitation, _secret = invited(house)
    revoke_invitation(invitation, by=house["administrator"], at=NOW)
    with pytest.raises(Refused, match="a été retirée"):
        accept_invitation(invitation, at=NOW)
    with pytest.raises(Refused, match="a été retirée"):
        send_again(invitation, by=house["administrator"], at=NOW)
    assert invited(house)


def test_another_commission_neither_sends_again_nor_revokes(house):
    invitation, _secret = invited(house)
    for act in (send_again, revoke_invitation):
        with pytest.raises(Forbidden):
            act(invitation, by=house["secretary of monts"], at=NOW)
    invitation.refresh_from_db()
    assert invitation.times_sent == 1 and invitation.revoked_at is None


def test_an_account_opened_meanwhile_is_said(house):
    invitation, _secret = invited(house)
    open_account(house["member of rives"], email="ailleurs@example.org", by="x", at=NOW)
    with pytest.raises(Refused, match="Un compte existe déjà"):
        accept_invitation(invitation, at=NOW)
