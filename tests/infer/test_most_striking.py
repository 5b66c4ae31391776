from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.infer.most_striking import most_striking
from quietmuscle.infer.trial_simulation import fading


def a_diary(seed: int, days: int = 80, memory: float = 0.6) -> np.ndarray:
    random = np.random.default_rng(seed)
    counts = random.poisson(8 * np.exp(fading(random, days, memory, 0.4))).astype(float)
    counts[random.random(days) < 0.1] = np.nan
    return counts


def level(days: int = 80) -> np.ndarray:
    return np.ones((days, 1))


def test_what_is_there_is_found_and_the_rest_is_not() -> None:
    random = np.random.default_rng(1)
    columns = random.normal(size=(6, 80))
    counts = np.round(a_diary(2) * np.exp(0.6 * columns[3]))
    found = most_striking(counts, level(), columns, 0)
    assert int(np.argmax(np.abs(found.statistics))) == 3
    assert found.statistics[3] > 0
    assert found.p[3] <= 0.001
    assert np.delete(found.p, 3).min() > 0.05
    opposite = most_striking(counts, level(), -columns, 0)
    assert opposite.statistics == pytest.approx(-found.statistics)


def test_sticky_things_in_sticky_diaries_are_claimed_about_once_in_twenty() -> None:
    """50 diaries with 8 sticky things each: at 5 % more than 7 would be rarer than 1 in 100."""
    claims = 0
    for seed in range(50):
        random = np.random.default_rng([seed, 1])
        columns = np.array([fading(random, 80, 0.7, 1.0) for _ in range(8)])
        claims += bool(
            most_striking(a_diary(seed, memory=0.8), level(), columns, 0).p.min() <= 0.05
        )
    assert claims <= 7


def test_what_lies_in_the_slow_course_says_nothing() -> None:
    drift = np.arange(80.0)
    basis = np.column_stack([np.ones(80), drift])
    found = most_striking(a_diary(4), basis, drift[None] * 2 + 1, 0)
    assert found.p.tolist() == [1.0]


@pytest.mark.parametrize("counts", [np.full(80, np.nan), np.zeros(80), np.full(80, 5.0)])
def test_diaries_that_say_nothing(counts: np.ndarray) -> None:
    found = most_striking(counts, level(), np.random.default_rng(1).normal(size=(2, 80)), 0)
    assert found.p.tolist() == [1.0, 1.0]


def test_one_seed_is_one_answer() -> None:
    columns = np.random.default_rng(1).normal(size=(3, 80))
    first, again = (most_striking(a_diary(1), level(), columns, 5).p for _ in "ab")
    assert first.tolist() == again.tolist()
