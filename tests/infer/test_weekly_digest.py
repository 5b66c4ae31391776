from __future__ import annotations

from datetime import date
from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from simulated import some_counts

from quietmuscle.infer.weekly_digest import weekly_digest
from quietmuscle.model.course import WeekDigest


def test_weeks_run_from_monday_and_missing_days_are_not_zeros() -> None:
    # 2026-11-22 is a Sunday.
    counts = some_counts(7, None, 3, 0, None, 8, None, 5, 4, *[None] * 7)
    assert weekly_digest(counts) == (
        WeekDigest(monday=date(2026, 11, 2), days=2, logged_days=1, median_per_logged_day=7.0),
        WeekDigest(monday=date(2026, 11, 9), days=7, logged_days=5, median_per_logged_day=4.0),
        WeekDigest(monday=date(2026, 11, 16), days=7, logged_days=0, median_per_logged_day=None),
    )


def test_a_range_without_days_has_no_weeks() -> None:
    assert weekly_digest(()) == ()


@given(st.lists(st.none() | st.integers(0, 99), max_size=40))
def test_each_day_is_in_one_week(twitches) -> None:
    weeks = weekly_digest(some_counts(*twitches))
    assert sum(week.days for week in weeks) == len(twitches)
    assert sum(week.logged_days for week in weeks) == sum(t is not None for t in twitches)
    assert all(week.monday.weekday() == 0 for week in weeks)
    apart = {later.monday - earlier.monday for earlier, later in pairwise(weeks)}
    assert apart <= {timedelta(days=7)}
