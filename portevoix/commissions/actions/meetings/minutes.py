"""Acts on minutes: drafted from the record, edited, approved at a later meeting, then frozen."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portevoix.commissions.actions.meetings.convening import list_minutes
from portevoix.commissions.actions.meetings.standing import State, run_by, subject_of
from portevoix.commissions.models import Meeting, Minutes, MinutesPart
from portevoix.commissions.queries.minutes import record_of
from portevoix.commissions.queries.room import room_of
from portevoix.engine.digest import digest
from portevoix.journal.acts import Refused, record


@transaction.atomic
def draft_minutes(meeting: Meeting, *, by, at: datetime) -> Minutes:
    """Draft the minutes of a closed *meeting*: a part for each item, with the decision noted under it."""
    meeting = run_by(meeting, by, State.CLOSED)
    if Minutes.objects.filter(meeting=meeting).exists():
        raise Refused(_("Le relevé de cette séance est déjà établi."))
    minutes = Minutes.objects.create(meeting=meeting, drafted_by=by, drafted_at=at)
    items = list(meeting.items.all())
    MinutesPart.objects.bulk_create(
        MinutesPart(minutes=minutes, item=item, position=rank, heading=item.title, words=item.decision)
        for rank, item in enumerate(items, 1)
    )
    record("commissions.minutes_drafted", subject_of(meeting), by=by, at=at, facts={"parts": len(items)})
    for following in Meeting.objects.filter(commission=meeting.commission, convened_at=None, cancelled_at=None):
        list_minutes(following, minutes)
    return minutes


@transaction.atomic
def write_part(part: MinutesPart, *, words: str, known: str, by, at: datetime) -> MinutesPart:
    """Other words under an item, until the approval; refused when someone changed them since they were read (*known*)."""
    meeting = run_by(part.minutes.meeting, by, State.CLOSED)
    part = MinutesPart.objects.select_related("minutes").get(pk=part.pk)
    if part.minutes.approved_at:
        raise Refused(_("Ce relevé est approuvé : il ne change plus."))
    if part.words != known and part.words != words:
        raise Refused(
            _("Quelqu’un a changé ce point entre-temps : relisez-le ci-dessus, puis enregistrez le vôtre ou gardez le sien."),
            field="words",
        )  # fmt: skip
    if part.words != words:
        part.words = words
        part.save(update_fields=["words"])
        record(
            "commissions.minutes_written",
            subject_of(meeting),
            by=by,
            at=at,
            facts={"heading": part.heading, "words": words},
        )
    return part


@transaction.atomic
def approve_minutes(minutes: Minutes, *, meeting: Meeting, by, at: datetime) -> Minutes:
    """The members approve *minutes* in a later *meeting*, open, with its quorum: they are frozen, with their digest."""
    meeting = run_by(meeting, by, State.OPEN)
    minutes = Minutes.objects.select_for_update(of=("self",)).select_related("meeting__commission").get(pk=minutes.pk)
    if minutes.approved_at:
        raise Refused(_("Ce relevé est déjà approuvé."))
    if meeting.commission_id != minutes.meeting.commission_id or meeting.starts_at <= minutes.meeting.starts_at:
        raise Refused(_("Un relevé s’approuve à une séance suivante de la même commission."))
    item = meeting.items.filter(about=subject_of(minutes.meeting)).first()
    if item is None:
        raise Refused(_("L’approbation de ce relevé n’est pas à l’ordre du jour de cette séance."))
    if not room_of(meeting).reached:
        raise Refused(_("Le quorum n’est plus atteint : le relevé ne peut pas être approuvé."))
    parts = [{"item": one.item_id, "heading": one.heading, "words": one.words} for one in minutes.parts.all()]
    minutes.frozen = {"record": record_of(minutes.meeting), "parts": parts}
    minutes.digest = digest(minutes.frozen)
    minutes.approved_in, minutes.approved_at = meeting, at
    minutes.save()
    if not item.decision:
        item.decision = _("Le relevé est approuvé.")
        item.save(update_fields=["decision"])
    record(
        "commissions.minutes_approved",
        subject_of(minutes.meeting),
        by=by,
        at=at,
        facts={"meeting": meeting.pk, "digest": minutes.digest, "minutes": minutes.frozen},
    )
    return minutes
