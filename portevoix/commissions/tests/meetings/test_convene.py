"""Convening with the agenda, moving, cancelling (R40)."""

from datetime import timedelta

import pytest

from portevoix.commissions.actions import meetings as acts
from portevoix.commissions.models import Mailing, Meeting
from portevoix.commissions.tests.meetings.conftest import HELD, SENT
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Entry, Fact

pytestmark = pytest.mark.django_db


def test_clear_days_exclude_the_day_of_sending_and_the_day_of_the_meeting(draft, secretary):
    Meeting.objects.filter(pk=draft.pk).update(starts_at=SENT + timedelta(days=5))
    with pytest.raises(Refused, match="5 jours francs") as refused:
        acts.convene_meeting(draft, by=secretary, at=SENT)
    assert refused.value.field == "starts_at" and "dimanche 8 mars 2026" in refused.value.sentence
    assert not Entry.objects.filter(act="commissions.meeting_convened").exists()
    Meeting.objects.filter(pk=draft.pk).update(starts_at=SENT + timedelta(days=6))
    assert acts.convene_meeting(draft, by=secretary, at=SENT).state == Meeting.State.CONVENED


def test_days_are_those_of_the_commissions_clock(draft, secretary):
    late = SENT.replace(hour=23, minute=30)  # already the 3rd in Paris
    Meeting.objects.filter(pk=draft.pk).update(starts_at=SENT + timedelta(days=6))
    with pytest.raises(Refused, match="lundi 9 mars 2026"):
        acts.convene_meeting(draft, by=secretary, at=late)


def test_a_commission_may_ask_for_other_clear_days_and_its_sub_commissions_follow(commission, draft, secretary):
    acts.set_meeting_rules(commission, clear_days=12, by=secretary, at=SENT)
    with pytest.raises(Refused, match="12 jours francs"):
        acts.convene_meeting(draft, by=secretary, at=SENT)
    child = type(commission).objects.create(name="Sous-commission", slug="sous", parent=commission)
    assert acts.convening.rules_of(child).clear_days == 12


def test_a_meeting_is_convened_with_its_agenda(draft, secretary):
    draft.items.all().delete()
    with pytest.raises(Refused, match="ordre du jour"):
        acts.convene_meeting(draft, by=secretary, at=SENT)


def test_whoever_sits_is_convened_and_the_elected_have_a_vote(convened, members, expert, secretary):
    votes = dict(convened.convocations.values_list("person__name", "with_vote"))
    assert votes == {**dict.fromkeys((one.name for one in members), True), expert.name: False, secretary.name: False}
    assert (convened.members_with_vote, convened.quorum, convened.needed) == (5, 3, 3)
    facts = dict(Fact.objects.filter(entry__act="commissions.meeting_convened").values_list("name", "value"))
    assert facts["agenda"] == ["Ouverture", "Budget"] and facts["convened"] == 7


def test_members_neither_draft_nor_convene(commission, draft, members):
    with pytest.raises(Forbidden):
        acts.draft_meeting(commission, title="x", starts_at=HELD, place="x", by=members[0], at=SENT)
    with pytest.raises(Forbidden):
        acts.convene_meeting(draft, by=members[0], at=SENT)


def test_a_meeting_is_convened_once(convened, secretary):
    with pytest.raises(Refused, match="convoquée"):
        acts.convene_meeting(convened, by=secretary, at=SENT)


def test_the_agenda_changes_while_clear_days_remain_then_no_more(convened, secretary):
    acts.add_item(convened, title="Un troisième point", by=secretary, at=SENT + timedelta(days=1))
    convened.refresh_from_db()
    assert convened.agenda_changed_at
    with pytest.raises(Refused, match="ne change plus"):
        acts.add_item(convened, title="Trop tard", by=secretary, at=SENT + timedelta(days=6))


def test_items_are_ordered_by_hand(draft, secretary):
    first, second = draft.items.all()
    acts.shift_item(second, up=True, by=secretary, at=SENT)
    assert list(draft.items.all()) == [second, first]
    acts.shift_item(second, up=True, by=secretary, at=SENT)
    assert list(draft.items.all()) == [second, first]
    acts.remove_item(second, by=secretary, at=SENT)
    assert list(draft.items.values_list("title", "position")) == [("Ouverture", 1)]


def test_another_day_needs_its_clear_days_another_room_does_not(convened, secretary):
    same = {"title": "Plénière", "duration": 120, "public": True, "by": secretary}
    soon = SENT + timedelta(days=8)
    acts.change_meeting(convened, starts_at=HELD, place="Une autre salle", at=soon, **same)
    with pytest.raises(Refused, match="5 jours francs"):
        acts.change_meeting(convened, starts_at=HELD + timedelta(days=1), place="x", at=soon, **same)
    convened.refresh_from_db()
    assert (convened.place, convened.revision) == ("Une autre salle", 1)
    moved = acts.change_meeting(convened, starts_at=HELD + timedelta(days=9), place="x", at=soon, **same)
    assert moved.revision == 2
    assert Mailing.objects.filter(kind="updated").count() == 2 * Mailing.objects.filter(kind="convened").count()


def test_a_meeting_is_cancelled_with_its_reason(convened, secretary):
    acts.cancel_meeting(convened, because="Salle inondée", by=secretary, at=SENT)
    convened.refresh_from_db()
    assert convened.state == Meeting.State.CANCELLED and convened.revision == 1
    with pytest.raises(Refused, match="annulée"):
        acts.open_meeting(convened, present=5, by=secretary, at=HELD)


def test_a_draft_once_cancelled_writes_to_nobody(draft, secretary):
    acts.cancel_meeting(draft, because="Finalement non", by=secretary, at=SENT)
    assert not Mailing.objects.exists()


def test_on_the_day_itself_the_room_may_still_change_but_not_to_an_hour_that_is_past(convened, secretary):
    same = {"title": "Plénière", "duration": 120, "public": True, "by": secretary, "at": HELD + timedelta(minutes=5)}
    assert acts.change_meeting(convened, starts_at=HELD, place="Étage", **same).place == "Étage"
    with pytest.raises(Refused, match="Ce moment est passé"):
        acts.change_meeting(convened, starts_at=HELD - timedelta(minutes=10), place="Étage", **same)
