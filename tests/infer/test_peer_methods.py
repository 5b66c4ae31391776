from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.infer.peer_methods import before_and_after
from quietmuscle.infer.peer_methods import correlated
from quietmuscle.infer.peer_methods import three_and_three
from quietmuscle.infer.peer_methods import weekly_abab
from quietmuscle.infer.peer_methods import welch_at_end
from quietmuscle.infer.peer_methods import welch_daily

RANDOM = np.random.default_rng(7)


def test_weeks_follow_in_turn() -> None:
    assert weekly_abab(28, 7).tolist() == [0.0] * 7 + [1.0] * 7 + [0.0] * 7 + [1.0] * 7


def test_welch_is_that_of_scipy() -> None:
    from scipy.stats import ttest_ind

    assigned = weekly_abab(63, 7)
    counts = RANDOM.poisson(10, 63).astype(float)
    counts[10] = np.nan
    for shift in np.linspace(0, 3, 13):
        moved = counts + shift * assigned
        told, kept = moved[7:], ~np.isnan(moved[7:])
        with_it = assigned[7:] == 1
        p = ttest_ind(told[kept & with_it], told[kept & ~with_it], equal_var=False).pvalue
        assert welch_at_end(moved, assigned, 7) == (p < 0.05)
        assert welch_daily(moved, assigned, 7) >= welch_at_end(moved, assigned, 7)


def test_correlation_is_that_of_scipy() -> None:
    from scipy.stats import pearsonr

    counts = RANDOM.normal(size=40)
    for weight in np.linspace(0, 0.8, 13):
        factor = RANDOM.normal(size=40) + weight * counts
        assert correlated(counts, factor[None], 1) == (pearsonr(counts, factor).pvalue < 0.05)


def test_a_lag_is_yesterdays_factor() -> None:
    factor = RANDOM.normal(size=60)
    counts = np.concatenate([[0.0], factor[:-1]])
    assert correlated(counts, factor[None], 2)
    assert not correlated(np.full(60, 3.0), factor[None], 2)


@pytest.mark.parametrize(("after", "claims"), [(10.0, False), (40.0, True)])
def test_before_and_after_asks_nothing_else(after: float, claims: bool) -> None:
    counts = np.concatenate([np.full(14, 10.0), np.full(28, after)]) + np.arange(42) % 3
    assert before_and_after(counts) == claims


def test_three_days_on_either_side_are_enough_for_some() -> None:
    factor = np.array([0.0, 1, 0, 1, 0, 1, 0, 1])
    assert three_and_three(np.array([1.0, 9, 1, 9, 1, 9, 1, 9]), factor[None])
    assert not three_and_three(np.full(8, 5.0), factor[None])
    assert not three_and_three(np.full(8, np.nan), factor[None])
