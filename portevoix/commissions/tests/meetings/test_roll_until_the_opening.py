"""Until a meeting opens, it counts who sits on its day, as the composition says now; then its roll is frozen (R41, R52)."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from portevoix.commissions.actions import cancel, close_commission, end_seat, take_seat
from portevoix.commissions.actions import meetings as acts
from portevoix.commissions.held import leave_seats
from portevoix.commissions.links import link_of
from portevoix.commissions.models import Mailing, Meeting, MeetingRules, Membership
from portevoix.commissions.queries.convening import newcomers, told
from portevoix.commissions.tests.meetings.conftest import HELD, SENT
from portevoix.commissions.tests.people import administrator, seated, someone  # noqa: F401
from portevoix.journal.acts import Forbidden, Refused
from portevoix.journal.models import Entry
from portevoix.notices.models import Notice

pytestmark = pytest.mark.django_db
LATER = SENT + timedelta(days=2)


@pytest.fixture
def leaves(secretary):
    """A member's seat ends, two days after the convening."""
    return lambda person: end_seat(person.memberships.get(), on=LATER.date(), by=secretary, at=LATER)


@pytest.fixture
def comes(commission, secretary):
    """Someone takes a seat, two days after the convening."""

    def come(name="Nora Nouvelle", capacity="elected"):
        person = someone(name)
        take_seat(person, commission, capacity=capacity, start=LATER.date(), by=secretary, at=LATER)
        return person

    return come


def numbers(meeting):
    meeting.refresh_from_db()
    return meeting.members_with_vote, meeting.quorum


def test_who_takes_a_seat_and_who_leaves_are_counted_at_once(convened, members, comes, leaves):
    comes()
    assert numbers(convened) == (6, 4)
    leaves(members[0])
    leaves(members[1])
    assert numbers(convened) == (4, 3)
    comes("Xavier Expert", "expert")
    assert numbers(convened) == (4, 3)


def test_a_seat_cancelled_or_left_by_an_erasure_is_counted_no_more(convened, members, secretary):
    cancel(members[0].memberships.get(), because="erreur", by=secretary, at=LATER)
    assert numbers(convened) == (4, 3)
    leave_seats(members[1], LATER)  # she sits until the end of this day, long before that of the meeting
    assert numbers(convened) == (3, 2)


def test_a_seat_still_to_come_that_an_erasure_takes_away_is_counted_no_more(convened, commission, secretary):
    person, soon = someone("Tara Bientôt"), HELD.date() - timedelta(days=1)
    take_seat(person, commission, capacity="elected", start=soon, by=secretary, at=LATER)
    assert numbers(convened) == (6, 4)
    leave_seats(person, LATER)
    assert numbers(convened) == (5, 3)


def test_a_seat_that_begins_or_ends_after_the_meeting_does_not_bear_on_it(convened, commission, members, secretary):
    after = HELD.date() + timedelta(days=1)
    take_seat(someone("Tara Tardive"), commission, capacity="elected", start=after, by=secretary, at=LATER)
    end_seat(members[0].memberships.get(), on=HELD.date(), by=secretary, at=LATER)
    assert numbers(convened) == (5, 3)


def test_other_rules_of_quorum_hold_for_a_meeting_already_convened(commission, convened, secretary):
    acts.set_meeting_rules(commission, quorum="two_thirds", by=secretary, at=LATER)
    assert numbers(convened) == (5, 4)


def test_a_meeting_of_another_commission_or_one_that_is_over_keeps_its_numbers(
    convened, under_way, comes, leaves, members
):
    comes()
    leaves(members[3])
    assert numbers(under_way) == (5, 3)
    assert under_way.convocations.get(person=members[3]).sits


