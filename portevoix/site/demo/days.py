"""The days of the demo: told once, with dates of its own, and moved by whole weeks to end the day it is built."""

import contextlib
import heapq
import re
from collections.abc import Generator, Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from portevoix.ui.dates import written_day

PARIS = ZoneInfo("Europe/Paris")
# The day of the story that is the day of building, or one of the six before it: whole weeks keep each day of the week.
LAST = date(2026, 11, 16)
# Days of each year when nobody works: (month, day).
HOLIDAYS = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}
WRITTEN = re.compile(r"\[(\d{4}-\d\d-\d\d)(?:\|([^\]]+))?\]")

# What happens, step after step: yields the moment that it waits for, is handed the one that has come.
Story = Generator[datetime, datetime, None]


def worked(day: date) -> date:
    """*day*, or the first one after it that is neither of a weekend nor a holiday."""
    while day.weekday() > 4 or (day.month, day.day) in HOLIDAYS:
        day += timedelta(days=1)
    return day


class Days:
    """The days of the story for who builds it at *now*; the same for the same moment."""

    def __init__(self, now: datetime):
        self.now = now.astimezone(PARIS)
        self.shift = timedelta(weeks=(self.now.date() - LAST).days // 7)

    def day(self, told: str) -> date:
        """The day that *told*, a date of the story (`2026-06-03`), falls on: one that is worked."""
        return worked(date.fromisoformat(told) + self.shift)

    def at(self, told: str, hour: str = "10:00") -> datetime:
        """That day at that hour, in Paris."""
        return datetime.combine(self.day(told), time.fromisoformat(hour), PARIS)

    def written(self, words: str) -> str:
        """*words*, with each `[2026-06-03]` written as the day it falls on: in words, or as `[2026-06-03|%y %m%d]` says."""
        return WRITTEN.sub(
            lambda found: f"{self.day(found[1]):{found[2]}}" if found[2] else written_day(self.day(found[1])), words
        )

    def sitting(self) -> datetime:
        """When the meeting under way began: the last half hour struck a quarter of an hour ago or more, today."""
        last = self.now - timedelta(minutes=15)
        last = last.replace(minute=last.minute // 30 * 30, second=0, microsecond=0)
        return max(last, self.now.replace(hour=0, minute=0, second=0, microsecond=0))

    def to_come(self) -> datetime:
        """When the next meeting begins: in three weeks, a day that is worked, in the afternoon."""
        return datetime.combine(worked(self.now.date() + timedelta(weeks=3)), time(14), PARIS)


def of_month(day: date) -> str:
    """The month of *day*, said of something: `de juin 2026`, `d’avril 2026`."""
    month = written_day(day, "F Y")
    return f"d’{month}" if month[0] in "ao" else f"de {month}"


def tell(stories: Iterable[Story]) -> None:
    """Run *stories* together in the order of time, whichever is told first: no step is dated before the one before it."""
    waiting = [(next(story), rank, story) for rank, story in enumerate(stories)]
    heapq.heapify(waiting)
    clock = waiting[0][0]
    while waiting:
        asked, rank, story = heapq.heappop(waiting)
        clock = max(clock, asked)
        with contextlib.suppress(StopIteration):
            heapq.heappush(waiting, (story.send(clock), rank, story))
