"""Commissions and who sits in them; their meetings."""

from portevoix.commissions.models.meetings import Meeting
from portevoix.commissions.models.seats import Commission, Mandate, Membership, Term

__all__ = ["Commission", "Mandate", "Meeting", "Membership", "Term"]
