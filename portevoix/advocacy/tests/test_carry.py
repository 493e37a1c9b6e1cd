"""Carrying items to an addressee (R70, R71)."""

from datetime import date

import pytest
from django.core import mail

from portevoix.advocacy.actions import carry, record_proof, rename_addressee, renew_link
from portevoix.advocacy.delays import months_after, state_of
from portevoix.advocacy.models import Sending
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Entry, Fact
from portevoix.publications.tests.conftest import ADOPTED_AT

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 31)


def test_a_delay_is_counted_in_calendar_months():
    assert months_after(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert months_after(date(2026, 5, 31), 2) == date(2026, 7, 31)


def test_items_are_carried_with_the_delay_of_the_commission_and_an_entry(sending):
    assert sending.due_on == date(2026, 7, 31)
    assert [item.label for item in sending.items.all()] == ["Proposition 1. Un accueil", "Proposition 2. Un fonds"]
    facts = {f.name: f.value for f in Fact.objects.filter(entry__act="advocacy.sent")}
    assert facts["ids"] == [item.pk for item in sending.items.all()] and facts["addressee"] == "Ministère du Numérique"


def test_a_member_does_not_carry(published, ministry, keys, member):
    with pytest.raises(Forbidden):
        carry(published, addressee=ministry, unit_keys=keys, sent_on=DAY, channel="letter", by=member, at=ADOPTED_AT)
    assert not Sending.objects.exists() and not Entry.objects.filter(act="advocacy.sent").exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"unit_keys": []}, "au moins une proposition"),
        ({"unit_keys": ["nowhere"]}, "au moins une proposition"),
        ({"due_on": DAY}, "après l’envoi"),
        ({"sent_on": date(2026, 5, 1)}, "avant sa publication"),
    ],
)
def test_what_cannot_be_carried_is_refused_with_its_reason(published, ministry, keys, secretary, changed, said):
    given = {"unit_keys": keys, "sent_on": DAY, "channel": "letter", **changed}
    with pytest.raises(Refused, match=said):
        carry(published, addressee=ministry, by=secretary, at=ADOPTED_AT, **given)
    assert not Sending.objects.exists()


def test_a_publication_is_carried_once_to_an_addressee(sending, published, ministry, keys, secretary):
    with pytest.raises(Refused, match="déjà portée"):
        carry(published, addressee=ministry, unit_keys=keys, sent_on=DAY, channel="letter", by=secretary, at=ADOPTED_AT)


def test_by_mail_the_office_receives_its_link(published, ministry, keys, secretary, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        carry(
            published,
            addressee=ministry,
            unit_keys=keys,
            sent_on=DAY,
            channel="email",
            by=secretary,
            at=ADOPTED_AT,
            token="tok",
        )
    assert mail.outbox[0].to == ["m@example.org"] and "/suites/repondre/tok/" in mail.outbox[0].body


def test_a_proof_is_recorded_once(sending, secretary):
    record_proof(sending, proof="RAR 1A 234", by=secretary, at=ADOPTED_AT)
    with pytest.raises(Refused, match="déjà enregistrée"):
        record_proof(sending, proof="autre", by=secretary, at=ADOPTED_AT)


def test_a_renewed_link_closes_the_former(client, sending, secretary):
    renew_link(sending, by=secretary, at=ADOPTED_AT, token="new")
    assert client.get("/suites/repondre/a-token/").status_code == 404
    assert client.get("/suites/repondre/new/").status_code == 200


def test_an_office_that_changes_its_name_keeps_what_was_sent(sending, ministry, secretary):
    rename_addressee(ministry, name="Ministère de l’IA", short_name="IA", email="", by=secretary, at=ADOPTED_AT)
    sending.refresh_from_db()
    assert str(sending.addressee) == "Ministère de l’IA"
    assert Fact.objects.get(entry__act="advocacy.addressee_renamed", name="former").value == "Ministère du Numérique"


def test_the_state_of_an_item_follows_the_days(sending):
    item = sending.items.first()
    assert state_of(item, date(2026, 7, 31)) == "sent"
    assert state_of(item, date(2026, 8, 1)) == "late"
    sending.acknowledged_at = ADOPTED_AT
    item.sending = sending
    assert state_of(item, date(2026, 7, 31)) == "acknowledged"


def test_the_secretariat_carries_from_the_publication(as_, published, ministry, keys, secretary):
    client = as_(secretary)
    assert "/suites/porter/manifeste-2026/" in client.get("/publications/manifeste-2026/").content.decode()
    typed = {"addressee": ministry.pk, "units": keys[:1], "channel": "letter", "sent_on": "2026-05-31", "due_on": ""}
    response = client.post("/suites/porter/manifeste-2026/", typed)
    assert response.status_code == 302
    sent = Sending.objects.get()
    assert sent.items.count() == 1
    assert sent.token in client.get(response["Location"]).content.decode()


def test_sendings_are_not_for_members(as_, sending, member):
    client = as_(member)
    for page in ("/suites/envois/", f"/suites/envois/{sending.pk}/", "/suites/porter/manifeste-2026/"):
        assert client.get(page).status_code == 403, page