def test_who_left_may_not_answer_nor_give_a_proxy_nor_come_in(convened, members, leaves, place_of, secretary, client):
    leaves(members[0])
    one = place_of(members[0])
    code = acts.show_code(convened, by=secretary, at=HELD)
    for act in (
        lambda: acts.answer(one, answer="present", by=members[0], at=LATER),
        lambda: acts.answer(one, answer="present", by=secretary, at=LATER),
        lambda: acts.give_proxy(one, holder=place_of(members[1]), by=members[0], at=LATER),
        lambda: acts.check_in(one, code=code, by=members[0], at=HELD),
        lambda: acts.mark_arrival(one, by=secretary, at=HELD),
    ):
        with pytest.raises(Refused, match="Ada Élue ne siège plus"):
            act()
    page = client.get(link_of(one)).content.decode()
    assert "Vous ne siégez plus dans cette commission" in page and "Budget" not in page and "Je serai" not in page


def test_the_proxy_that_who_left_gave_falls(convened, members, leaves, place_of):
    proxy = acts.give_proxy(place_of(members[0]), holder=place_of(members[1]), by=members[0], at=SENT)
    leaves(members[0])
    proxy.refresh_from_db()
    assert (proxy.ended_because, proxy.ended_at) == ("fallen", LATER)
    assert place_of(members[0]).answer == "" and Entry.objects.filter(act="commissions.proxy_ended").count() == 1
    acts.give_proxy(place_of(members[2]), holder=place_of(members[1]), by=members[2], at=LATER)


def test_the_proxy_that_who_left_held_falls_and_its_giver_is_written_to(
    convened, members, leaves, place_of, mailoutbox, django_capture_on_commit_callbacks
):
    acts.give_proxy(place_of(members[0]), holder=place_of(members[1]), by=members[0], at=SENT)
    with django_capture_on_commit_callbacks(execute=True):
        leaves(members[1])
    (message,) = mailoutbox
    assert message.to == [members[0].account.email] and message.subject == "Procuration tombée\u202f: Plénière"
    assert "Bea Élue n’a plus voix délibérative" in message.body and "/seances/repondre/" in message.body
    assert place_of(members[0]).answer == ""


def test_a_member_who_becomes_an_expert_keeps_the_convocation_without_a_vote(
    commission, convened, members, place_of, leaves, secretary
):
    leaves(members[0])
    take_seat(members[0], commission, capacity="expert", start=LATER.date() + timedelta(days=1), by=secretary, at=LATER)
    one = place_of(members[0])
    assert (one.sits, one.with_vote) == (True, False) and numbers(convened) == (4, 3)
    acts.answer(one, answer="present", by=members[0], at=LATER)


def test_who_left_is_written_to_no_more_but_of_a_cancellation(convened, members, leaves, secretary):
    leaves(members[0])
    acts.change_meeting(
        convened, title="Plénière", starts_at=HELD, place="Ailleurs", duration=120, public=True, by=secretary, at=LATER
    )
    acts.cancel_meeting(convened, because="Grève", by=secretary, at=LATER)
    hers = Mailing.objects.filter(convocation__person=members[0]).values_list("kind", flat=True)
    assert list(hers) == ["convened", "cancelled"]


def test_those_who_took_a_seat_since_are_shown_to_who_runs_and_convened_by_a_button(
    as_, convened, members, comes, secretary, mailoutbox, django_capture_on_commit_callbacks
):
    Meeting.objects.filter(pk=convened.pk).update(starts_at=timezone.now() + timedelta(days=1))
    nora = comes()
    said = "1 personne siège depuis la convocation et n’a pas été convoquée\u202f: Nora Nouvelle."
    client, page = as_(secretary), f"/seances/{convened.pk}/"
    for address in (page, f"{page}convocations/", f"{page}appel/"):
        assert said in client.get(address).content.decode(), address
    assert said not in as_(members[0]).get(page).content.decode()
    assert said not in as_(nora).get(page).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = as_(secretary).post(f"{page}convocations/", {"newcomers": "roll"})
    assert answer["Location"] == f"{page}appel/"
    (message,) = mailoutbox
    assert message.to == [nora.account.email] and "Vous êtes convoqué, convoquée" in message.body
    letter = Mailing.objects.get(convocation__person=nora)
    assert (letter.kind, "Budget" in letter.words) == ("convened", True)
    entry = Entry.objects.get(act="commissions.newcomer_convened")
    assert {one.name: one.value for one in entry.values.all()} | {"by": ""} == {
        "by": "", "person": "Nora Nouvelle", "with_vote": True,
    }  # fmt: skip
    assert Notice.objects.filter(person=nora, kind="commissions.meeting_convened").count() == 1
    shown = as_(secretary).get(f"{page}appel/").content.decode()
    assert said not in shown and "Nora Nouvelle" in shown
    acts.answer(convened.convocations.get(person=nora), answer="present", by=nora, at=LATER)


