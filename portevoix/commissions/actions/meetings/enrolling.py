"""Whom a meeting counts: until it opens, those who sit on its day, as the composition says now; then the roll is frozen."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from portevoix.commissions.actions.meetings.answering import answered, end_proxy
from portevoix.commissions.actions.meetings.mailing import write_to
from portevoix.commissions.actions.meetings.standing import State, locked, run_by, subject_of
from portevoix.commissions.models import Commission, Convocation, Mailing, Meeting, Proxy
from portevoix.commissions.queries.convening import quorum_at, votes_at
from portevoix.commissions.telling import tell_convened
from portevoix.journal.acts import Refused, record


def recount(meeting: Meeting) -> None:
    """Members with a vote who are there, from arrivals and departures; what was counted by hands stays."""
    if not meeting.by_hands:
        meeting.present = meeting.convocations.filter(
            with_vote=True, presences__isnull=False, presences__left_at=None
        ).count()
        meeting.save(update_fields=["present"])


def keep_up(meeting: Meeting, *, by, at: datetime) -> list[Convocation]:
    """Have *meeting*, locked and not open, count those who sit on its day: its voters, its quorum, who may answer.

    Proxies given or held by who has no vote any more end. Returns the convocations, not saved, of those who sit and
    have not been convened.
    """
    votes = votes_at(meeting)
    known, changed = list(meeting.convocations.all()), []
    for one in known:
        held = one.person_id in votes, votes.get(one.person_id, False)
        if (one.sits, one.with_vote) != held:
            one.sits, one.with_vote = held
            changed.append(one)
    Convocation.objects.bulk_update(changed, ["sits", "with_vote"])
    voters = sum(votes.values())
    meeting.members_with_vote, meeting.quorum = voters, quorum_at(meeting, voters)
    meeting.save(update_fields=["members_with_vote", "quorum"])
    _end_fallen(meeting, by=by, at=at)
    if changed and meeting.present:
        recount(meeting)
    convened = {one.person_id for one in known}
    return [
        Convocation(meeting=meeting, person_id=person, with_vote=vote)
        for person, vote in votes.items()
        if person not in convened
    ]


def _end_fallen(meeting: Meeting, *, by, at: datetime) -> None:
    fallen = Proxy.objects.filter(
        Q(giver__with_vote=False) | Q(holder__with_vote=False), giver__meeting=meeting, ended_at=None
    ).select_related("giver__person", "giver__meeting", "holder__person")
    for proxy in fallen:
        end_proxy(proxy, Proxy.Ended.FALLEN, by=by, at=at)
        if proxy.giver.answer == Convocation.Answer.PROXY and proxy.item_id is None:
            answered(proxy.giver, Convocation.Answer.NONE, by=by, at=at)
        if proxy.giver.with_vote:
            write_to(meeting, Mailing.Kind.FALLEN, at=at, only=[proxy.giver])


def enrol(meeting: Meeting, *, by, at: datetime) -> list[Convocation]:
    """`keep_up`, and convene those who sit and were not convened yet: returns them."""
    return Convocation.objects.bulk_create(keep_up(meeting, by=by, at=at))


def follow_seats(commission: Commission, *, by, at: datetime) -> None:
    """Every meeting of *commission*, or of those under it, that is convened and not open counts who sits on its day.

    Called by the acts that change who sits, or the rules of the quorum; they check who may.
    """
    waiting = Meeting.objects.filter(
        Q(commission=commission) | Q(commission__parent=commission),
        convened_at__isnull=False, opened_at=None, cancelled_at=None, lapsed_at=None,
    )  # fmt: skip
    for meeting in waiting:
        keep_up(locked(meeting), by=by, at=at)


@transaction.atomic
def convene_newcomers(meeting: Meeting, *, by, at: datetime) -> list[Convocation]:
    """Send the convocation to those who have taken a seat since it left, until the meeting opens; returns them.

    They sit by right, whatever clear days remain: the notice was given to those who sat when it left (R40).
    """
    meeting = run_by(meeting, by, State.CONVENED)
    newcomers = enrol(meeting, by=by, at=at)
    if not newcomers:
        raise Refused(_("Toutes les personnes qui siègent sont déjà convoquées."))
    for one in newcomers:
        record(
            "commissions.newcomer_convened",
            subject_of(meeting),
            by=by,
            at=at,
            facts={"person": one.person.name, "with_vote": one.with_vote},
        )
    tell_convened(meeting, *(one.person for one in newcomers), by=by, at=at)
    write_to(meeting, Mailing.Kind.CONVENED, at=at, only=newcomers)
    return newcomers
