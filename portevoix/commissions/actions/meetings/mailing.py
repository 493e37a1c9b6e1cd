"""Writing to those convened: written down in the act, sent once the act is done."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from smtplib import SMTPException

from django.core.mail import get_connection
from django.db import transaction
from django.utils.translation import gettext as _

from portevoix.commissions.letters import kept, letter
from portevoix.commissions.models import Convocation, Mailing, Meeting
from portevoix.journal.acts import Refused, record, require
from portevoix.people.address import address_of


def write_to(
    meeting: Meeting, kind: str, *, at: datetime, only: Sequence[Convocation] | None = None,
    but: Sequence[Convocation] = (),
) -> int:  # fmt: skip
    """Write to everyone convened who sits and has an address, *but* some, or to *only* some; returns to how many.

    A cancellation goes to who no longer sits too: their calendar holds the meeting.

    The letters leave when the transaction commits: what is rolled back is announced to nobody, and a mail server that
    fails undoes nothing (`send_again`).
    """
    found = meeting.convocations.select_related("person__account").exclude(pk__in=[one.pk for one in but])
    if only is not None:
        found = found.filter(pk__in=[one.pk for one in only])
    if kind != Mailing.Kind.CANCELLED:
        found = found.filter(sits=True)
    written = Mailing.objects.bulk_create(
        Mailing(convocation=one, kind=kind, revision=meeting.revision, address=address, written_at=at)
        for one in found
        if (address := address_of(one.person))
    )
    transaction.on_commit(partial(deliver, [one.pk for one in written], at), robust=True)
    return len(written)


def deliver(mailings: list[int], at: datetime) -> int:
    """Send *mailings*, one message a person, and note for each whether it left, and as what; returns how many did."""
    waiting = list(
        Mailing.objects.filter(pk__in=mailings, sent_at=None).select_related(
            "convocation__person", "convocation__meeting__commission"
        )
    )
    if not waiting:
        return 0
    items = list(waiting[0].convocation.meeting.items.all())
    connection, sent = get_connection(), 0
    try:
        connection.open()
        for mailing in waiting:
            try:
                message = letter(mailing, items, at)
                connection.send_messages([message])
                mailing.sent_at, mailing.failure = at, ""
                mailing.subject, mailing.words = message.subject[:300], kept(message, mailing.convocation)
                sent += 1
            except (SMTPException, OSError) as error:
                mailing.failure = f"{type(error).__name__}: {error}"[:200]
        connection.close()
    except (SMTPException, OSError) as error:
        for mailing in waiting:
            if not mailing.sent_at:
                mailing.failure = f"{type(error).__name__}: {error}"[:200]
    Mailing.objects.bulk_update(waiting, ["sent_at", "failure", "subject", "words"])
    return sent


@transaction.atomic
def send_again(meeting: Meeting, *, by, at: datetime) -> int:
    """Send what has not left: a refused address, a mail server that was not there; returns how many are tried again."""
    require("commissions.run_meeting", by, meeting, _("Le secrétariat ou la présidence envoie les convocations."))
    waiting = Mailing.objects.filter(convocation__meeting=meeting, sent_at=None)
    keys = list(waiting.values_list("pk", flat=True))
    if not keys:
        raise Refused(_("Tous les courriels de cette séance sont partis."))
    record("commissions.mail_sent_again", f"meeting:{meeting.pk}", by=by, at=at, facts={"letters": len(keys)})
    transaction.on_commit(partial(deliver, keys, at), robust=True)
    return len(keys)
