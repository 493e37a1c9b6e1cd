"""Commissions and who sits in them; their meetings, who attends them, and what they decided."""

from portevoix.commissions.models.attendance import CalendarAddress, Convocation, Mailing, Presence, Proxy
from portevoix.commissions.models.commission import Commission
from portevoix.commissions.models.meetings import AgendaItem, Document, Meeting, MeetingRules
from portevoix.commissions.models.minutes import Minutes, MinutesPart
from portevoix.commissions.models.terms import Mandate, Membership, Term

__all__ = [
    "AgendaItem",
    "CalendarAddress",
    "Commission",
    "Convocation",
    "Document",
    "Mailing",
    "Mandate",
    "Meeting",
    "MeetingRules",
    "Membership",
    "Minutes",
    "MinutesPart",
    "Presence",
    "Proxy",
    "Term",
]
