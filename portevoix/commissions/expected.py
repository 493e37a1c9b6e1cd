"""What a commission expects of its members: that they answer its convenings."""

from datetime import date

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portevoix.commissions.models import Convocation, Proxy
from portevoix.notices.expected import Expected, expect


def _convocations(person, today: date):
    """Those of the person to meetings to come, with who holds her proxy; she may still change what she answered."""
    held = Proxy.objects.filter(giver=OuterRef("pk"), item=None, ended_at=None)
    return (
        Convocation.objects.filter(
            person=person,
            sits=True,
            meeting__convened_at__isnull=False,
            meeting__opened_at=None,
            meeting__cancelled_at=None,
            meeting__lapsed_at=None,
            meeting__starts_at__date__gte=today,
        )
        .select_related("meeting__commission")
        .annotate(holder_name=Subquery(held.values("holder__person__name")[:1]))
    )


def _convocation(convocation: Convocation, today: date) -> Expected:
    meeting = convocation.meeting
    return Expected(
        act=meeting.title
        if convocation.answer
        else _("Répondre à la convocation : « %(title)s »") % {"title": meeting.title},
        about=meeting.commission.name,
        url=reverse("commissions:mine", args=[meeting.pk]),
        deadline=timezone.localdate(meeting.starts_at),
        at=meeting.starts_at,
        answer=convocation.said_to_self(convocation.holder_name or ""),
        note=meeting.place,
    )


expect(_convocations, _convocation, waiting=Q(answer=""))
