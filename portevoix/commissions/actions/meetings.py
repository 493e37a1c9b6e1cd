"""Acts of meetings."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from portevoix.commissions.models import Commission, Meeting, Membership
from portevoix.commissions.seat import current
from portevoix.engine.tally import quorum
from portevoix.journal.acts import Refused, record, require

CLEAR_DAYS = 5  # R40


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
