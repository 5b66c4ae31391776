from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.infer.trial_fit import Posterior
from quietmuscle.infer.trial_more import more_units


def held(mean: float, spread: float) -> Posterior:
    return Posterior(shares=np.ones(1), means=np.array([mean]), spreads=np.array([spread]))


def more(mean: float, spread: float, units: int = 10) -> int | None:
    return more_units(held(mean, spread), prior_spread=0.7, units=units, alpha=0.05)


def test_a_clear_effect_needs_few_more_and_a_weak_one_many_or_for_ever() -> None:
    clear, weaker = more(-0.8, 0.3), more(-0.6, 0.3)
    assert clear is not None
    assert weaker is not None
    assert 1 <= clear < weaker
    assert more(0.0, 0.3) is None
    assert more(0.5, 0.3) is None


def test_days_that_brought_no_news_cannot_tell_how_many() -> None:
    assert more(-0.5, 0.7) is None
    assert more(-0.5, 0.3, units=0) is None


def test_so_many_more_are_enough_in_four_of_five_cases() -> None:
    """Drawn from what is held: the test at the end decides in about 80 %."""
    mean, spread, units = -0.5, 0.33, 14
    extra = more(mean, spread, units)
    assert extra is not None
    news = (1 / spread**2 - 1 / 0.7**2) / units
    random = np.random.default_rng(1)
    effect = random.normal(mean, spread, 20_000)
    later = random.normal(effect, (news * extra) ** -0.5)
    whole = (mean * units + later * extra) / (units + extra)
    decided = whole * (news * (units + extra)) ** 0.5 < -1.645
    assert decided.mean() == pytest.approx(0.8, abs=0.05)
