"""The quorum, at the opening and at each vote; the second convening (R41, R42)."""

from datetime import timedelta

import pytest

from portevoix.ballots.actions import ShowOfHands, close_show_of_hands
from portevoix.commissions.actions import meetings as acts
from portevoix.commissions.models import Meeting, MeetingRules
from portevoix.commissions.queries.room import room_of
from portevoix.commissions.tests.meetings.conftest import HELD, SENT
from portevoix.commissions.tests.people import seated
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Entry

pytestmark = pytest.mark.django_db


def vote(meeting, secretary, votes_for=2, **more):
    return close_show_of_hands(
        meeting, ShowOfHands(votes_for, 0, 0, **more), subject="x", question="?", majority="simple",
        by=secretary, at=HELD,
    )  # fmt: skip


def test_a_meeting_opens_with_more_than_half_of_the_members_counted_by_hands(convened, secretary):
    for present, said in ((2, "quorum"), (6, "vérifiez le compte")):
        with pytest.raises(Refused, match=said):
            acts.open_meeting(convened, present=present, by=secretary, at=HELD)
    opened = acts.open_meeting(convened, present=3, by=secretary, at=HELD)
    assert (opened.present, opened.by_hands) == (3, True)
    with pytest.raises(Refused, match="déjà ouverte"):
        acts.open_meeting(convened, present=3, by=secretary, at=HELD)
    acts.close_meeting(convened, by=secretary, at=HELD)
    with pytest.raises(Refused, match="n’est pas ouverte"):
        acts.close_meeting(convened, by=secretary, at=HELD)


def test_the_roll_opens_a_meeting_once_enough_members_with_a_vote_are_there(
    convened, members, expert, arrive, secretary
):
    arrive(members[0], members[1], expert, secretary)
    with pytest.raises(Refused, match="2 présents, il en faut 3"):
        acts.open_meeting(convened, by=secretary, at=HELD)
    arrive(members[2])
    assert acts.open_meeting(convened, by=secretary, at=HELD).present == 3


def test_a_meeting_opens_on_its_day(convened, secretary):
    with pytest.raises(Refused, match="jeudi 12 mars 2026"):
        acts.open_meeting(convened, present=5, by=secretary, at=HELD - timedelta(days=1))


def test_a_departure_takes_the_quorum_away_and_no_vote_is_held_without_it(under_way, members, place_of, secretary):
    vote(under_way, secretary, votes_for=3)
    acts.mark_departure(place_of(members[0]), by=members[0], at=HELD)
    with pytest.raises(Refused, match="quorum n’est plus atteint"):
        vote(under_way, secretary)
    item = under_way.items.first()
    acts.call_item(item, by=secretary, at=HELD)
    with pytest.raises(Refused, match="quorum n’est plus atteint"):
        acts.open_vote(item, by=secretary, at=HELD)


def test_arrivals_and_departures_are_timed_and_journaled(under_way, members, place_of, arrive, secretary):
    acts.mark_departure(place_of(members[0]), by=secretary, at=HELD + timedelta(minutes=30))
    arrive(members[0], at=HELD + timedelta(minutes=50))
    arrive(members[0], at=HELD + timedelta(minutes=55))
    stays = place_of(members[0]).presences.values_list("arrived_at", "left_at")
    assert list(stays) == [(HELD, HELD + timedelta(minutes=30)), (HELD + timedelta(minutes=50), None)]
    assert Entry.objects.filter(act="commissions.arrived").count() == 4


def test_hands_may_be_counted_again_and_the_roll_taken_up_again(under_way, members, place_of, secretary):
    assert acts.count_hands(under_way, present=5, by=secretary, at=HELD).present == 5
    acts.mark_departure(place_of(members[0]), by=secretary, at=HELD)
    under_way.refresh_from_db()
    assert under_way.present == 5
    acts.count_hands(under_way, present=None, by=secretary, at=HELD)
    under_way.refresh_from_db()
    assert (under_way.present, under_way.by_hands) == (2, False)
    with pytest.raises(Refused, match="vérifiez le compte"):
        acts.count_hands(under_way, present=6, by=secretary, at=HELD)


def test_proxies_do_not_count_towards_the_quorum_unless_the_commission_says_so(
    commission, convened, members, place_of, arrive, secretary
):
    acts.give_proxy(place_of(members[4]), holder=place_of(members[0]), by=members[4], at=SENT)
    arrive(*members[:2])
    with pytest.raises(Refused, match="quorum"):
        acts.open_meeting(convened, by=secretary, at=HELD)
    acts.set_meeting_rules(commission, proxies_count=True, by=secretary, at=HELD)
    assert acts.open_meeting(convened, by=secretary, at=HELD).present == 2
    convened.refresh_from_db()
    assert vote(convened, secretary, votes_for=3).proxies == 1


