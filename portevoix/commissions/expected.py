"""What a commission expects of its members."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portevoix.commissions.models import Meeting
from portevoix.commissions.who import where_seated
from portevoix.notices.expected import Expected, expect


def _meetings(person, today: date):
    """Meetings to come in the commissions where the person sits."""
    return Meeting.objects.select_related("commission").filter(
        commission__in=where_seated(person, today), starts_at__date__gte=today, opened_at=None
    )


def _meeting(meeting: Meeting, today: date) -> Expected:
    return Expected(
        act=_("Prendre part à la séance « %(title)s »") % {"title": meeting.title},
        about=meeting.commission.name,
        url=reverse("commissions:meeting", args=[meeting.pk]),
        deadline=timezone.localdate(meeting.starts_at),
        note=meeting.place,
    )


expect(_meetings, _meeting)
