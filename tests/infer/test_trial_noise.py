from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from quietmuscle.infer.trial_noise import nuisance
from quietmuscle.infer.trial_noise import weighing


def some_days(seed: int, days: int = 42) -> np.ndarray:
    return np.random.default_rng(seed).normal(2.0, 0.6, days)


@given(seed=st.integers(0, 1000))
@settings(max_examples=20)
def test_what_drifts_and_decays_is_taken_out_and_lost_days_weigh_nothing(seed: int) -> None:
    random = np.random.default_rng(seed)
    values = some_days(seed)
    kept = random.random(42) > 0.2
    matrix = weighing(values, kept)
    assert np.allclose(matrix, matrix.T)
    assert np.allclose(matrix[~kept], 0)
    basis = np.where(kept[:, None], nuisance(42), 0.0)
    assert np.allclose(matrix @ basis, 0, atol=1e-9)
    assert np.linalg.eigvalsh(matrix).min() > -1e-9


def test_the_same_weights_however_large_the_level_and_drift() -> None:
    kept = np.ones(42, dtype=bool)
    values = some_days(3)
    moved = values + 5 - 0.1 * np.arange(42)
    assert np.allclose(weighing(values, kept), weighing(moved, kept))


def test_too_few_days_weigh_nothing() -> None:
    kept = np.zeros(20, dtype=bool)
    kept[:3] = True
    assert not weighing(some_days(1, 20), kept).any()


def test_white_days_are_weighed_alike_and_sticky_ones_by_their_neighbours() -> None:
    white = np.random.default_rng(5).normal(size=80)
    sticky = np.cumsum(white) * 0.3
    kept = np.ones(80, dtype=bool)
    beside = {}
    for name, values in (("white", white), ("sticky", sticky)):
        matrix = weighing(values, kept)
        beside[name] = matrix[40, 41] / matrix[40, 40]
    assert beside["white"] == pytest.approx(0, abs=0.15)
    assert beside["sticky"] < beside["white"] - 0.15
