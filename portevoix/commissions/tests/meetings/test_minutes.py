"""Minutes: drafted from the record, written, approved at the next meeting, frozen with their digest."""

from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from portevoix.ballots.actions import ShowOfHands, close_show_of_hands
from portevoix.commissions.actions import meetings as acts
from portevoix.commissions.models import Minutes
from portevoix.commissions.queries.meetings import drawable
from portevoix.commissions.queries.minutes import counted, minutes_page
from portevoix.commissions.tests.meetings.conftest import HELD
from portevoix.engine.digest import digest
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Fact

pytestmark = pytest.mark.django_db
NEXT = HELD + timedelta(days=30)


@pytest.fixture
def closed(under_way, members, place_of, arrive, secretary):
    """A meeting with a proxy that ended by an arrival, one who is excused, a text voted, a decision noted."""
    opening, budget = under_way.items.all()
    budget.about = "text:budget"
    budget.save()
    acts.give_proxy(place_of(members[4]), holder=place_of(members[0]), by=members[4], at=HELD)
    for question, subject in (("Ensemble du budget", "version:budget/1"), ("Une motion", "motion:1")):
        close_show_of_hands(
            under_way, ShowOfHands(3, 1, 0), subject=subject, question=question, majority="simple",
            by=secretary, at=HELD,
        )  # fmt: skip
    arrive(members[4], at=HELD + timedelta(minutes=20))
    acts.mark_departure(place_of(members[1]), by=secretary, at=HELD + timedelta(minutes=40))
    acts.note_decision(opening, decision="Ada Élue préside.", by=secretary, at=HELD)
    return acts.close_meeting(under_way, by=secretary, at=HELD + timedelta(hours=2))


@pytest.fixture
def minutes(closed, secretary):
    return acts.draft_minutes(closed, by=secretary, at=HELD + timedelta(days=1))


@pytest.fixture
def following(commission, minutes, members, secretary):
    """The next meeting, open."""
    meeting = acts.draft_meeting(
        commission, title="Plénière d’avril", starts_at=NEXT, place="Salle", by=secretary, at=HELD + timedelta(days=2)
    )
    meeting = acts.convene_meeting(meeting, by=secretary, at=HELD + timedelta(days=2))
    for one in members[:3]:
        acts.mark_arrival(meeting.convocations.get(person=one), by=secretary, at=NEXT)
    return acts.open_meeting(meeting, by=secretary, at=NEXT)


def test_they_are_drafted_from_the_record_of_the_meeting(minutes):
    page = minutes_page(minutes)
    record = page["record"]
    assert (record["opened"], record["closed"], record["quorum"]) == ("10:00", "12:00", 3)
    assert record["attendance"]["present"] == [
        {"name": "Ada Élue", "arrived": "", "left": ""},
        {"name": "Bea Élue", "arrived": "", "left": "10:40"},
        {"name": "Cléo Élue", "arrived": "", "left": ""},
        {"name": "Élie Élue", "arrived": "10:20", "left": ""},
    ]
    assert record["attendance"]["absent"] == [{"name": "Dina Élue"}]
    assert record["proxies"] == [{"giver": "Élie Élue", "holder": "Ada Élue", "item": "", "until": "10:20"}]
    opening, budget = page["parts"]
    assert (opening["heading"], opening["words"], opening["votes"]) == ("Ouverture", "Ada Élue préside.", [])
    assert [(vote["question"], vote["for"], vote["proxies"]) for vote in budget["votes"]] == [
        ("Ensemble du budget", 3, 1)
    ]
    assert [vote["question"] for vote in page["other_votes"]] == ["Une motion"]


def test_hands_counted_without_a_roll_name_nobody_as_absent(convened, secretary):
    acts.open_meeting(convened, present=4, by=secretary, at=HELD)
    acts.close_meeting(convened, by=secretary, at=HELD)
    record = minutes_page(acts.draft_minutes(convened, by=secretary, at=HELD))["record"]
    assert (record["present"], record["roll"], record["attendance"]["absent"]) == (4, False, [])


def test_only_a_closed_meeting_has_minutes_and_once(under_way, members, secretary):
    with pytest.raises(Refused, match="en cours"):
        acts.draft_minutes(under_way, by=secretary, at=HELD)
    acts.close_meeting(under_way, by=secretary, at=HELD)
    with pytest.raises(Forbidden):
        acts.draft_minutes(under_way, by=members[0], at=HELD)
    acts.draft_minutes(under_way, by=secretary, at=HELD)
    with pytest.raises(Refused, match="déjà établi"):
        acts.draft_minutes(under_way, by=secretary, at=HELD)


def test_two_who_write_the_same_item_lose_nothing(minutes, secretary):
    part = minutes.parts.first()
    acts.write_part(part, words="Première rédaction.", known=part.words, by=secretary, at=HELD)
    with pytest.raises(Refused, match="entre-temps"):
        acts.write_part(part, words="Seconde rédaction.", known=part.words, by=secretary, at=HELD)
    part.refresh_from_db()
    assert part.words == "Première rédaction."
    acts.write_part(part, words="Seconde rédaction.", known=part.words, by=secretary, at=HELD)


def test_their_approval_comes_on_the_agenda_of_the_next_meeting_by_itself(following, minutes):
    item = following.items.get()
    assert (item.kind, item.about, item.title) == (
        "minutes",
        f"meeting:{minutes.meeting_id}",
        "Approbation du relevé : Plénière",
    )


