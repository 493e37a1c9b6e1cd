"""Acts of a commission: it is created, people take seats and roles in it, it meets."""

from portevoix.commissions.actions.founding import (
    close_commission,
    correct_commission,
    create_commission,
    reopen_commission,
)
from portevoix.commissions.actions.importing import NewMember, import_members
from portevoix.commissions.actions.keeping import administer, found, refuse_if_closed
from portevoix.commissions.actions.meetings import close_meeting, convene_meeting, draft_meeting, open_meeting
from portevoix.commissions.actions.seating import cancel, end_mandate, end_seat, give_mandate, take_seat

__all__ = [
    "NewMember",
    "administer",
    "cancel",
    "close_commission",
    "close_meeting",
    "convene_meeting",
    "correct_commission",
    "create_commission",
    "draft_meeting",
    "end_mandate",
    "end_seat",
    "found",
    "give_mandate",
    "import_members",
    "open_meeting",
    "refuse_if_closed",
    "reopen_commission",
    "take_seat",
]
