from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from simulated import LAST_DAY
from simulated import simulated_counts
from simulated import some_counts

from quietmuscle.infer.recent_change import recent_change
from quietmuscle.model.course import Direction

BUSY = [11, 14, 9, 16, 12, 13, 10]
QUIET = [4, 6, 3, 5, 4, 2, 5]


def change(*twitches: int | None):
    """The recent change of a diary that ends on the last day."""
    return recent_change(some_counts(*twitches), LAST_DAY)


def test_golden_change() -> None:
    found = change(*BUSY * 4, *QUIET)
    assert found.direction is Direction.FEWER
    assert (found.this_week_per_day, found.before_per_day) == (29 / 7, 85 / 7)
    assert (found.this_week_logged_days, found.before_logged_days) == (7, 28)
    assert (found.ratio, found.ratio_low_95, found.ratio_high_95) == pytest.approx(
        (0.3596, 0.2382, 0.5428), abs=2e-3
    )
    assert not found.could_be_chance


def test_more_is_more() -> None:
    found = change(*QUIET * 4, *BUSY)
    assert found.direction is Direction.MORE
    assert not found.could_be_chance


def test_the_same_is_the_same() -> None:
    found = change(*BUSY * 5)
    assert found.direction is Direction.ABOUT_THE_SAME
    assert found.could_be_chance
    assert found.ratio == pytest.approx(1, abs=0.02)


def test_a_little_fewer_could_be_chance() -> None:
    found = change(*BUSY * 4, *[9, 12, 6, 13, 8, 9, 8])
    assert found.direction is Direction.FEWER
    assert found.could_be_chance


@pytest.mark.parametrize(
    ("before", "this_week"),
    [
        ([5] * 28, [1, 1, 1, 1, 1, 1, 60]),
        ([5, 6, 5] * 9 + [80], [6, 7, 7, 8, 7, 6, 7]),
        ([10] * 28, [22, 1, 2, 40, 1, 2, 1]),
    ],
)
def test_a_sentence_never_speaks_against_its_numbers(before, this_week) -> None:
    found = change(*before, *this_week)
    now, then = found.this_week_per_day, found.before_per_day
    assert found.direction is not Direction.FEWER or now < then
    assert found.direction is not Direction.MORE or now > then


def test_one_wild_day_is_no_change() -> None:
    assert change(*[5] * 28, 1, 1, 1, 1, 1, 1, 60).direction is Direction.UNEVEN


@given(
    st.lists(st.integers(0, 80), min_size=28, max_size=28),
    st.lists(st.integers(0, 80), min_size=7, max_size=7),
)
@settings(max_examples=40, deadline=None, derandomize=True)
def test_words_and_numbers_point_to_the_same_side(before, this_week) -> None:
    found = change(*before, *this_week)
    now, then = found.this_week_per_day, found.before_per_day
    match found.direction:
        case Direction.FEWER:
            assert now < then
        case Direction.MORE:
            assert now > then
        case Direction.ABOUT_THE_SAME:
            assert max(now, then) < 1.5 * min(now, then) + 1


@pytest.mark.parametrize(
    ("before", "this_week"),
    [([5] * 28, [5, 4, *[None] * 5]), ([5] * 7 + [None] * 21, [5] * 7), ([], [5] * 7), ([], [])],
)
def test_we_cannot_tell_from_few_days(before, this_week) -> None:
    found = change(*before, *this_week)
    assert found.direction is Direction.CANNOT_TELL
    assert found.ratio is None
    assert found.could_be_chance


def test_three_days_and_eight_are_just_enough() -> None:
    found = change(*[5] * 8, *[None] * 20, 5, 4, *[None] * 4, 6)
    assert found.direction is Direction.ABOUT_THE_SAME
    assert (found.this_week_logged_days, found.before_logged_days) == (3, 8)


def test_rates_are_told_also_where_there_is_nothing_to_compare() -> None:
    found = change(*[None] * 28, 4, 6, None, None, None, None, None)
    assert (found.this_week_per_day, found.this_week_logged_days) == (5, 2)
    assert (found.before_per_day, found.before_logged_days) == (None, 0)


def test_missing_days_are_not_zeros() -> None:
    told = change(*[5] * 28, 5, 5, None, None, 5, None, 5)
    zeros = change(*[5] * 28, 5, 5, 0, 0, 5, 0, 5)
    assert told.direction is Direction.ABOUT_THE_SAME
    assert zeros.direction is Direction.FEWER


def test_none_and_none_is_the_same() -> None:
    found = change(*[0] * 35)
    assert found.direction is Direction.ABOUT_THE_SAME
    assert (found.this_week_per_day, found.before_per_day) == (0, 0)


def test_one_or_two_in_five_weeks_are_too_few_to_tell() -> None:
    assert change(*[0] * 20, 1, *[0] * 14).direction is Direction.CANNOT_TELL


def test_only_the_last_five_weeks_are_looked_at() -> None:
    assert change(*[900] * 30, *BUSY * 4, *QUIET) == change(*BUSY * 4, *QUIET)
    later = (*some_counts(*BUSY * 4, *QUIET, *[900] * 9),)
    shifted = recent_change(later, LAST_DAY - timedelta(days=9))
    assert shifted.ratio == change(*BUSY * 4, *QUIET).ratio


@pytest.mark.parametrize("memory", [0.0, 0.5])
def test_chance_is_seldom_called_a_change(memory: float) -> None:
    expected = np.full(35, 12.0)
    surprised = sum(
        not recent_change(
            simulated_counts(expected, seed=seed, memory=memory), LAST_DAY
        ).could_be_chance
        for seed in range(100)
    )
    assert surprised <= 7


def test_a_large_change_is_mostly_seen() -> None:
    expected = np.repeat([12.0, 4.0], [28, 7])
    seen = sum(
        not recent_change(simulated_counts(expected, seed=seed), LAST_DAY).could_be_chance
        for seed in range(20)
    )
    assert seen >= 14
