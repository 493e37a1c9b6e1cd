"""Convening and opening a meeting (R40, R41)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from portevoix.commissions.actions import close_meeting, convene_meeting, open_meeting
from portevoix.commissions.models import Commission, Mandate, Meeting, Membership
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Entry
from portevoix.people.models import Person, User

pytestmark = pytest.mark.django_db
SENT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def commission():
    found = Commission.objects.create(name="Commission fictive", slug="fictive")
    for rank in range(5):
        person = Person.objects.create(name=f"Élue {rank}")
        Membership.objects.create(person=person, commission=found, capacity="elected", start=date(2020, 1, 1))
    return found


@pytest.fixture
def secretary(commission):
    person = Person.objects.create(name="Sonia Secrétaire")
    Mandate.objects.create(person=person, commission=commission, role="secretariat", start=date(2020, 1, 1))
    User.objects.create_user("s@example.org", person=person)
    return person


def convened(commission, by, days=6):
    return convene_meeting(
        commission, title="Plénière", starts_at=SENT + timedelta(days=days), place="Salle", by=by, at=SENT
    )


def test_clear_days_exclude_the_day_of_sending_and_the_day_of_the_meeting(commission, secretary):
    with pytest.raises(Refused, match="5 jours francs"):
        convened(commission, secretary, days=5)
    assert not Meeting.objects.exists()
    assert convened(commission, secretary, days=6).members_with_vote == 5
    assert Entry.objects.filter(act="commissions.meeting_convened").count() == 1


def test_members_do_not_convene(commission):
    with pytest.raises(Forbidden):
        convened(commission, Person.objects.get(name="Élue 0"))


def test_a_meeting_opens_with_its_quorum_only(commission, secretary):
    meeting = convened(commission, secretary)
    for present, said in ((2, "quorum"), (6, "vérifiez le compte")):
        with pytest.raises(Refused, match=said):
            open_meeting(meeting, present=present, by=secretary, at=SENT)
    opened = open_meeting(meeting, present=3, by=secretary, at=SENT)
    assert opened.present == 3
    with pytest.raises(Refused, match="déjà ouverte"):
        open_meeting(meeting, present=3, by=secretary, at=SENT)
    close_meeting(meeting, by=secretary, at=SENT)
    with pytest.raises(Refused, match="n’est pas ouverte"):
        close_meeting(meeting, by=secretary, at=SENT)


def test_the_secretariat_convenes_and_opens_from_the_pages(client, commission, secretary):
    client.force_login(secretary.account)
    typed = {"commission": commission.pk, "title": "Plénière tapée", "place": "Salle", "starts_at": "2020-01-01T10:00"}
    refused = client.post("/seances/convoquer/", typed)
    assert refused.status_code == 422 and "Plénière tapée" in refused.content.decode()
    typed["starts_at"] = (timezone.localtime() + timedelta(days=9)).strftime("%Y-%m-%dT%H:%M")
    page = client.post("/seances/convoquer/", typed)["Location"]
    assert client.post(f"{page}ouvrir/", {"present": 2}).status_code == 422
    client.post(f"{page}ouvrir/", {"present": 4})
    assert "quorum atteint" in client.get(page).content.decode().replace("\u202f", " ")


def test_visitors_read_and_are_sent_to_sign_in_to_convene(client, commission):
    assert client.get("/seances/").status_code == 200
    assert client.get("/commission/").status_code == 200
    assert client.get("/seances/convoquer/")["Location"].startswith("/compte/connexion/")
