"""Acts of the room: who arrives and leaves, the quorum, the meeting opened and closed (R41 to R43)."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portevoix.commissions.actions.meetings.answering import end_proxy
from portevoix.commissions.actions.meetings.enrolling import enrol, recount
from portevoix.commissions.actions.meetings.standing import (
    State,
    check_sits,
    check_state,
    day_of,
    locked,
    run_by,
    subject_of,
)
from portevoix.commissions.models import Convocation, Meeting, Presence, Proxy
from portevoix.commissions.queries.room import room_of
from portevoix.journal.acts import Forbidden, Refused, record
from portevoix.ui.dates import WITH_WEEKDAY, written_day

SIGNS = "ABCDEFGHJKLMNPQRTUVWXYZ2346789"  # none is taken for another when read from the back of a room
WRONG_CODES, WRONG_FOR = 5, timedelta(minutes=10)


def _attended(meeting: Meeting, at: datetime) -> None:
    """Raise `Refused` unless people may come in: the meeting is open, or convened for this day."""
    if meeting.state == State.OPEN:
        return
    if meeting.state != State.CONVENED:
        raise Refused(_("Cette séance est %(state)s : personne n’y entre.") % {"state": meeting.state.label})
    if day_of(at) < day_of(meeting.starts_at):
        raise Refused(
            _("La séance est convoquée pour le %(day)s : l’appel se fait ce jour-là.")
            % {"day": written_day(meeting.starts_at, WITH_WEEKDAY)}
        )


def _arrive(meeting: Meeting, convocation: Convocation, *, by_code: bool, by, at: datetime) -> Presence:
    convocation = meeting.convocations.select_related("person").get(pk=convocation.pk)
    check_sits(convocation)
    if there := convocation.presences.filter(left_at=None).first():
        return there
    presence = Presence.objects.create(convocation=convocation, arrived_at=at, by_code=by_code)
    record(
        "commissions.arrived",
        subject_of(meeting),
        by=by,
        at=at,
        facts={"person": convocation.person.name, "by_code": by_code, "with_vote": convocation.with_vote},
    )
    for proxy in convocation.proxies_given.filter(ended_at=None).select_related(
        "giver__person", "giver__meeting", "holder__person"
    ):
        end_proxy(proxy, Proxy.Ended.ARRIVED, by=by, at=at)
    recount(meeting)
    return presence


@transaction.atomic
def mark_arrival(convocation: Convocation, *, by, at: datetime) -> Presence:
    """The secretariat sees someone come in; a proxy that they had given ends (R43). Twice is once."""
    meeting = run_by(convocation.meeting, by)
    _attended(meeting, at)
    return _arrive(meeting, convocation, by_code=False, by=by, at=at)


@transaction.atomic
def mark_departure(convocation: Convocation, *, by, at: datetime) -> Presence | None:
    """Someone leaves: seen by the secretariat, or said by oneself; None for one who was not there."""
    meeting = locked(convocation.meeting) if convocation.person_id == by.pk else run_by(convocation.meeting, by)
    _attended(meeting, at)
    presence = Presence.objects.filter(convocation=convocation, left_at=None).first()
    if presence is None:
        return None
    presence.left_at = max(at, presence.arrived_at)
    presence.save(update_fields=["left_at"])
    record("commissions.left", subject_of(meeting), by=by, at=at, facts={"person": convocation.person.name})
    recount(meeting)
    return presence


@transaction.atomic
def show_code(meeting: Meeting, *, by, at: datetime, renew: bool = False) -> str:
    """The code of the room, drawn the first time, or again: the former one then opens nothing."""
    meeting = run_by(meeting, by)
    _attended(meeting, at)
    if meeting.code and not renew:
        return meeting.code
    meeting.code = "".join(secrets.choice(SIGNS) for _sign in range(6))
    meeting.save(update_fields=["code"])
    record("commissions.code_shown", subject_of(meeting), by=by, at=at)
    return meeting.code


def check_in(convocation: Convocation, *, code: str, by, at: datetime) -> Presence:
    """Come in by oneself, with the code shown in the room.

    Five wrong codes close this way for ten minutes: the secretariat then notes the arrival.
    """
    if convocation.person_id != by.pk:
        raise Forbidden(_("Chacun signale sa propre arrivée."))
    with transaction.atomic():
        meeting = locked(convocation.meeting)
        _attended(meeting, at)
        convocation = meeting.convocations.get(pk=convocation.pk)
        if convocation.last_wrong_at and at - convocation.last_wrong_at >= WRONG_FOR:
            convocation.wrong_codes = 0
        if convocation.wrong_codes >= WRONG_CODES:
            raise Refused(
                _("Trop de codes faux : attendez dix minutes, ou signalez-vous au secrétariat."), field="code"
            )
        if not meeting.code:
            raise Refused(
                _("Aucun code n’est affiché pour le moment : le secrétariat le montre à l’ouverture de la salle."),
                field="code",
            )
        if constant_time_compare("".join(code.split()).upper(), meeting.code):
            return _arrive(meeting, convocation, by_code=True, by=by, at=at)
        convocation.wrong_codes += 1
        convocation.last_wrong_at = at
        convocation.save(update_fields=["wrong_codes", "last_wrong_at"])
    # outside of the transaction: a wrong code is counted, although what it asked for is refused
    raise Refused(_("Ce n’est pas le code affiché dans la salle."), field="code")


def _check_count(present: int, members: int) -> None:
    if present > members:
        raise Refused(
            ngettext(
                "%(present)d présents pour %(members)d membre ayant voix délibérative : vérifiez le compte.",
                "%(present)d présents pour %(members)d membres ayant voix délibérative : vérifiez le compte.",
                members,
            )
            % {"present": present, "members": members},
            field="present",
        )


@transaction.atomic
def open_meeting(meeting: Meeting, *, by, at: datetime, present: int | None = None) -> Meeting:
    """Open *meeting* on its day: with those whose arrival is noted, or *present* counted by hands (R41, R42).

    Refused without quorum. Its roll is then frozen: who has taken a seat since the convening is on it, who left is not.
    """
    meeting = run_by(meeting, by)
    if meeting.opened_at:
        raise Refused(_("Cette séance est déjà ouverte."))
    check_state(meeting, State.CONVENED)
    _attended(meeting, at)
    enrol(meeting, by=by, at=at)
    if present is not None:
        _check_count(present, meeting.members_with_vote)
        meeting.present, meeting.by_hands = present, True
    meeting.opened_at = at
    meeting.save()
    recount(meeting)
    room = room_of(meeting)
    if not room.reached:
        raise Refused(
            _("Le quorum n’est pas atteint : %(count)s. La séance n’est pas ouverte.") % {"count": room.said},
            field="present",
        )
    record(
        "commissions.meeting_opened",
        subject_of(meeting),
        by=by,
        at=at,
        facts={
            "present": room.present,
            "proxies": room.proxies,
            "members_with_vote": meeting.members_with_vote,
            "quorum": room.needed,
            "by_hands": meeting.by_hands,
        },
    )
    return meeting


@transaction.atomic
def count_hands(meeting: Meeting, *, present: int | None, by, at: datetime) -> Meeting:
    """Count those present again by hands; None goes back to the roll, arrivals and departures."""
    meeting = run_by(meeting, by, State.OPEN)
    if present is not None:
        _check_count(present, meeting.members_with_vote)
    meeting.by_hands = present is not None
    if present is not None:
        meeting.present = present
    meeting.save(update_fields=["by_hands", "present"])
    recount(meeting)
    record(
        "commissions.present_counted",
        subject_of(meeting),
        by=by,
        at=at,
        facts={"present": meeting.present, "by_hands": meeting.by_hands},
    )
    return meeting


@transaction.atomic
def close_meeting(meeting: Meeting, *, by, at: datetime) -> Meeting:
    """Close an open meeting; no vote is recorded in it afterwards. Refused while a vote is open."""
    meeting = run_by(meeting, by)
    if meeting.state != State.OPEN:
        raise Refused(_("Cette séance n’est pas ouverte."))
    voting = meeting.items.filter(vote_opened_at__isnull=False, vote_closed_at=None).first()
    if voting:
        raise Refused(_("Le vote est ouvert sur « %(item)s » : closez-le d’abord.") % {"item": voting})
    meeting.closed_at, meeting.code = at, ""
    meeting.save(update_fields=["closed_at", "code"])
    record("commissions.meeting_closed", subject_of(meeting), by=by, at=at)
    return meeting
