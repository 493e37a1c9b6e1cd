"""Acts of a commission: it is created, people take seats and roles in it, it meets."""

from portevoix.commissions.actions.founding import create_commission
from portevoix.commissions.actions.meeting import close_meeting, convene_meeting, open_meeting
from portevoix.commissions.actions.seating import give_mandate, take_seat

__all__ = ["close_meeting", "convene_meeting", "create_commission", "give_mandate", "open_meeting", "take_seat"]
