"""Acts on the agenda: items, what is attached to them, where the meeting stands, what it decides."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portevoix.commissions.actions.meetings.convening import check_clear_days
from portevoix.commissions.actions.meetings.standing import State, run_by, subject_of
from portevoix.commissions.attachments import checked
from portevoix.commissions.models import AgendaItem, Document, Meeting
from portevoix.commissions.queries.room import room_of, rules_of
from portevoix.engine.verification import sha256
from portevoix.journal.acts import Refused, record


def _arranged(meeting: Meeting, by, at: datetime) -> Meeting:
    """*meeting*, whose agenda may still change: in preparation, or convened with enough clear days left (R40)."""
    meeting = run_by(meeting, by, State.DRAFT, State.CONVENED)
    if meeting.state == State.CONVENED:
        if meeting.second_of_id:
            raise Refused(_("Une seconde convocation garde le même ordre du jour."))
        try:
            check_clear_days(rules_of(meeting.commission), meeting.starts_at, at)
        except Refused as refused:
            raise Refused(
                _(
                    "L’ordre du jour ne change plus : il est parti avec la convocation, et le délai de jours francs court."
                )
            ) from refused
    return meeting


def _changed(meeting: Meeting, at: datetime) -> None:
    if meeting.state == State.CONVENED:
        meeting.agenda_changed_at = at
        meeting.save(update_fields=["agenda_changed_at"])


def _numbered(meeting: Meeting) -> None:
    for position, item in enumerate(list(meeting.items.all()), 1):
        if item.position != position:
            item.position = position
            item.save(update_fields=["position"])


@transaction.atomic
def add_item(
    meeting: Meeting, *, title: str, note: str = "", kind: str = AgendaItem.Kind.FREE, about: str = "",
    address: str = "", by, at: datetime,
) -> AgendaItem:  # fmt: skip
    """One more item at the end of the agenda, free or drawn from work in progress."""
    meeting = _arranged(meeting, by, at)
    if about and meeting.items.filter(about=about).exists():
        raise Refused(_("« %(title)s » est déjà à l’ordre du jour.") % {"title": title})
    item = AgendaItem.objects.create(
        meeting=meeting,
        position=meeting.items.count() + 1,
        kind=kind,
        title=title[:200],
        note=note,
        about=about,
        address=address,
    )
    record(
        "commissions.item_added",
        subject_of(meeting),
        by=by,
        at=at,
        facts={"item": item.pk, "title": item.title, "kind": kind, "about": about},
    )
    _changed(meeting, at)
    return item


@transaction.atomic
def change_item(item: AgendaItem, *, title: str, note: str, by, at: datetime) -> AgendaItem:
    """Another wording of an item; nothing is written when nothing changes."""
    meeting = _arranged(item.meeting, by, at)
    item = meeting.items.get(pk=item.pk)
    if (item.title, item.note) == (title, note):
        return item
    item.title, item.note = title, note
    item.save(update_fields=["title", "note"])
    record("commissions.item_changed", subject_of(meeting), by=by, at=at, facts={"item": item.pk, "title": title})
    _changed(meeting, at)
    return item


@transaction.atomic
def shift_item(item: AgendaItem, *, up: bool, by, at: datetime) -> AgendaItem:
    """The item one place earlier, or later; at an end of the agenda it stays."""
    meeting = _arranged(item.meeting, by, at)
    items = list(meeting.items.all())
    rank = next(rank for rank, one in enumerate(items) if one.pk == item.pk)
    other = rank - 1 if up else rank + 1
    if not 0 <= other < len(items):
        return items[rank]
    items[rank], items[other] = items[other], items[rank]
    for position, one in enumerate(items, 1):
        one.position = position
    AgendaItem.objects.bulk_update(items, ["position"])
    record(
        "commissions.item_moved",
        subject_of(meeting),
        by=by,
        at=at,
        facts={"item": item.pk, "position": items[other].position},
    )
    _changed(meeting, at)
    return items[other]


@transaction.atomic
def remove_item(item: AgendaItem, *, by, at: datetime) -> None:
    """An item leaves the agenda, with what is attached to it; refused while a proxy was given for it."""
    meeting = _arranged(item.meeting, by, at)
    if item.proxies.exists():
        raise Refused(_("Une procuration porte sur ce point : il reste à l’ordre du jour."))
    facts = {"item": item.pk, "title": item.title}
    meeting.items.filter(pk=item.pk).delete()
    _numbered(meeting)
    record("commissions.item_removed", subject_of(meeting), by=by, at=at, facts=facts)
    _changed(meeting, at)


@transaction.atomic
def attach_document(item: AgendaItem, *, file, by, at: datetime) -> Document:
    """Attach an uploaded *file* to an item, until the meeting is closed. Refused by kind, by size, or twice the same."""
    meeting = run_by(item.meeting, by, State.DRAFT, State.CONVENED, State.OPEN)
    upload, media_type = checked(file)
    found = sha256(upload.data)
    if item.documents.filter(digest=found).exists():
        raise Refused(_("« %(name)s » est déjà joint à ce point.") % {"name": upload.name}, field="file")
    document = Document.objects.create(
        item=item,
        name=upload.name,
        media_type=media_type,
        data=upload.data,
        size=len(upload.data),
        digest=found,
        added_by=by,
        added_at=at,
    )
    record(
        "commissions.document_attached",
        subject_of(meeting),
        by=by,
        at=at,
        facts={"item": item.pk, "name": upload.name, "digest": found},
    )
    return document


@transaction.atomic
def detach_document(document: Document, *, by, at: datetime) -> None:
    """A document leaves its item; the journal keeps its digest."""
    meeting = run_by(document.item.meeting, by, State.DRAFT, State.CONVENED, State.OPEN)
    record(
        "commissions.document_detached",
        subject_of(meeting),
        by=by,
        at=at,
        facts={"item": document.item_id, "name": document.name, "digest": document.digest},
    )
    document.delete()


@transaction.atomic
def call_item(item: AgendaItem, *, by, at: datetime) -> AgendaItem:
    """The meeting comes to *item*: it is what every phone in the room shows. Refused while a vote is open."""
    meeting = run_by(item.meeting, by, State.OPEN)
    voting = meeting.items.filter(vote_opened_at__isnull=False, vote_closed_at=None).exclude(pk=item.pk).first()
    if voting:
        raise Refused(_("Le vote est ouvert sur « %(item)s » : closez-le d’abord.") % {"item": voting})
    meeting.current_item = item
    meeting.save(update_fields=["current_item"])
    record("commissions.item_called", subject_of(meeting), by=by, at=at, facts={"item": item.pk})
    return item


@transaction.atomic
def open_vote(item: AgendaItem, *, by, at: datetime) -> AgendaItem:
    """Pass to the vote on the item under way: the quorum is checked (R41), and proxies no longer change (R43)."""
    meeting = run_by(item.meeting, by, State.OPEN)
    item = meeting.items.get(pk=item.pk)
    if meeting.current_item_id != item.pk:
        raise Refused(_("Appelez d’abord ce point : le vote s’ouvre sur celui qui est en cours."))
    if item.vote_is_open:
        raise Refused(_("Le vote est déjà ouvert sur ce point."))
    room = room_of(meeting, item.about)
    if not room.reached:
        raise Refused(_("Le quorum n’est plus atteint : %(count)s.") % {"count": room.said})
    item.vote_opened_at, item.vote_closed_at = at, None
    item.save(update_fields=["vote_opened_at", "vote_closed_at"])
    record(
        "commissions.vote_opened",
        subject_of(meeting),
        by=by,
        at=at,
        facts={"item": item.pk, "present": room.present, "proxies": room.proxies, "quorum": room.needed},
    )
    return item


@transaction.atomic
def close_vote(item: AgendaItem, *, by, at: datetime) -> AgendaItem:
    """The vote on the item is over; proxies may change again."""
    meeting = run_by(item.meeting, by, State.OPEN)
    item = meeting.items.get(pk=item.pk)
    if not item.vote_is_open:
        raise Refused(_("Aucun vote n’est ouvert sur ce point."))
    item.vote_closed_at = at
    item.save(update_fields=["vote_closed_at"])
    record("commissions.vote_closed", subject_of(meeting), by=by, at=at, facts={"item": item.pk})
    return item


@transaction.atomic
def note_decision(item: AgendaItem, *, decision: str, by, at: datetime) -> AgendaItem:
    """What was decided under *item*, in the words of the secretariat, for the minutes."""
    meeting = run_by(item.meeting, by, State.OPEN, State.CLOSED)
    item = meeting.items.get(pk=item.pk)
    if meeting.state == State.CLOSED and hasattr(meeting, "minutes"):
        raise Refused(_("Le relevé de cette séance est établi : la décision s’y corrige."), field="decision")
    item.decision = decision
    item.save(update_fields=["decision"])
    record(
        "commissions.decision_noted", subject_of(meeting), by=by, at=at, facts={"item": item.pk, "decision": decision}
    )
    return item
