"""Meetings as calendars read them (iCalendar, RFC 5545; invitations, RFC 5546)."""

from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from portevoix.commissions.links import page_of
from portevoix.commissions.models import Commission, Convocation, Meeting

PARTICIPATION = {
    Convocation.Answer.PRESENT: "ACCEPTED",
    Convocation.Answer.ABSENT: "DECLINED",
    Convocation.Answer.PROXY: "DECLINED",
}


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Portevoix//FR")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def event_of(meeting: Meeting, at: datetime, *, agenda: list[str]) -> Event:
    """*meeting* as an event: its UID never changes, its SEQUENCE grows with each thing said of it."""
    event = Event()
    event.add("uid", f"seance-{meeting.pk}@{urlsplit(settings.PUBLIC_URL).hostname}")
    event.add("sequence", meeting.revision)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", (meeting.starts_at + timedelta(minutes=meeting.duration)).astimezone(UTC))
    event.add("summary", f"{meeting.title} · {meeting.commission}")
    event.add("location", meeting.place)
    event.add("url", page_of(meeting))
    event.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    if agenda:
        listed = "\n".join(f"{number}. {title}" for number, title in enumerate(agenda, 1))
        event.add("description", _("Ordre du jour") + f"\n{listed}")
    return event


def invitation(convocation: Convocation, address: str, at: datetime, *, agenda: list[str]) -> str:
    """The invitation of one person, that a calendar adds, updates or drops (METHOD REQUEST or CANCEL).

    It leads to the meeting's page, never to the personal link: calendars are shared.
    """
    meeting = convocation.meeting
    calendar = _calendar("CANCEL" if meeting.cancelled_at else "REQUEST")
    event = event_of(meeting, at, agenda=agenda)
    organizer = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    organizer.params["CN"] = vText(str(meeting.commission))
    event.add("organizer", organizer)
    attendee = vCalAddress(f"mailto:{address}")
    attendee.params["CN"] = vText(str(convocation.person))
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT" if convocation.with_vote else "OPT-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText(PARTICIPATION.get(convocation.answer, "NEEDS-ACTION"))
    attendee.params["RSVP"] = vText("TRUE")
    event.add("attendee", attendee)
    calendar.add_component(event)
    return calendar.to_ical().decode()


def feed(commission: Commission, meetings: list[Meeting], at: datetime) -> str:
    """The meetings of *commission*, to subscribe to; each with its items prefetched."""
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", str(commission))
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for meeting in meetings:
        calendar.add_component(event_of(meeting, at, agenda=[item.title for item in meeting.items.all()]))
    return calendar.to_ical().decode()