def test_the_agenda_that_everyone_reads_does_not_name_a_meeting_that_was_not_announced(commission, closed, secretary):
    closed.public = False
    closed.save()
    later = acts.draft_meeting(commission, title="Avril", starts_at=NEXT, place="Salle", by=secretary, at=HELD)
    acts.draft_minutes(closed, by=secretary, at=HELD)
    assert later.items.get().title == "Approbation du relevé d’une séance réservée aux membres"


def test_a_meeting_in_preparation_takes_minutes_drafted_meanwhile(commission, closed, secretary):
    later = acts.draft_meeting(commission, title="Avril", starts_at=NEXT, place="Salle", by=secretary, at=HELD)
    assert not later.items.exists()
    acts.draft_minutes(closed, by=secretary, at=HELD)
    assert later.items.get().kind == "minutes"


def test_their_approval_is_offered_to_a_meeting_convened_before_and_again_once_removed(commission, closed, secretary):
    later = acts.draft_meeting(commission, title="Avril", starts_at=NEXT, place="Salle", by=secretary, at=HELD)
    acts.add_item(later, title="Ouverture", by=secretary, at=HELD)
    acts.convene_meeting(later, by=secretary, at=HELD)
    minutes = acts.draft_minutes(closed, by=secretary, at=HELD)
    (offered,) = [one for one in drawable(later, []) if one.kind == "minutes"]
    assert (offered.about, offered.title) == (f"meeting:{closed.pk}", "Approbation du relevé : Plénière")
    acts.add_item(
        later, title=offered.title, kind=offered.kind, about=offered.about, address=offered.address, by=secretary,
        at=HELD,
    )  # fmt: skip
    assert not [one for one in drawable(later, list(later.items.all())) if one.kind == "minutes"]
    acts.remove_item(later.items.get(kind="minutes"), by=secretary, at=HELD)
    assert [one.about for one in drawable(later, list(later.items.all())) if one.kind == "minutes"] == [offered.about]
    assert str(minutes.meeting) in offered.title


def test_the_fates_of_amendments_agree_with_their_number():
    assert counted([["adopté", 26], ["tombé", 1], ["non défendu", 2]]) == "26 adoptés, 1 tombé, 2 non défendus"
    assert counted([["adopted", 2]]) == "2 adopted"


def test_once_approved_they_are_frozen_and_anyone_recomputes_their_digest(
    following, minutes, secretary, members, place_of
):
    acts.approve_minutes(minutes, meeting=following, by=secretary, at=NEXT)
    minutes.refresh_from_db()
    assert minutes.digest == digest(minutes.frozen) and minutes.approved_in == following
    facts = dict(Fact.objects.filter(entry__act="commissions.minutes_approved").values_list("name", "value"))
    assert facts["digest"] == minutes.digest and facts["minutes"] == minutes.frozen
    with pytest.raises(Refused, match="ne change plus"):
        acts.write_part(minutes.parts.first(), words="x", known="", by=secretary, at=NEXT)
    with pytest.raises(ImproperlyConfigured):
        minutes.save()
    before = minutes_page(minutes)
    place_of(members[0]).presences.update(left_at=NEXT)
    assert minutes_page(Minutes.objects.get(pk=minutes.pk)) == before
    assert following.items.get().decision == "Le relevé est approuvé."
    with pytest.raises(Refused, match="déjà approuvé"):
        acts.approve_minutes(minutes, meeting=following, by=secretary, at=NEXT)


def test_they_are_approved_in_a_later_meeting_open_with_its_quorum(following, minutes, members, secretary):
    with pytest.raises(Forbidden):
        acts.approve_minutes(minutes, meeting=following, by=members[0], at=NEXT)
    with pytest.raises(Refused, match="levée"):
        acts.approve_minutes(minutes, meeting=minutes.meeting, by=secretary, at=NEXT)
    acts.mark_departure(following.convocations.get(person=members[0]), by=secretary, at=NEXT)
    with pytest.raises(Refused, match="quorum n’est plus atteint"):
        acts.approve_minutes(minutes, meeting=following, by=secretary, at=NEXT)


def test_members_read_them_and_the_public_when_the_commission_says_so(
    client, as_, commission, following, minutes, members, outsider, secretary
):
    address = f"/seances/{minutes.meeting_id}/releve/"
    assert client.get(address).status_code == 403
    assert as_(outsider).get(address).status_code == 403
    page = as_(members[3]).get(address).content.decode()
    assert "projet" in page and "Écrire" not in page and "Ada Élue préside." in page
    acts.set_meeting_rules(commission, minutes_public=True, by=secretary, at=NEXT)
    client.logout()
    assert client.get(address).status_code == 403
    acts.approve_minutes(minutes, meeting=following, by=secretary, at=NEXT)
    assert "approuvé" in client.get(address).content.decode()
    text = client.get(f"/seances/{minutes.meeting_id}/releve.md")
    minutes.refresh_from_db()
    assert text["Content-Type"] == "text/markdown; charset=utf-8" and minutes.digest in text.content.decode()
    assert "## 1. Ouverture" in text.content.decode() and "\n\n\n" not in text.content.decode()


def test_the_secretariat_drafts_and_writes_from_the_pages(as_, closed, secretary):
    client = as_(secretary)
    address = client.post(f"/seances/{closed.pk}/releve/rediger/")["Location"]
    part = Minutes.objects.get().parts.first()
    page = f"{address}{part.pk}/"
    assert "Ada Élue préside." in client.get(page).content.decode()
    client.post(page, {"words": "Ada Élue\r\npréside.", "known": "Ada Élue préside."})
    part.refresh_from_db()
    assert part.words == "Ada Élue\npréside."
    refused = client.post(page, {"words": "Autre chose", "known": "ce qui était avant"})
    assert refused.status_code == 422 and "Autre chose" in refused.content.decode()
