"""Acts of a commission: it is created, people take seats and roles in it, it meets."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from portevoix.commissions.models import Commission, Mandate, Meeting, Membership
from portevoix.commissions.seat import current
from portevoix.commissions.telling import tell_convened
from portevoix.engine.tally import quorum
from portevoix.journal.acts import Refused, record, require
from portevoix.people.models import Person

CLEAR_DAYS = 5  # R40


@transaction.atomic
def create_commission(*, by, at: datetime, associations=(), **fields) -> Commission:
    """A new commission, or a sub-commission when `parent` is given; journaled."""
    commission = Commission.objects.create(**fields)
    commission.associations.set(associations)
    record("commissions.created", f"commission:{commission.slug}", by=by, at=at, facts={"name": commission.name})
    return commission


@transaction.atomic
def take_seat(
    person: Person, commission: Commission, *, capacity: str, by, at: datetime, start: date, association=None
):
    """Give *person* a seat in *commission* from *start*; returns the membership. Refused when seated already."""
    if Membership.objects.filter(person=person, commission=commission, end=None).exists():
        raise Refused(_("%(name)s siège déjà dans cette commission.") % {"name": person})
    seat = Membership.objects.create(
        person=person, commission=commission, capacity=capacity, association=association, start=start
    )
    record(
        "commissions.seat_taken",
        f"commission:{commission.slug}",
        by=by,
        at=at,
        facts={"person": person.name, "capacity": capacity, "start": start.isoformat()},
    )
    return seat


@transaction.atomic
def give_mandate(person: Person, commission: Commission, *, role: str, by, at: datetime, start: date) -> Mandate:
    """Give *person* the role *role* in *commission* from *start*; journaled."""
    mandate = Mandate.objects.create(person=person, commission=commission, role=role, start=start)
    record(
        "commissions.mandate_given",
        f"commission:{commission.slug}",
        by=by,
        at=at,
        facts={"person": person.name, "role": role, "start": start.isoformat()},
    )
    return mandate


@transaction.atomic
def convene_meeting(
    commission: Commission, *, title: str, starts_at: datetime, place: str, by, at: datetime
) -> Meeting:
    """Convene the members; refused to others than the secretariat and the chair, or on too short a notice (R40)."""
    require("commissions.convene", by, commission, _("Le secrétariat ou la présidence convoque une séance."))
    clear = (starts_at.date() - at.date()).days - 1
    if clear < CLEAR_DAYS:
        earliest = at.date() + timedelta(days=CLEAR_DAYS + 1)
        raise Refused(
            _("Une séance se convoque %(days)d jours francs à l’avance : le %(earliest)s au plus tôt.")
            % {"days": CLEAR_DAYS, "earliest": earliest.strftime("%d/%m/%Y")},
            field="starts_at",
        )
    voters = Membership.objects.filter(
        current(starts_at.date()), commission=commission, capacity=Membership.Capacity.ELECTED
    ).count()
    if not voters:
        raise Refused(_("Cette commission n’a aucun membre ayant voix délibérative : personne ne pourrait voter."))
    meeting = Meeting.objects.create(
        commission=commission, title=title, starts_at=starts_at, place=place, members_with_vote=voters
    )
    record(
        "commissions.meeting_convened",
        f"meeting:{meeting.pk}",
        by=by,
        at=at,
        facts={"title": title, "starts_at": starts_at.isoformat(), "place": place, "members_with_vote": voters},
    )
    tell_convened(meeting, by=by, at=at)
    return meeting


@transaction.atomic
def open_meeting(meeting: Meeting, *, present: int, by, at: datetime) -> Meeting:
    """Open *meeting* with *present* members who have a vote; refused without quorum (R41)."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    require("commissions.open_meeting", by, meeting, _("Le secrétariat ou la présidence ouvre la séance."))
    if meeting.opened_at:
        raise Refused(_("Cette séance est déjà ouverte."))
    if present > meeting.members_with_vote:
        raise Refused(
            _("%(present)d présents pour %(members)d membres ayant voix délibérative : vérifiez le compte.")
            % {"present": present, "members": meeting.members_with_vote},
            field="present",
        )
    needed = quorum(meeting.members_with_vote)
    if present < needed:
        raise Refused(
            _("Le quorum n’est pas atteint : %(present)d présents, il en faut %(needed)d. La séance n’est pas ouverte.")
            % {"present": present, "needed": needed},
            field="present",
        )
    meeting.present, meeting.opened_at = present, at
    meeting.save(update_fields=["present", "opened_at"])
    record(
        "commissions.meeting_opened",
        f"meeting:{meeting.pk}",
        by=by,
        at=at,
        facts={"present": present, "members_with_vote": meeting.members_with_vote, "quorum": needed},
    )
    return meeting


@transaction.atomic
def close_meeting(meeting: Meeting, *, by, at: datetime) -> Meeting:
    """Close an open meeting; no vote is recorded in it afterwards."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    require("commissions.open_meeting", by, meeting, _("Le secrétariat ou la présidence lève la séance."))
    if not meeting.opened_at or meeting.closed_at:
        raise Refused(_("Cette séance n’est pas ouverte."))
    meeting.closed_at = at
    meeting.save(update_fields=["closed_at"])
    record("commissions.meeting_closed", f"meeting:{meeting.pk}", by=by, at=at)
    return meeting
