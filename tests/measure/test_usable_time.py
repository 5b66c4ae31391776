"""The time in which a twitch could have been seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quietmuscle.measure.usable_time import UsableTime
from quietmuscle.measure.usable_time import usable_time

PARTS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda ends: (min(ends), max(ends))),
    max_size=6,
)


def test_good_seconds_are_joined_and_end_with_the_recording():
    good = {0: True, 1: True, 2: False, 3: True, 4: True}
    assert usable_time(good, 4.5).stretches == ((0.0, 2.0), (3.0, 4.5))
    assert usable_time({}, 0.0).seconds == 0


def test_what_is_taken_twice_or_where_nothing_is_usable_is_taken_once_or_not():
    whole = UsableTime(((0.0, 10.0), (20.0, 30.0)))
    left = whole.without([(4.0, 12.0), (5.0, 8.0), (14.0, 18.0), (25.0, 26.0)])
    assert left.stretches == ((0.0, 4.0), (20.0, 25.0), (26.0, 30.0))


@given(PARTS)
def test_time_left_is_what_no_stretch_covers(taken):
    left = UsableTime(((0.0, 60.0),)).without(taken)
    free = sum(not any(start <= at < stop for start, stop in taken) for at in range(60))
    assert left.seconds == pytest.approx(free)


def test_windows_that_are_usable_nearly_throughout():
    usable = UsableTime(((0.5, 10.0), (12.0, 20.0), (20.0, 29.5)))
    assert usable.windows(10.0, 9.0) == (0, 2)
