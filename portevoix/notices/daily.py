"""The chores of each day: rooms add theirs in a module called `daily`; doing them twice in a day changes nothing."""

from collections.abc import Callable
from datetime import datetime
from functools import cache

from django.utils.module_loading import autodiscover_modules

from portevoix.notices.tasks import send_digests
from portevoix.people.rights.retention import apply_retention

_chores: list[Callable[[datetime], object]] = []


def every_day(chore: Callable[[datetime], object]):
    """Have *chore* done each day, with the time it is; for `daily` modules."""
    _chores.append(chore)
    return chore


@cache
def chores() -> tuple:
    """Those of the rooms, then what is told (they may have something to tell), then what is forgotten."""
    autodiscover_modules("daily")
    return (*_chores, send_digests, apply_retention)


def do_chores(at: datetime) -> dict[str, object]:
    """Do every chore; what each returns, by its name."""
    return {chore.__name__: chore(at) for chore in chores()}
