"""A consent is withdrawn: the secretariat is told, and nobody is named."""

from datetime import timedelta

import pytest

from portevoix.hearings.actions import withdraw_consent
from portevoix.hearings.models import Reading
from portevoix.hearings.retention import forgotten_readings
from portevoix.notices.expected import expected_of
from portevoix.notices.models import Notice
from portevoix.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def with_accounts(secretary, chair):
    for one in (secretary, chair):
        if not User.objects.filter(person=one).exists():
            User.objects.create_user(f"person{one.pk}@example.org", person=one)


def test_the_secretariat_learns_that_a_consent_is_withdrawn(witness, allow, chair, secretary, with_accounts, at):
    allow(witness, "publish", "name")
    withdraw_consent(witness, use="name", by=chair, at=at)
    notice = Notice.objects.get()
    assert notice.person == secretary and notice.title == witness.hearing.title
    assert notice.said == "Un consentement est retiré\u202f: citer un nom. La fonction le remplace partout."
    assert witness.person.name not in f"{notice.said}{notice.why}{notice.words}"


def test_a_record_read_from_a_file_waits_for_whoever_says_who_speaks_then_is_forgotten(hearing, secretary, chair, at):
    Reading.objects.create(hearing=hearing, file_name="a.txt", file_kind="txt", turns=[], read_by=secretary, read_at=at)
    [one] = expected_of(secretary, at.date())
    assert one.act == "Dire qui parle dans le compte rendu importé" and one.note == "a.txt"
    assert expected_of(chair, at.date()) == []
    assert [forgotten_readings(at), forgotten_readings(at + timedelta(seconds=1))] == [0, 1]
