from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from quietmuscle.infer.trial_lot import Lots
from quietmuscle.infer.trial_lot import exposures
from quietmuscle.infer.trial_lot import looked
from quietmuscle.infer.trial_lot import spending
from quietmuscle.infer.trial_lot import statistics
from quietmuscle.infer.trial_schedule import other_lots
from quietmuscle.model.trial import Pace

PAIRS = 8


def all_lots(true: int) -> Lots:
    """All 256 ways of eight pairs, a chosen one first."""
    ways, _all = other_lots(Pace.FAST, PAIRS, 9999, "00")
    assigned = ways.astype(float)
    assigned[[0, true]] = assigned[[true, 0]]
    return Lots(assigned=assigned, after=np.ones(2 * PAIRS, dtype=bool))


def test_spending_rises_to_the_whole() -> None:
    assert spending(0.05, 1.0) == pytest.approx(0.05)
    assert spending(0.05, 0.5) == pytest.approx(0.005574597, rel=1e-6)
    assert spending(0.05, 0.75) == pytest.approx(0.023625, abs=1e-5)


def test_what_wears_off_at_once_is_the_lot_itself_and_else_lags() -> None:
    assigned = np.array([[0.0, 1.0, 1.0, 0.0]])
    assert exposures(assigned, (0.0,)).tolist() == assigned.tolist()
    assert exposures(assigned, (1.0,))[0] == pytest.approx([0, 0.5, 0.75, 0.375])
    assert exposures(assigned, (0.0, 1.0))[0] == pytest.approx([0, 0.75, 0.875, 0.1875])


def test_over_all_lots_the_promise_is_kept_exactly() -> None:
    """Each of the 256 ways is the true one once: no more of them decide than was allowed."""
    values = np.random.default_rng(2).normal(size=2 * PAIRS)
    logged = np.ones(2 * PAIRS, dtype=bool)
    logged[[3, 10]] = False
    told = (values[:8], values[:12], values)
    allowed = tuple(spending(0.1, share) for share in (0.5, 0.75, 1.0))
    helped = worse = 0
    for true in range(256):
        found = looked(
            told,
            logged,
            all_lots(true),
            half_lives_days=(0.0, 0.5),
            allowed_helps=allowed,
            allowed_worse=allowed,
        )
        helped += found[-1].helps
        worse += found[-1].worse
    assert 0.06 * 256 < helped <= 0.1 * 256
    assert 0.06 * 256 < worse <= 0.1 * 256


@given(seed=st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_a_mirrored_diary_gives_the_mirrored_answer(seed: int) -> None:
    values = np.random.default_rng(seed).normal(size=2 * PAIRS)
    logged = np.ones(2 * PAIRS, dtype=bool)
    found = [
        looked(
            (sign * values,),
            logged,
            all_lots(17),
            half_lives_days=(0.0,),
            allowed_helps=(0.1,),
            allowed_worse=(0.1,),
        )[0]
        for sign in (1, -1)
    ]
    assert found[0].p_helps == found[1].p_worse
    assert found[0].helps == found[1].worse
    assert found[0].statistic == pytest.approx(-found[1].statistic)


def test_a_look_that_decided_nothing_before_stays_so() -> None:
    lots = all_lots(17)
    values = np.where(lots.assigned[0] == 1, 0.0, 5.0) + np.linspace(0, 0.1, 16)
    logged = np.ones(16, dtype=bool)
    look = partial(
        looked,
        (values[:14], values),
        logged,
        lots,
        half_lives_days=(0.0,),
        allowed_helps=(0.03, 0.05),
        allowed_worse=(0.03, 0.05),
    )
    assert [one.helps for one in look()] == [True]
    assert [one.helps for one in look(stayed_open=1)] == [False, True]


def test_nothing_to_compare_is_zero() -> None:
    lots = all_lots(0)
    none = np.zeros(16, dtype=bool)
    assert not statistics(np.zeros(16), none, lots.assigned).any()
