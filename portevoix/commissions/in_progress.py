"""What an agenda is drawn from: work in progress, declared by the rooms that hold it, in their `works.py`.

This floor imports none of those above: each declares a function of a commission, found when the product starts.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from portevoix.commissions.models import Commission


@dataclass(frozen=True)
class Work:
    """Something that a meeting may take up: its kind (of `AgendaItem.Kind`), the subject the journal names, its page."""

    kind: str
    about: str
    title: str
    address: str


Drawn = Callable[[Commission], Iterable[Work]]
_SOURCES: list[Drawn] = []


def drawn(source: Drawn) -> Drawn:
    """Declare *source* among those that agendas are drawn from; its docstring says its SQL queries."""
    if source not in _SOURCES:
        _SOURCES.append(source)
    return source


def works_of(commission: Commission) -> list[Work]:
    """What *commission* may put on an agenda today, source after source; each source says its SQL queries."""
    return [work for source in _SOURCES for work in source(commission)]
