"""Acts of a commission: it is created, people take seats and roles in it, it meets."""

from portevoix.commissions.actions.meetings import close_meeting, convene_meeting, draft_meeting, open_meeting
from portevoix.commissions.actions.seats import create_commission, give_mandate, take_seat

__all__ = [
    "close_meeting",
    "convene_meeting",
    "create_commission",
    "draft_meeting",
    "give_mandate",
    "open_meeting",
    "take_seat",
]
