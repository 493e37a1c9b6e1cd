"""Whom the acts of a commission concern, and what they are told."""

from django.urls import reverse
from django.utils.translation import gettext_noop as N_

from portevoix.commissions.models import Meeting
from portevoix.notices.actions import notify
from portevoix.people.models import Person

FORMER = N_("Une séance est convoquée. Lieu : %(place)s.")  # notices already written say it by this key


def tell_convened(meeting: Meeting, *people: Person, by, at) -> None:
    """*people* see the meeting among their notices; the convening itself is mailed apart."""
    notify(
        *people,
        kind="commissions.meeting_convened",
        about=f"meeting:{meeting.pk}",
        title=meeting.title,
        url=reverse("commissions:meeting", args=[meeting.pk]),
        sentence=N_("Une séance est convoquée pour le %(day)s à %(hour)s. Lieu : %(place)s."),
        reason=N_("parce que vous siégez dans « %(commission)s »"),
        words={"at": meeting.starts_at.isoformat(), "place": meeting.place, "commission": meeting.commission.name},
        by_mail=False,
        by=by,
        at=at,
    )
