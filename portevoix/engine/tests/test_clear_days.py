"""Clear days: the day of sending and the day of the meeting are excluded (R40, R42)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.engine.clear_days import clear_days, earliest_day, earliest_second, latest_sending

DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
COUNTS = st.integers(0, 60)


def test_from_the_second_to_the_eighth_there_are_five_clear_days():
    assert clear_days(date(2026, 3, 2), date(2026, 3, 8)) == 5
    assert clear_days(date(2026, 3, 2), date(2026, 3, 7)) == 4
    assert earliest_day(date(2026, 3, 2), 5) == date(2026, 3, 8)


def test_clear_days_run_over_the_end_of_a_month_and_a_leap_day():
    assert earliest_day(date(2028, 2, 25), 5) == date(2028, 3, 2)
    assert clear_days(date(2026, 12, 29), date(2027, 1, 4)) == 5


def test_the_day_itself_leaves_no_clear_day():
    assert clear_days(date(2026, 3, 2), date(2026, 3, 2)) == -1
    assert clear_days(date(2026, 3, 2), date(2026, 3, 3)) == 0


@given(DAYS, COUNTS)
def test_the_earliest_day_is_the_first_that_has_enough_clear_days(sent, days):
    held = earliest_day(sent, days)
    assert clear_days(sent, held) == days
    assert clear_days(sent, held - timedelta(days=1)) < days


@given(DAYS, COUNTS)
def test_the_last_day_of_sending_and_the_earliest_day_answer_each_other(held, days):
    assert earliest_day(latest_sending(held, days), days) == held


def test_a_second_convening_comes_three_days_after_the_first_meeting_and_never_on_the_day_it_leaves():
    assert earliest_second(date(2026, 3, 10), date(2026, 3, 10), 3) == date(2026, 3, 13)
    assert earliest_second(date(2026, 3, 10), date(2026, 3, 20), 3) == date(2026, 3, 21)


def test_a_negative_number_of_days_is_an_error():
    for call in (earliest_day, latest_sending):
        with pytest.raises(ValueError):
            call(date(2026, 3, 2), -1)
    with pytest.raises(ValueError):
        earliest_second(date(2026, 3, 2), date(2026, 3, 2), -1)
