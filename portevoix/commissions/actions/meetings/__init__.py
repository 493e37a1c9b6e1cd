"""Acts of meetings: convened, answered, attended, held, recorded."""

from portevoix.commissions.actions.meetings.agenda import (
    add_item,
    attach_document,
    call_item,
    change_item,
    close_vote,
    detach_document,
    note_decision,
    open_vote,
    remove_item,
    shift_item,
)
from portevoix.commissions.actions.meetings.answering import answer, decline_proxy, give_proxy, withdraw_proxy
from portevoix.commissions.actions.meetings.attending import (
    check_in,
    close_meeting,
    count_hands,
    mark_arrival,
    mark_departure,
    open_meeting,
    show_code,
)
from portevoix.commissions.actions.meetings.convening import (
    cancel_meeting,
    change_meeting,
    check_convening,
    check_second,
    convene_again,
    convene_meeting,
    draft_meeting,
    find_no_quorum,
    second_of,
    send_update,
    set_meeting_rules,
)
from portevoix.commissions.actions.meetings.enrolling import convene_newcomers
from portevoix.commissions.actions.meetings.handing import hand_over
from portevoix.commissions.actions.meetings.mailing import send_again
from portevoix.commissions.actions.meetings.minutes import approve_minutes, draft_minutes, write_part
from portevoix.commissions.actions.meetings.subscribing import renew_calendar

__all__ = [
    "add_item",
    "answer",
    "approve_minutes",
    "attach_document",
    "call_item",
    "cancel_meeting",
    "change_item",
    "change_meeting",
    "check_convening",
    "check_in",
    "check_second",
    "close_meeting",
    "close_vote",
    "convene_again",
    "convene_meeting",
    "convene_newcomers",
    "count_hands",
    "decline_proxy",
    "detach_document",
    "draft_meeting",
    "draft_minutes",
    "find_no_quorum",
    "give_proxy",
    "hand_over",
    "mark_arrival",
    "mark_departure",
    "note_decision",
    "open_meeting",
    "open_vote",
    "remove_item",
    "renew_calendar",
    "second_of",
    "send_again",
    "send_update",
    "set_meeting_rules",
    "shift_item",
    "show_code",
    "withdraw_proxy",
    "write_part",
]
