"""Acts of convening: drafted, convened, moved, cancelled, convened a second time (R40, R42)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portevoix.commissions.actions.keeping import refuse_if_closed
from portevoix.commissions.actions.meetings.enrolling import enrol, follow_seats, keep_up
from portevoix.commissions.actions.meetings.mailing import write_to
from portevoix.commissions.actions.meetings.standing import (
    State,
    check_state,
    day_of,
    run_by,
    sentence_of_running,
    subject_of,
)
from portevoix.commissions.models import AgendaItem, Commission, Document, Mailing, Meeting, MeetingRules, Minutes
from portevoix.commissions.queries.room import room_of, rules_of
from portevoix.commissions.telling import tell_convened
from portevoix.commissions.who import seated_in
from portevoix.commissions.works import approval, waiting
from portevoix.engine.clear_days import clear_days, earliest_day, earliest_second
from portevoix.journal.acts import Refused, record, require
from portevoix.ui.dates import WITH_WEEKDAY, written_day


def check_to_come(starts_at: datetime, at: datetime) -> None:
    """Raise `Refused` when a meeting prepared at *at* would start before."""
    if starts_at <= at:
        raise Refused(
            _("Ce moment est passé : une séance se prépare pour une date et une heure à venir."), field="starts_at"
        )


def check_clear_days(rules: MeetingRules, starts_at: datetime, at: datetime) -> None:
    """Raise `Refused` when a meeting at *starts_at* is convened at *at* on too short a notice (R40)."""
    sent, held = day_of(at), day_of(starts_at)
    if clear_days(sent, held) < rules.clear_days:
        raise Refused(
            _("Une séance se convoque %(days)d jours francs à l’avance : le %(earliest)s au plus tôt.")
            % {"days": rules.clear_days, "earliest": written_day(earliest_day(sent, rules.clear_days), WITH_WEEKDAY)},
            field="starts_at",
        )


def list_minutes(meeting: Meeting, minutes: Minutes) -> None:
    """Put the approval of *minutes* on the agenda of *meeting*, in preparation."""
    item = approval(minutes)
    AgendaItem.objects.get_or_create(
        meeting=meeting,
        about=item.about,
        defaults={
            "position": meeting.items.count() + 1,
            "kind": item.kind,
            "title": item.title,
            "address": item.address,
        },
    )


@transaction.atomic
def draft_meeting(
    commission: Commission, *, title: str, starts_at: datetime, place: str, by, at: datetime, duration: int = 120,
    public: bool = True,
) -> Meeting:  # fmt: skip
    """A meeting in preparation, seen by those who run the commission; minutes not yet approved are on its agenda."""
    require("commissions.convene", by, commission, sentence_of_running())
    refuse_if_closed(commission)
    check_to_come(starts_at, at)
    meeting = Meeting.objects.create(
        commission=commission, title=title, starts_at=starts_at, place=place, duration=duration, public=public
    )
    for minutes in waiting(commission):
        list_minutes(meeting, minutes)
    record("commissions.meeting_drafted", subject_of(meeting), by=by, at=at, facts=_facts(meeting))
    return meeting


def _facts(meeting: Meeting) -> dict:
    return {
        "title": meeting.title,
        "starts_at": meeting.starts_at.isoformat(),
        "place": meeting.place,
        "duration": meeting.duration,
        "public": meeting.public,
    }


def check_convening(meeting: Meeting, items: list[AgendaItem], voters: int, at: datetime) -> None:
    """Raise `Refused` when *meeting* cannot be convened at *at* with *items*, by *voters* members with a vote."""
    if not meeting.second_of_id:
        check_clear_days(rules_of(meeting.commission), meeting.starts_at, at)
    if not items:
        raise Refused(_("Une séance se convoque avec son ordre du jour : inscrivez au moins un point."))
    if not voters:
        raise Refused(_("Cette commission n’a aucun membre ayant voix délibérative : personne ne pourrait voter."))


@transaction.atomic
def convene_meeting(meeting: Meeting, *, by, at: datetime) -> Meeting:
    """Convene the members with the agenda: each is written to, once the act is done.

    Refused to others than the secretariat and the chair, on too short a notice (R40), or without an agenda.
    """
    meeting = run_by(meeting, by, State.DRAFT)
    items = list(meeting.items.all())
    enrol(meeting, by=by, at=at)
    check_convening(meeting, items, meeting.members_with_vote, at)
    meeting.convened_at, meeting.agenda_changed_at = at, None
    meeting.save()
    record(
        "commissions.meeting_convened",
        subject_of(meeting),
        by=by,
        at=at,
        facts={
            **_facts(meeting),
            "agenda": [item.title for item in items],
            "members_with_vote": meeting.members_with_vote,
            "quorum": meeting.quorum,
            "convened": meeting.convocations.count(),
            "second_of": meeting.second_of_id,
        },
    )
    tell_convened(meeting, *seated_in(meeting.commission, day_of(at)), by=by, at=at)
    write_to(meeting, Mailing.Kind.CONVENED, at=at)
    return meeting


@transaction.atomic
def change_meeting(
    meeting: Meeting, *, title: str, starts_at: datetime, place: str, duration: int, public: bool, by, at: datetime
) -> Meeting:
    """Change a meeting in preparation; or move one already convened: its members are then written to again.

    Another day is another convening: it needs its clear days (R40), or its interval (R42). Who sits and was not convened
    yet is, by a move.
    """
    meeting = run_by(meeting, by, State.DRAFT, State.CONVENED)
    convened, newcomers = meeting.state == State.CONVENED, []
    if starts_at != meeting.starts_at:
        check_to_come(starts_at, at)
    if day_of(starts_at) != day_of(meeting.starts_at):
        if meeting.second_of_id:
            _check_interval(rules_of(meeting.commission), meeting.second_of, starts_at, at)
        elif convened:
            check_clear_days(rules_of(meeting.commission), starts_at, at)
    former = {f"former_{name}": value for name, value in _facts(meeting).items()}
    meeting.title, meeting.starts_at, meeting.place = title, starts_at, place
    meeting.duration, meeting.public = duration, public
    if convened:
        newcomers = enrol(meeting, by=by, at=at)
        meeting.revision += 1
        meeting.agenda_changed_at = None
    meeting.save()
    act = "commissions.meeting_moved" if convened else "commissions.meeting_redrafted"
    record(act, subject_of(meeting), by=by, at=at, facts={**_facts(meeting), **former})
    if convened:
        write_to(meeting, Mailing.Kind.UPDATED, at=at, but=newcomers)
        write_to(meeting, Mailing.Kind.CONVENED, at=at, only=newcomers)
    return meeting


@transaction.atomic
def send_update(meeting: Meeting, *, by, at: datetime) -> Meeting:
    """Write the agenda as it now stands to every member convened."""
    meeting = run_by(meeting, by, State.CONVENED)
    if not meeting.agenda_changed_at:
        raise Refused(_("L’ordre du jour n’a pas changé depuis le dernier courriel."))
    meeting.revision += 1
    meeting.agenda_changed_at = None
    meeting.save()
    record(
        "commissions.agenda_sent",
        subject_of(meeting),
        by=by,
        at=at,
        facts={"agenda": [item.title for item in meeting.items.all()], "revision": meeting.revision},
    )
    write_to(meeting, Mailing.Kind.UPDATED, at=at)
    return meeting


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, because: str, by, at: datetime) -> Meeting:
    """Cancel a meeting that is not open; members convened are written to, and their calendars drop it."""
    meeting = run_by(meeting, by, State.DRAFT, State.CONVENED)
    convened = meeting.state == State.CONVENED
    meeting.cancelled_at, meeting.cancelled_because = at, because
    meeting.revision += 1
    meeting.save()
    record("commissions.meeting_cancelled", subject_of(meeting), by=by, at=at, facts={"because": because})
    if convened:
        write_to(meeting, Mailing.Kind.CANCELLED, at=at)
    return meeting


@transaction.atomic
def find_no_quorum(meeting: Meeting, *, by, at: datetime) -> Meeting:
    """State that the quorum is not there at the time of *meeting*: it may be convened a second time (R42)."""
    meeting = run_by(meeting, by, State.CONVENED)
    if at < meeting.starts_at:
        raise Refused(_("L’heure de la séance n’est pas venue : le quorum se constate à son ouverture."))
    keep_up(meeting, by=by, at=at)
    room = room_of(meeting)
    if room.reached:
        raise Refused(_("Le quorum est atteint (%(count)s) : ouvrez la séance.") % {"count": room.said})
    meeting.lapsed_at = at
    meeting.save(update_fields=["lapsed_at"])
    record(
        "commissions.quorum_not_reached",
        subject_of(meeting),
        by=by,
        at=at,
        facts={"present": room.present, "members_with_vote": meeting.members_with_vote, "quorum": room.needed},
    )
    return meeting


def _check_interval(rules: MeetingRules, first: Meeting, starts_at: datetime, at: datetime) -> None:
    earliest = earliest_second(day_of(first.starts_at), day_of(at), rules.second_after_days)
    if day_of(starts_at) < earliest:
        raise Refused(
            _(
                "Une seconde convocation se tient %(days)d jours au moins après la première : le %(earliest)s au plus tôt."
            )
            % {"days": rules.second_after_days, "earliest": written_day(earliest, WITH_WEEKDAY)},
            field="starts_at",
        )


def check_second(first: Meeting, starts_at: datetime, at: datetime) -> None:
    """Raise `Refused` when *first* cannot be convened a second time, at *at*, for *starts_at* (R42)."""
    check_state(first, State.LAPSED)
    if Meeting.objects.filter(second_of=first).exists():
        raise Refused(_("Cette séance est déjà convoquée une seconde fois."))
    _check_interval(rules_of(first.commission), first, starts_at, at)


def second_of(first: Meeting, *, starts_at: datetime, place: str) -> Meeting:
    """The second meeting after *first*, as it would be convened; not saved."""
    return Meeting(
        commission=first.commission,
        title=first.title,
        starts_at=starts_at,
        place=place,
        duration=first.duration,
        public=first.public,
        second_of=first,
    )


@transaction.atomic
def convene_again(meeting: Meeting, *, starts_at: datetime, place: str, by, at: datetime) -> Meeting:
    """A second convening on the same agenda, after a meeting without quorum; returns the new meeting (R42)."""
    first = run_by(meeting, by)
    check_second(first, starts_at, at)
    second = second_of(first, starts_at=starts_at, place=place)
    second.save()
    for item in first.items.prefetch_related("documents"):
        documents = list(item.documents.all())
        item.pk, item.meeting = None, second
        item.save(force_insert=True)
        for document in documents:
            document.pk, document.item = None, item
        Document.objects.bulk_create(documents)
    return convene_meeting(second, by=by, at=at)


@transaction.atomic
def set_meeting_rules(commission: Commission, *, by, at: datetime, **chosen) -> MeetingRules:
    """The meeting rules of *commission*, from now on, meetings convened included; one that is open keeps its quorum."""
    require("commissions.run_meeting", by, commission, sentence_of_running())
    rules, _made = MeetingRules.objects.update_or_create(commission=commission, defaults=chosen)
    record("commissions.meeting_rules_set", f"commission:{commission.slug}", by=by, at=at, facts=chosen)
    follow_seats(commission, by=by, at=at)
    return rules
