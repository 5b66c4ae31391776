from __future__ import annotations

from datetime import date
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from simulated import LAST_DAY
from simulated import some_counts

from quietmuscle.model.course import DayValue
from quietmuscle.report.bins import bin_days
from quietmuscle.report.bins import binned_values
from quietmuscle.report.bins import bins


@pytest.mark.parametrize(("day_px", "days"), [(20, 1), (2.4, 1), (2, 7), (0.3, 28), (0.01, 28)])
def test_days_are_taken_together_where_they_have_no_room(day_px: float, days: int) -> None:
    assert bin_days(day_px) == days


def test_bins_end_with_the_last_day_and_leave_out_what_was_not_logged() -> None:
    found = bins(some_counts(9, 9, 3, None, 6, None, None, None, None), 3)
    assert [day.mean_per_logged_day for day in found] == [7, 6, None]
    assert [day.logged_days for day in found] == [3, 1, 0]
    assert found[-1].last == LAST_DAY
    odd = bins(some_counts(9, 1, 2, 3), 3)
    assert [(day.first, day.last, day.middle) for day in odd] == [
        (LAST_DAY - timedelta(days=3),) * 3,
        (LAST_DAY - timedelta(days=2), LAST_DAY, LAST_DAY - timedelta(days=1)),
    ]


@given(
    st.lists(st.none() | st.integers(0, 99), min_size=1, max_size=70), st.sampled_from([1, 7, 28])
)
def test_every_day_is_in_one_bin(twitches, days: int) -> None:
    counts = some_counts(*twitches)
    found = bins(counts, days)
    held = [
        day.first + timedelta(days=n)
        for day in found
        for n in range((day.last - day.first).days + 1)
    ]
    assert held == [count.day for count in counts]
    assert sum(day.logged_days for day in found) == sum(t is not None for t in twitches)


def test_a_bin_shows_its_middling_answer() -> None:
    values = tuple(
        DayValue(day=LAST_DAY - timedelta(days=back), value=value)
        for back, value in ((13, 1), (8, 2), (7, 5), (6, 1), (1, 4), (0, 5))
    )
    assert binned_values(values, LAST_DAY, 7) == ((date(2026, 11, 12), 2), (date(2026, 11, 19), 4))
    assert binned_values(values, LAST_DAY, 1) == tuple((value.day, value.value) for value in values)
    assert binned_values((), LAST_DAY, 7) == ()
