"""What is held about a person says what it is, why it is kept and how long, whatever room holds it."""

import re
from datetime import timedelta

import pytest
from django.utils.translation import override

from portevoix.commissions.actions import meetings as acts
from portevoix.commissions.actions import take_seat
from portevoix.commissions.models import CalendarAddress, Mailing
from portevoix.commissions.tests.meetings.conftest import (  # noqa: F401
    HELD,
    SENT,
    arrive,
    commission,
    convened,
    draft,
    expert,
    members,
    place_of,
    secretary,
)
from portevoix.journal.models import Entry, Fact
from portevoix.people.actions import enter_person
from portevoix.people.invitations.actions import accept_invitation, invite_person, revoke_invitation
from portevoix.people.invitations.models import Invitation
from portevoix.people.models import Person
from portevoix.people.rights import queries
from portevoix.people.rights.actions import erase_person
from portevoix.people.rights.held import holdings
from portevoix.people.rights.retention import apply_retention, keepings

pytestmark = pytest.mark.django_db


def words(response):
    """The page as it is read; no-break spaces stay."""
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_kind_says_what_it_is_why_and_how_long(language):
    with override(language):
        for name, one in holdings().items():
            assert str(one.purpose), f"describe {name} in a `held` module"
            assert queries.kept_how_long(one)
    assert {one.delay for one in holdings().values() if one.delay} <= {one.name for one in keepings()}


def test_a_convocation_says_which_meeting_what_was_answered_and_when_the_letter_left(
    convened, place_of, members, secretary, arrive, as_
):
    ada, bea, cleo, *_rest = members
    acts.give_proxy(place_of(bea), holder=place_of(ada), by=bea, at=SENT + timedelta(days=1))
    acts.answer(place_of(ada), answer="present", by=ada, at=SENT + timedelta(days=2))
    Mailing.objects.filter(convocation=place_of(ada)).update(sent_at=SENT)
    arrive(ada)
    shown = words(as_(ada).get("/moi/donnees/commissions.convocation.person/"))
    for said in (
        "Séance Plénière",
        "Commission Commission fictive",
        "Réponse sera présent, présente",
        "convocation, partie le 2 mars 2026, 10:00, à person",
        "Présence depuis le 12 mars 2026",
        "Procuration reçue de Bea Élue, le 3 mars 2026",
        "A voix délibérative oui",
    ):
        assert said in shown
    assert "Quoi" not in shown
    assert "Procuration donnée à Ada Élue" in words(as_(bea).get("/moi/donnees/commissions.convocation.person/"))
    assert (
        "Procuration" not in words(as_(cleo).get("/moi/donnees/commissions.convocation.person/")).partition("Date")[2]
    )


def test_rows_of_convocations_cost_the_same_however_many(convened, members, django_assert_num_queries):
    with django_assert_num_queries(5):
        queries.rows_of(holdings()["commissions.convocation.person"], members[0])


def test_what_is_kept_beside_the_journal_is_said_in_words(convened, place_of, members, secretary, as_):
    ada = members[0]
    acts.answer(place_of(ada), answer="present", by=ada, at=SENT)
    made = enter_person(name="Éva Neuve", function="maire", territory="Val", by=secretary, at=SENT)
    page = words(as_(ada).get("/moi/donnees/registre/"))
    assert f"Réponse à la convocation séance {convened.pk} Par\u202f: Ada Élue Personne\u202f: Ada Élue" in page
    assert "convocation_answered" not in page
    other = words(as_(secretary).get("/moi/donnees/registre/"))
    assert f"Personne inscrite personne {made.pk} Par\u202f: Sonia Secrétaire" in other
    assert "people.entered" not in other


def test_who_is_erased_leaves_no_calendar_address_and_no_address_on_letters(convened, place_of, members, commission):
    ada = members[0]
    CalendarAddress.objects.create(person=ada, commission=commission, token="t")
    Mailing.objects.filter(convocation=place_of(ada)).update(sent_at=SENT)
    convocation = place_of(ada)
    erase_person(ada, by=ada, at=SENT)
    assert not CalendarAddress.objects.exists()
    assert set(convocation.mailings.values_list("address", flat=True)) == {""}


# -- invitations ------------------------------------------------------------------------------------------------------


@pytest.fixture
def invite(secretary, commission):
    def made(name, at, address="neuve@example.org"):
        person = enter_person(name=name, by="essai", at=at)
        take_seat(person, commission, capacity="expert", by="essai", at=at, start=at.date())
        return invite_person(person, email=address, by=secretary, at=at)[0]

    return made


def test_an_invitation_is_seen_by_who_received_it_and_who_sent_it(invite, secretary, as_):
    invitation = invite("Éva Neuve", SENT)
    accept_invitation(invitation, at=SENT)
    eva = Person.objects.get(name="Éva Neuve")
    client = as_(eva)
    shown = words(client.get("/moi/donnees/people.invitation.person/"))
    assert "neuve@example.org" in shown and "De la part de Sonia Secrétaire" in shown
    assert "Gardé 180 jours après leur acceptation, leur retrait ou leur expiration." in shown
    listed = words(client.get("/moi/donnees/"))
    assert "Invitations reçues 1 Vous envoyer le lien qui ouvre votre compte" in listed
    assert "Éva Neuve" in words(as_(secretary).get("/moi/donnees/people.invitation.invited_by/"))


def test_invitations_that_open_nothing_any_more_are_forgotten_with_their_addresses(invite, secretary):
    old = SENT - timedelta(days=400)
    gone = invite("Une", old, "une@example.org")
    revoked = invite("Deux", old, "deux@example.org")
    revoke_invitation(revoked, by=secretary, at=SENT - timedelta(days=10))
    waiting = invite("Trois", SENT, "trois@example.org")
    assert apply_retention(SENT) == {"invitations": 1}
    assert set(Invitation.objects.values_list("pk", flat=True)) == {revoked.pk, waiting.pk}
    address = Fact.objects.get(entry__subject=f"invitation:{gone.pk}", name="email")
    assert address.value is None and address.erased_at
    assert Fact.objects.get(entry__act="people.invited", name="email", entry__subject=f"invitation:{waiting.pk}").value
    assert Entry.objects.get(act="people.retention_applied").subject == "retention:invitations"
    assert apply_retention(SENT) == {}


def test_an_address_that_was_never_taken_is_forgotten_with_the_person(invite):
    invitation = invite("Éva Neuve", SENT, "jamais@example.org")
    eva = invitation.person
    erase_person(eva, by=eva, at=SENT)
    assert not Invitation.objects.exists()
    assert not Fact.objects.filter(value="jamais@example.org").exists()


def test_the_public_page_says_how_long_invitations_are_kept(client):
    page = words(client.get("/donnees-personnelles/"))
    assert "Les invitations à ouvrir un compte\u202f: 180 jours après leur acceptation" in page
