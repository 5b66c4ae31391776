"""The interval of a rate."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.rate import LEAST_USABLE_S
from quietmuscle.measure.rate import is_long_enough
from quietmuscle.measure.rate import poisson_interval_95


def test_golden_values():
    # Mid-P intervals, compared with published tables of Cohen and Yang (1994).
    low, high = poisson_interval_95(10, 1.0)
    assert (low, high) == (pytest.approx(5.08, abs=0.02), pytest.approx(17.82, abs=0.03))


def test_no_event_leaves_an_upper_end_of_about_three():
    low, high = poisson_interval_95(0, 2.0)
    assert low == 0
    assert high == pytest.approx(3.0 / 2, rel=0.02)


def test_without_time_nothing_is_said():
    assert poisson_interval_95(3, 0.0) is None


def test_a_few_seconds_bear_no_rate():
    assert not is_long_enough(1.5)
    assert not is_long_enough(LEAST_USABLE_S - 0.1)
    assert is_long_enough(LEAST_USABLE_S)
    _, high = poisson_interval_95(0, LEAST_USABLE_S / 60)
    assert high < 20


@pytest.mark.parametrize("mean", [4.0, 15.0, 60.0])
def test_it_covers_the_truth_in_about_95_percent(mean):
    counts = np.random.default_rng(1).poisson(mean, 4000)
    ends = {count: poisson_interval_95(int(count), 1.0) for count in np.unique(counts)}
    covered = np.mean([ends[count][0] <= mean <= ends[count][1] for count in counts])
    assert 0.93 <= covered <= 0.975