def test_newcomers_are_convened_by_who_runs_the_meeting_once_and_before_it_opens(
    convened, members, comes, secretary, under_way
):
    with pytest.raises(Refused, match="en cours"):
        acts.convene_newcomers(under_way, by=secretary, at=HELD)
    Meeting.objects.filter(pk=convened.pk).update(opened_at=None)
    with pytest.raises(Refused, match="déjà convoquées"):
        acts.convene_newcomers(convened, by=secretary, at=LATER)
    comes()
    with pytest.raises(Forbidden):
        acts.convene_newcomers(convened, by=members[0], at=LATER)
    assert [one.person.name for one in acts.convene_newcomers(convened, by=secretary, at=LATER)] == ["Nora Nouvelle"]


def test_moving_a_meeting_convenes_those_who_sit_since_and_updates_the_others(convened, comes, members, secretary):
    nora = comes()
    acts.change_meeting(
        convened, title="Plénière", starts_at=HELD, place="Ailleurs", duration=120, public=True, by=secretary, at=LATER
    )
    assert [one.kind for one in Mailing.objects.filter(convocation__person=nora)] == ["convened"]
    assert Mailing.objects.filter(convocation__person=members[0]).last().kind == "updated"
    assert newcomers(Meeting.objects.get(pk=convened.pk)) == []


def test_the_opening_freezes_the_roll_whatever_happens_next(convened, members, comes, leaves, arrive, secretary):
    leaves(members[4])
    nora = comes()
    arrive(*members[:3])
    opened = acts.open_meeting(convened, by=secretary, at=HELD)
    assert numbers(opened) == (5, 3) and opened.convocations.get(person=nora).with_vote
    leaves(members[0])
    comes("Zélie Tardive")
    assert numbers(opened) == (5, 3)
    assert newcomers(opened) == []


def test_someone_who_came_in_then_left_the_commission_is_not_among_those_present(convened, members, arrive, leaves):
    arrive(*members[:3])
    leaves(members[0])
    convened.refresh_from_db()
    assert convened.present == 2


def test_the_list_of_letters_tells_who_sits_no_more_apart(as_, convened, members, leaves, place_of, secretary):
    acts.answer(place_of(members[0]), answer="present", by=members[0], at=SENT)
    leaves(members[0])
    client, page = as_(secretary), f"/seances/{convened.pk}/convocations/"
    assert "Ada Élue" not in client.get(f"{page}?reponse=presents").content.decode()
    gone = client.get(f"{page}?reponse=partis").content.decode()
    assert "Ada Élue" in gone and "ne siège plus" in gone and "Noter la présence" not in gone
    assert "à prévenir autrement" not in told(convened).split(", ")[-1] or "Ada" not in told(convened)


def test_meetings_convened_before_this_was_kept_are_brought_up_by_the_migration(convened, commission, members):
    Membership.objects.filter(person=members[0]).update(end=LATER.date())
    seated(commission, "Nora Nouvelle")
    seated(commission, "Nils Nouveau")
    MeetingRules.objects.create(commission=commission, quorum="two_thirds")
    import_module("portevoix.commissions.migrations.0006_who_sits_until_the_opening").keep_up(apps, None)
    assert numbers(convened) == (6, 4)
    gone = convened.convocations.get(person=members[0])
    assert (gone.sits, gone.with_vote) == (False, False)


def test_closing_a_commission_empties_the_meetings_it_never_held(commission, convened, administrator, secretary):
    Meeting.objects.filter(pk=convened.pk).update(starts_at=SENT)
    close_commission(commission, on=LATER.date(), by=administrator, at=LATER)
    assert numbers(convened) == (5, 3)  # who sat on its day is what it counted
