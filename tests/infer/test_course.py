from __future__ import annotations

from datetime import date
from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from scipy.interpolate import BSpline
from simulated import LAST_DAY
from simulated import course_of
from simulated import simulated_counts
from simulated import some_counts

from quietmuscle.infer.course import _spline_basis
from quietmuscle.infer.course import daily_course
from quietmuscle.model.day import DayCount

SHAPES = ("flat", "wave", "falling", "relapse")
SEEDS = range(25)


def share_covered(days: int, memory: float) -> float:
    """How much of the true curves lies inside their bands, on average."""
    covered = []
    for shape in SHAPES:
        expected = course_of(shape, days)
        first = LAST_DAY - timedelta(days=days - 1)
        for seed in SEEDS:
            course = daily_course(simulated_counts(expected, seed=seed, memory=memory))
            assert course is not None
            covered += [
                point.low_95_per_day <= expected[(point.day - first).days] <= point.high_95_per_day
                for point in course.points
            ]
    return float(np.mean(covered))


@pytest.mark.parametrize("days", [90, 365])
@pytest.mark.parametrize("memory", [0.0, 0.5])
def test_the_band_holds_the_truth_as_often_as_it_says(days: int, memory: float) -> None:
    assert 0.90 <= share_covered(days, memory) <= 0.98


def test_runs_of_alike_days_do_not_make_it_wiggle() -> None:
    turns = []
    for seed in range(8):
        course = daily_course(simulated_counts(course_of("flat", 180), seed=seed, memory=0.5))
        assert course is not None
        curve = np.log([point.expected_per_day for point in course.points])
        turns.append(np.ptp(curve))
    assert np.median(turns) < 0.35  # the disturbance itself has a range of more than 2


def test_a_relapse_is_followed() -> None:
    expected = course_of("relapse", 180)
    course = daily_course(simulated_counts(expected, seed=3))
    assert course is not None
    per_day = [point.expected_per_day for point in course.points]
    assert abs(int(np.argmax(per_day)) - int(np.argmax(expected))) <= 10
    assert max(per_day) > 1.4 * np.median(per_day)


def test_golden_course_by_the_day() -> None:
    counts = simulated_counts(course_of("falling", 42), seed=1, missing=0)
    course = daily_course(counts)
    assert course is not None
    assert (course.step_days, course.logged_days, len(course.points)) == (1, 42, 42)
    found = [
        (point.day, point.expected_per_day, point.low_95_per_day, point.high_95_per_day)
        for point in course.points
        if point.day.day == 1 or point is course.points[-1]
    ]
    assert found == [
        (date(2026, 11, 1), *(pytest.approx(x, rel=2e-3) for x in (6.7042, 4.8898, 9.1917))),
        (date(2026, 11, 22), *(pytest.approx(x, rel=2e-3) for x in (3.0245, 1.6648, 5.4948))),
    ]


def test_golden_course_by_the_week() -> None:
    course = daily_course(simulated_counts(course_of("wave", 364), seed=1, memory=0.5))
    assert course is not None
    assert (course.step_days, course.logged_days, len(course.points)) == (7, 294, 52)
    top = max(course.points, key=lambda point: point.expected_per_day)
    assert top.day == date(2026, 2, 25)
    assert (top.expected_per_day, top.low_95_per_day, top.high_95_per_day) == pytest.approx(
        (16.566, 12.975, 21.150), rel=2e-3
    )


@pytest.mark.parametrize("logged", [0, 1, 13])
def test_we_cannot_tell_from_few_days(logged: int) -> None:
    assert daily_course(some_counts(*[3] * logged, *[None] * 40)) is None


def test_fourteen_days_are_enough() -> None:
    course = daily_course(some_counts(*[3, 4, 2, 5, 3, 4, 1] * 2))
    assert course is not None
    assert all(2 < point.expected_per_day < 5 for point in course.points)


def test_a_diary_without_twitches_has_a_low_course_with_an_upper_bound() -> None:
    course = daily_course(some_counts(*[0] * 30))
    assert course is not None
    for point in course.points:
        assert 0 < point.low_95_per_day < point.expected_per_day < 0.1
        # Of 30 days without, the "rule of three" says at most 0.1 a day.
        assert 0.05 < point.high_95_per_day < 0.5


def test_nothing_is_claimed_outside_the_logged_days_or_in_a_long_gap() -> None:
    counts = some_counts(*[None] * 9, *[5] * 20, *[None] * 30, *[6] * 20, *[None] * 5)
    course = daily_course(counts)
    assert course is not None
    days = {point.day for point in course.points}
    logged = [count.day for count in counts if count.twitches is not None]
    assert (min(days), max(days)) == (logged[0], logged[-1])
    for count in counts:
        near = min(abs(count.day - day) for day in logged) <= timedelta(days=7)
        assert (count.day in days) is (near and logged[0] <= count.day <= logged[-1])


def test_nothing_is_claimed_in_a_long_gap_of_a_long_diary() -> None:
    counts = some_counts(*[5] * 140, *[None] * 70, *[6] * 140)
    course = daily_course(counts)
    assert course is not None
    assert course.step_days == 7
    apart = {later.day - earlier.day for earlier, later in pairwise(course.points)}
    assert apart == {timedelta(days=7), timedelta(days=63)}


def test_the_band_widens_where_nothing_was_logged() -> None:
    counts = simulated_counts(course_of("wave", 92), seed=4)
    gap = [DayCount(day=count.day, twitches=None) for count in counts[40:54]]
    course = daily_course((*counts[:40], *gap, *counts[54:]))
    assert course is not None
    width = {p.day: p.high_95_per_day / p.low_95_per_day for p in course.points}
    assert width[counts[47].day] > 1.15 * width[counts[25].day]


@pytest.mark.parametrize(("years", "step_days"), [(1, 7), (3, 7), (10, 28)])
def test_long_diaries_have_few_points(years: int, step_days: int) -> None:
    course = daily_course(simulated_counts(course_of("wave", years * 365), seed=2))
    assert course is not None
    assert course.step_days == step_days
    assert 50 <= len(course.points) <= 160


def test_the_same_counts_give_the_same_course() -> None:
    counts = simulated_counts(course_of("flat", 60), seed=5)
    assert daily_course(counts) == daily_course(counts)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.none() | st.integers(0, 50) | st.sampled_from([0, 10_000]), max_size=60))
def test_whatever_was_logged_the_band_holds_its_line(twitches) -> None:
    course = daily_course(some_counts(*twitches))
    logged = sum(count is not None for count in twitches)
    assert (course is None) is (logged < 14)
    for point in course.points if course else ():
        assert 0 < point.low_95_per_day <= point.expected_per_day <= point.high_95_per_day
        assert np.isfinite(point.high_95_per_day)


def test_the_spline_is_the_one_of_the_books() -> None:
    places = np.linspace(0.1, 34.9, 40)
    basis = _spline_basis(places, 7.0, 5)
    knots = np.arange(-3, 9) * 7.0
    assert basis == pytest.approx(BSpline.design_matrix(places, knots, 3).toarray())
    assert basis.sum(axis=1) == pytest.approx(np.ones(40))
