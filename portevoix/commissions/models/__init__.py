"""Commissions, memberships, mandates, meetings."""

from portevoix.commissions.models.commission import Commission
from portevoix.commissions.models.meetings import Meeting
from portevoix.commissions.models.terms import Mandate, Membership, Term

__all__ = ["Commission", "Mandate", "Meeting", "Membership", "Term"]
