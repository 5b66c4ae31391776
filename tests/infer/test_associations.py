from __future__ import annotations

import numpy as np

from quietmuscle.infer.associations import LAGS
from quietmuscle.infer.associations import looked_at
from quietmuscle.infer.associations import slow_course
from quietmuscle.infer.associations import told_enough


def test_the_lag_and_the_direction_are_found() -> None:
    random = np.random.default_rng(3)
    factors = random.normal(size=(4, 120))
    expected = 10 * np.exp(-0.5 * np.roll(factors[2], 1))
    counts = random.poisson(expected).astype(float)
    looked = looked_at(counts, factors, 0)
    assert len(looked) == 4 * len(LAGS)
    best = looked[0]
    assert (best.factor, best.lag_days) == (2, 1)
    assert best.statistic < 0
    assert best.p <= 0.001


def test_what_was_not_told_says_nothing_and_breaks_nothing() -> None:
    random = np.random.default_rng(3)
    factors = random.normal(size=(2, 90))
    factors[0, ::3] = np.nan
    factors[1] = np.nan
    counts = random.poisson(6, 90).astype(float)
    looked = looked_at(counts, factors, 0)
    assert {one.statistic for one in looked if one.factor == 1} == {0.0}
    assert all(np.isfinite(one.statistic) for one in looked)
    assert looked_at(counts, np.zeros((0, 90)), 0) == ()


def test_the_slow_course_holds_weeks_and_a_bend() -> None:
    basis = slow_course(70)
    assert basis.shape == (70, 9)
    assert np.linalg.matrix_rank(basis) == 9


def test_a_thing_must_be_told_and_must_vary() -> None:
    kept = np.ones(60, dtype=bool)
    kept[:10] = False
    varied = np.tile([1.0, 3.0], 30)
    assert told_enough(varied, kept)
    rarely = np.where(np.arange(60) < 33, np.nan, varied)
    assert told_enough(rarely, kept)
    assert not told_enough(np.where(np.arange(60) < 36, np.nan, varied), kept)
    assert not told_enough(np.ones(60), kept)
    once = np.where(np.arange(60) == 40, 3.0, 1.0)
    assert not told_enough(once, kept)
    seldom = np.where(np.arange(60) % 6 == 0, 3.0, 1.0)
    assert told_enough(seldom, kept) == (np.sum(seldom[kept] > 1) >= 8)
