from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quietmuscle.base.errors import RateNotToldError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.capture.clock import clock_of
from quietmuscle.capture.clock import inferred_unit
from quietmuscle.model.recording import Modality


def clock(times, pieces=1):
    return clock_of(iter(np.array_split(np.asarray(times, float), pieces)))


@pytest.mark.parametrize(
    ("rate_hz", "digits"), [(2048, 6), (2048, 3), (100, 3), (4000, 4), (60, 6)]
)
def test_an_even_clock_is_known_also_where_its_times_are_rounded(rate_hz, digits):
    found = clock(np.round(np.arange(20_000) / rate_hz, digits), pieces=7)
    assert 1 / found.step_s == pytest.approx(rate_hz, rel=1e-4)
    assert (found.is_even, found.has_gaps, found.rows) == (True, False, 20_000)
    assert found.samples == pytest.approx(20_000, abs=2)


@given(st.integers(1, 2**32 - 1))
def test_an_uneven_clock_is_known_and_its_mean_rate_told(seed):
    steps = np.random.default_rng(seed).uniform(0.005, 0.015, 3000)
    found = clock(np.cumsum(steps), pieces=3)
    assert not found.is_even
    assert 1 / found.step_s == pytest.approx(100, rel=0.05)
    assert not found.has_gaps


def test_gaps_do_not_change_the_rate():
    times = np.delete(np.arange(10_000) / 1000, slice(3000, 6000))
    found = clock(times)
    assert found.step_s == pytest.approx(1e-3, rel=1e-9)
    assert (found.is_even, found.has_gaps, found.samples, found.rows) == (True, True, 10_000, 7000)


def test_missing_times_are_passed_over():
    times = np.arange(100) / 100
    times[[5, 50]] = np.nan
    assert clock(times).rows == 98


def test_some_times_may_run_backwards_but_not_many():
    times = np.cumsum(np.full(1000, 0.01))
    times[500] -= 0.05
    found = clock(times)
    assert (found.backward, found.is_even) == (1, False)
    times[100:900:10] -= 0.5
    with pytest.raises(ValueNotUnderstoodError, match="contradict"):
        clock(times)


@pytest.mark.parametrize("times", [[], [1.0], [5.0, 5.0, 5.0], [3.0, 2.0, 1.0], [np.nan, np.nan]])
def test_times_that_do_not_go_forward_are_refused(times):
    with pytest.raises(RateNotToldError, match=r"do not go forward.*rate_hz"):
        clock(times)


def test_a_clock_that_is_nearly_all_gap_is_refused():
    times = np.arange(1000) / 1000
    times[-1] = 1e12
    with pytest.raises(ValueNotUnderstoodError, match="contradict"):
        clock(times)


@pytest.mark.parametrize(
    ("step", "modality", "unit"),
    [
        (0.0005, Modality.EMG, "s"), (0.5, Modality.EMG, "ms"), (500, Modality.EMG, "us"),
        (500_000, Modality.EMG, "ns"), (10, Modality.ACCEL, "ms"), (0.01, Modality.ACCEL, "s"),
        (10, Modality.EMG, None), (1e-9, Modality.EMG, None),
    ],
)  # fmt: skip
def test_the_unit_of_times_is_the_one_that_gives_a_usual_rate(step, modality, unit):
    assert inferred_unit(np.arange(500) * step, modality) == unit


def test_where_no_time_rises_there_is_no_unit():
    assert inferred_unit(np.ones(5), Modality.EMG) is None
