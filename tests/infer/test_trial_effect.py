from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.infer import trial_effect
from quietmuscle.infer.trial_effect import Days
from quietmuscle.infer.trial_effect import all_between
from quietmuscle.infer.trial_effect import count_effect
from quietmuscle.infer.trial_effect import count_noise
from quietmuscle.infer.trial_effect import count_posterior
from quietmuscle.infer.trial_effect import only_these
from quietmuscle.infer.trial_effect import score_effect
from quietmuscle.infer.trial_effect import score_noise

ASSIGNED = np.array([0.0] * 7 + [1.0, 0.0, 0.0, 1.0] * 14)


def days_of(values: np.ndarray, minutes: float = 1.0) -> Days:
    return Days(
        values=values,
        minutes=np.full(len(values), minutes),
        logged=~np.isnan(values),
        assigned=ASSIGNED,
        weekday=0,
    )


def counts(ratio: float, seed: int = 1, usual: float = 40.0) -> np.ndarray:
    random = np.random.default_rng(seed)
    return random.poisson(usual * np.where(ASSIGNED == 1, ratio, 1.0)).astype(float)


def test_a_halving_of_many_is_told_closely() -> None:
    effect = count_effect(days_of(counts(0.5)), (0.0,))
    assert effect.is_ratio
    assert effect.middle == pytest.approx(0.5, abs=0.05)
    edges = [effect.low_95, effect.low_90, effect.low_80, effect.middle]
    edges += [effect.high_80, effect.high_90, effect.high_95]
    assert edges == sorted(edges)
    assert effect.better > 0.999
    assert effect.high_95 - effect.low_95 < 0.15


def test_minutes_of_a_sensor_are_taken_into_account() -> None:
    values = counts(0.5)
    minutes = np.where(ASSIGNED == 1, 1.0, 2.0)
    days = days_of(values)
    halved = Days(values=values, minutes=minutes, logged=days.logged, assigned=ASSIGNED, weekday=0)
    assert count_effect(halved, (0.0,)).middle == pytest.approx(1.0, abs=0.08)


def test_lost_days_widen_the_interval_and_nothing_else_is_read_from_them() -> None:
    values = counts(0.6)
    lost = values.copy()
    lost[10:40:2] = np.nan
    whole, part = (count_posterior(days_of(one), only_these((0.0,))) for one in (values, lost))
    width = [one.quantile(0.975) - one.quantile(0.025) for one in (whole, part)]
    assert width[1] > width[0]


def test_a_score_is_told_in_points() -> None:
    random = np.random.default_rng(2)
    values = 6 - 2 * ASSIGNED + random.normal(0, 0.5, len(ASSIGNED))
    effect = score_effect(days_of(values), (0.0,))
    assert not effect.is_ratio
    assert effect.middle == pytest.approx(-2, abs=0.3)
    assert effect.better > 0.99


def test_what_wears_off_slowly_is_larger_than_the_days_show() -> None:
    values = counts(0.7)
    at_once = count_effect(days_of(values), (0.0,))
    slowly = count_effect(days_of(values), (2.0,))
    assert slowly.middle < at_once.middle
    assert slowly.high_95 / slowly.low_95 > at_once.high_95 / at_once.low_95


def test_all_half_lives_between_shortest_and_longest_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few places stand for all of them: three times as many say the same."""
    days = days_of(np.random.default_rng(5).negative_binomial(4, 4 / 16, 63).astype(float))
    few = count_effect(days, (0.0, 0.5, 1.0))
    assert few == count_effect(days, (1.0, 0.0))
    monkeypatch.setattr(trial_effect, "HALF_LIVES", 12)
    many = count_effect(days, (0.0, 1.0))
    assert many.low_95 == pytest.approx(few.low_95, rel=0.01)
    assert many.middle == pytest.approx(few.middle, rel=0.01)
    assert many.high_95 == pytest.approx(few.high_95, rel=0.01)


def test_named_half_lives_are_held_alike_and_none_between_them() -> None:
    named = only_these((0.0, 0.5, 1.0))
    assert named.days.tolist() == [0.0, 0.5, 1.0]
    assert np.exp(named.log_shares) == pytest.approx([1 / 3] * 3)
    between = all_between((0.0, 0.5, 1.0))
    assert np.exp(between.log_shares).sum() == pytest.approx(1)
    assert float(np.exp(between.log_shares) @ between.days) == pytest.approx(0.5)
    assert 0 < between.days.min() < between.days.max() < 1
    assert all_between((0.5, 0.5)).days.tolist() == [0.5]


def test_noise_is_recognised() -> None:
    even = count_noise(days_of(counts(1.0)))
    assert float(even.shares @ even.scatter) > 15
    random = np.random.default_rng(3)
    wild = random.negative_binomial(1.0, 1.0 / 41, len(ASSIGNED)).astype(float)
    uneven = count_noise(days_of(wild))
    assert float(uneven.shares @ uneven.scatter) < 3
    scores = score_noise(days_of(5 + random.normal(0, 0.4, len(ASSIGNED))))
    assert float(scores.shares @ scores.scatter) < 0.8
