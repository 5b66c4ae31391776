from __future__ import annotations

import numpy as np

from quietmuscle.infer.rate_changes import steps_of


def counts_of(levels: list[float], each: int, seed: int = 1) -> np.ndarray:
    random = np.random.default_rng(seed)
    return random.negative_binomial(8, 8 / (8 + np.repeat(levels, each))).astype(float)


def test_a_clear_change_is_found_near_its_day() -> None:
    counts = counts_of([12.0, 4.0], 60)
    counts[[5, 50, 70]] = np.nan
    steps = steps_of(counts, 0)
    assert len(steps) == 1
    assert abs(steps[0].place - 60) <= 5
    assert not steps[0].rises
    assert steps[0].p <= 0.05


def test_two_changes_come_in_the_order_of_days() -> None:
    steps = steps_of(counts_of([3.0, 18.0, 18.0, 18.0, 6.0], 50), 0)
    assert [step.rises for step in steps] == [True, False]
    assert abs(steps[0].place - 50) <= 6
    assert abs(steps[1].place - 200) <= 6


def test_an_even_diary_rarely_has_one() -> None:
    """Thirty diaries: at 5 % more than six claims would be rarer than 1 in 1,000."""
    claims = 0
    for seed in range(30):
        random = np.random.default_rng(seed)
        claims += bool(steps_of(random.negative_binomial(5, 5 / 11, 90).astype(float), 0))
    assert claims <= 6


def test_a_short_diary_has_none() -> None:
    assert steps_of(np.arange(20.0), 0) == ()
    assert steps_of(np.full(90, np.nan), 0) == ()
