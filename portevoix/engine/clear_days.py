"""Clear days (*jours francs*) between a convening and a meeting (R40, R42)."""

from __future__ import annotations

from datetime import date, timedelta


def clear_days(sent: date, held: date) -> int:
    """How many whole days stand between *sent* and *held*, both excluded (R40): from the 2nd to the 8th, 5.

    Negative when the meeting is held on the day of sending or before.
    """
    return (held - sent).days - 1


def earliest_day(sent: date, days: int) -> date:
    """The first day on which a meeting convened on *sent* may be held with *days* clear days (R40).

    Raises ValueError on a negative number of days.
    """
    if days < 0:
        raise ValueError("a number of clear days is not negative")
    return sent + timedelta(days=days + 1)


def latest_sending(held: date, days: int) -> date:
    """The last day on which a meeting held on *held* may still be convened with *days* clear days (R40)."""
    if days < 0:
        raise ValueError("a number of clear days is not negative")
    return held - timedelta(days=days + 1)


def earliest_second(first: date, sent: date, interval: int) -> date:
    """The first day of a second convening on the same agenda: *interval* days after *first*, and after *sent* (R42).

    *first* is the day of the meeting that had no quorum; *sent*, the day on which the second convening leaves.
    """
    if interval < 0:
        raise ValueError("an interval is not negative")
    return max(first + timedelta(days=interval), sent + timedelta(days=1))
