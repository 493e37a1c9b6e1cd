"""Delays and states of what was carried (R71)."""

import calendar
from datetime import date


def months_after(day: date, months: int) -> date:
    """The same day *months* later; the last of the month when there is no such day (31 December + 2: 28 February)."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def state_of(item, today: date) -> str:
    """The status of an item towards its addressee on day *today*: `answered`, `late`, `acknowledged` or `sent` (R71).

    An answer counts from the day it was submitted, whether or not the commission has received it.
    """
    if getattr(item, "answer", None):
        return "answered"
    if today > item.sending.due_on:
        return "late"
    return "acknowledged" if item.sending.acknowledged_at else "sent"
