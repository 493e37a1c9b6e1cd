"""Building the demo: in an empty database, once, alive on the day it is built."""

from datetime import date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from portevoix.commissions.models import Commission, Meeting
from portevoix.engine import verification
from portevoix.journal.models import Entry
from portevoix.publications.models import Publication
from portevoix.site.demo.days import HOLIDAYS, LAST, PARIS, Days, of_month, tell
from portevoix.site.demo.told import build_demo
from portevoix.thread.disclosure import dossier
from portevoix.thread.queries import publication_called

pytestmark = pytest.mark.django_db
# The last day of February of a leap year, minutes after midnight; the last of a month, a Sunday, at night; a holiday.
MOMENTS = [
    datetime(2028, 2, 29, 0, 4, tzinfo=PARIS),
    datetime(2027, 1, 31, 23, 50, tzinfo=PARIS),
    datetime(2026, 5, 1, 9, 0, tzinfo=PARIS),
]


def test_the_demo_is_built_once_and_never_over_something():
    call_command("demo", keep=True, if_empty=True, verbosity=0)
    entries = Entry.objects.count()
    assert Commission.objects.filter(parent=None).count() == 1 and entries > 300
    call_command("demo", keep=True, if_empty=True, verbosity=0)
    assert Entry.objects.count() == entries
    with pytest.raises(CommandError, match="holds a commission already"):
        call_command("demo", keep=True, verbosity=0)
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_the_demo_is_alive_on_the_day_it_is_built(now, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: now)
    call_command("demo", keep=True, verbosity=0)
    moments = list(Entry.objects.order_by("number").values_list("at", flat=True))
    assert moments == sorted(moments) and moments[-1] <= now
    sitting = Meeting.objects.get(opened_at__isnull=False, closed_at=None)
    assert timezone.localtime(sitting.starts_at).date() == now.date() and sitting.starts_at <= now
    (coming,) = Meeting.objects.filter(starts_at__gt=now)
    assert timedelta(weeks=3, days=-1) < coming.starts_at - now < timedelta(weeks=4)
    assert Meeting.objects.filter(closed_at__lt=now).count() == 3
    for address in Publication.objects.values_list("address", flat=True):
        assert verification.check(dossier(publication_called(address)))[0] == [], address
    page = Client().get(f"/seances/{sitting.pk}/").content.decode()
    assert of_month(now.date()) in page and "[20" not in page
    board = Client().get("/suites/").content.decode()
    assert "[20" not in board and "NOR : DEMO" in board.replace("\u202f", " ")


def test_the_demo_of_one_moment_is_the_same_each_time():
    assert told_at(MOMENTS[-1]) == told_at(MOMENTS[-1])


def told_at(now):
    """The acts of the demo as built at *now*, and their dates; undone afterwards."""
    with transaction.atomic():
        build_demo(now)
        told = [(one.act, one.at, sorted(one.facts)) for one in Entry.objects.all()]
        transaction.set_rollback(True)
    return told


@pytest.mark.parametrize("day", range(0, 1500, 37))
def test_days_of_the_story_keep_their_order_and_fall_on_days_that_are_worked(day):
    days = Days(datetime(2025, 1, 1, 12, tzinfo=PARIS) + timedelta(days=day))
    told = [days.day((LAST - timedelta(days=before)).isoformat()) for before in range(1000, 0, -1)]
    assert told == sorted(told) and told[-1] <= days.now.date() + timedelta(days=4)
    assert all(one.weekday() < 5 and (one.month, one.day) not in HOLIDAYS for one in told)


def test_a_day_is_written_in_words_or_as_asked():
    days = Days(datetime(2026, 11, 16, 12, tzinfo=PARIS))
    assert days.written("Lettre du [2026-07-01]") == "Lettre du 1er juillet 2026"
    assert days.written("RD [2026-06-15|%y %m%d] 0041") == "RD 26 0615 0041"
    assert of_month(date(2026, 10, 5)) == "d’octobre 2026" and of_month(date(2026, 6, 3)) == "de juin 2026"


def test_stories_are_told_together_in_the_order_of_time():
    heard = []

    def story(name, *hours):
        for hour in hours:
            when = yield datetime(2026, 3, 1, hour, tzinfo=PARIS)
            heard.append((name, when.hour))

    tell([story("a", 8, 12, 9), story("b", 10, 13)])
    assert heard == [("a", 8), ("b", 10), ("a", 12), ("a", 12), ("b", 13)]
