"""What is expected of a person: each room says, in a module called `expected`, what it expects of whom, and by when."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.conf import settings
from django.core.cache import cache as kept
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from portevoix.journal.models import Entry
from portevoix.people.models import Person


@dataclass(frozen=True)
class Expected:
    """One act expected of a person: what to do, about what, where it is done, by when.

    *at* is the hour of what takes place then, where *deadline* is the last day of what is done before. *answer* is what
    the person already answered, as a sentence: nothing is expected any more, and *url* is where it is changed.
    """

    act: str
    about: str
    url: str
    deadline: date | None = None
    late: bool = False
    note: str = ""
    at: datetime | None = None
    answer: str = ""


@dataclass(frozen=True)
class Expectation:
    """A kind of act: *rows* finds what waits for a person on a day, *shown* says one of them as `Expected`.

    *rows* returns a queryset that is not evaluated, so that counting every kind is one SQL query; those that are not
    *waiting* are answered.
    """

    rows: Callable[[Person, date], QuerySet]
    shown: Callable[[object, date], Expected]
    waiting: Q | None = None


_expectations: list[Expectation] = []


def expect(rows, shown, *, waiting: Q | None = None) -> None:
    """Add a kind of act; for `expected` modules."""
    _expectations.append(Expectation(rows, shown, waiting))


@cache
def expectations() -> tuple[Expectation, ...]:
    """Every kind that the rooms declare."""
    autodiscover_modules("expected")
    return tuple(_expectations)


def expected_of(person: Person, today: date) -> list[Expected]:
    """What is expected of *person*, or answered, the nearest deadline first, then what has none; 1 SQL query a kind."""
    found = [kind.shown(row, today) for kind in expectations() for row in kind.rows(person, today)]
    return sorted(found, key=lambda one: (one.deadline is None, one.deadline or today, one.about, one.act))


def count_expected(person: Person, today: date) -> int:
    """How many acts are expected of *person*; 1 SQL query for every kind."""
    keys = [
        kind.rows(person, today).filter(kind.waiting or Q()).order_by().values_list("pk") for kind in expectations()
    ]
    return keys[0].union(*keys[1:], all=True).count() if keys else 0


# Each page shows the count: it is kept until an act is recorded, for one process sees them all. Where several serve the
# pages (PORTEVOIX_WORKER=0), an act of another is seen a minute later at most. The page itself is always exact.
KEPT = 3600 if settings.WORKER else 60
_since = {"act": ""}


@receiver(post_save, sender=Entry)
def forget_counts(**_signal) -> None:
    """An act was recorded: what is expected may have changed, now and once it is committed."""

    def changed():
        _since["act"] = secrets.token_hex(8)

    changed()
    transaction.on_commit(changed)


def known_count(person: Person, today: date) -> int:
    """The same as `count_expected`, kept while no act is recorded; 1 SQL query, or none."""
    key = f"expected:{person.pk}:{today}:{_since['act']}"
    return kept.get_or_set(key, lambda: count_expected(person, today), KEPT)


def in_templates(request):
    """For templates: `expected_count`, asked for only where it is shown."""
    person = getattr(request, "person", None)
    return {"expected_count": cache(lambda: known_count(person, timezone.localdate())) if person else 0}