@pytest.mark.parametrize(
    ("rule", "members", "needed"),
    [("more_than_half", 27, 14), ("more_than_half", 44, 23), ("half", 27, 14), ("half", 44, 22), ("third", 27, 9), ("two_thirds", 44, 30)],
)  # fmt: skip
def test_the_share_of_members_is_a_setting(rule, members, needed):
    assert MeetingRules(quorum=rule).quorum_of(members) == needed


def test_without_quorum_a_second_convening_deliberates_whatever_the_number(
    convened, members, arrive, place_of, secretary
):
    arrive(members[0])
    with pytest.raises(Refused, match="n’est pas venue"):
        acts.find_no_quorum(convened, by=secretary, at=HELD - timedelta(minutes=1))
    acts.find_no_quorum(convened, by=secretary, at=HELD)
    convened.refresh_from_db()
    assert convened.state == Meeting.State.LAPSED
    with pytest.raises(Refused, match="3 jours au moins") as refused:
        acts.convene_again(convened, starts_at=HELD + timedelta(days=2), place="Salle", by=secretary, at=HELD)
    assert "dimanche 15 mars 2026" in refused.value.sentence
    second = acts.convene_again(convened, starts_at=HELD + timedelta(days=3), place="Salle", by=secretary, at=HELD)
    assert [item.title for item in second.items.all()] == ["Ouverture", "Budget"]
    assert (second.state, second.needed) == (Meeting.State.CONVENED, 0)
    with pytest.raises(Refused, match="même ordre du jour"):
        acts.add_item(second, title="Autre chose", by=secretary, at=HELD)
    later = HELD + timedelta(days=3)
    acts.mark_arrival(second.convocations.get(person=members[0]), by=secretary, at=later)
    opened = acts.open_meeting(second, by=secretary, at=later)
    ballot = vote(opened, secretary, votes_for=1)
    assert ballot.adopted and ballot.quorum == 0
    with pytest.raises(Refused, match="déjà convoquée une seconde fois"):
        acts.convene_again(convened, starts_at=later, place="Salle", by=secretary, at=HELD)


def test_a_commission_may_ask_for_the_quorum_again_at_the_second_convening(commission, convened, secretary):
    acts.set_meeting_rules(commission, second_without_quorum=False, second_after_days=5, by=secretary, at=SENT)
    acts.find_no_quorum(convened, by=secretary, at=HELD)
    with pytest.raises(Refused, match="5 jours au moins"):
        acts.convene_again(convened, starts_at=HELD + timedelta(days=4), place="Salle", by=secretary, at=HELD)
    assert (
        acts.convene_again(convened, starts_at=HELD + timedelta(days=5), place="Salle", by=secretary, at=HELD).needed
        == 3
    )


def test_with_the_quorum_there_is_nothing_to_convene_again(convened, members, arrive, secretary):
    arrive(*members[:3])
    with pytest.raises(Refused, match="quorum est atteint"):
        acts.find_no_quorum(convened, by=secretary, at=HELD)


def test_who_has_taken_a_seat_since_the_convening_is_convened_by_the_opening(commission, convened, secretary):
    seated(commission, "Nora Nouvelle")
    opened = acts.open_meeting(convened, present=4, by=secretary, at=HELD)
    assert (opened.members_with_vote, opened.quorum) == (6, 4)


def test_other_rules_hold_at_once_for_what_is_not_open_yet(commission, convened, under_way, secretary):
    acts.set_meeting_rules(commission, quorum="two_thirds", by=secretary, at=HELD)
    assert Meeting.objects.get(pk=under_way.pk).needed == 3
    later = acts.draft_meeting(commission, title="x", starts_at=HELD, place="x", by=secretary, at=SENT)
    acts.add_item(later, title="x", by=secretary, at=SENT)
    assert acts.convene_meeting(later, by=secretary, at=SENT).needed == 4


def test_members_neither_open_count_nor_close(under_way, members, place_of):
    for act in (
        lambda: acts.count_hands(under_way, present=3, by=members[0], at=HELD),
        lambda: acts.close_meeting(under_way, by=members[0], at=HELD),
        lambda: acts.mark_arrival(place_of(members[3]), by=members[0], at=HELD),
        lambda: acts.mark_departure(place_of(members[1]), by=members[0], at=HELD),
        lambda: acts.show_code(under_way, by=members[0], at=HELD),
    ):
        with pytest.raises(Forbidden):
            act()


def test_the_room_is_known_in_one_query(under_way, django_assert_num_queries):
    meeting = Meeting.objects.select_related("commission").get(pk=under_way.pk)
    with django_assert_num_queries(1):
        room = room_of(meeting)
    assert (room.present, room.needed, room.reached, room.votes) == (3, 3, True, 3)
