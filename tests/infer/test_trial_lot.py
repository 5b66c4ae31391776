from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

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
from quietmuscle.infer.trial_noise import weighing
from quietmuscle.infer.trial_schedule import other_lots
from quietmuscle.model.trial import Pace

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quietmuscle.infer.trial_lot import Spent

    Floats = NDArray[np.float64]
    Truths = NDArray[np.bool_]

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


def test_the_statistic_is_what_is_written_of_it() -> None:
    """x'Qy over the root of x'Qx, for each way; what was not logged has no say."""
    lots = all_lots(17)
    rng = np.random.default_rng(4)
    values, kept = rng.normal(size=16), np.ones(16, dtype=bool)
    kept[[2, 9]] = False
    at_work = exposures(lots.assigned, (0.5,))
    matrix = weighing(values, kept)
    zeroed = np.where(kept, values, 0)
    expected = [x @ matrix @ zeroed / (x @ matrix @ x) ** 0.5 for x in at_work]
    assert statistics(values, kept, at_work) == pytest.approx(expected)
    assert statistics(np.where(kept, values, 99.0), kept, at_work) == pytest.approx(expected)


def one_look(values: Floats, true: int, allowed: float, after: Truths | None = None) -> Spent:
    lots = all_lots(true)
    if after is not None:
        lots = Lots(assigned=lots.assigned, after=after)
    (found,) = looked(
        (values,),
        np.ones(16, dtype=bool),
        lots,
        half_lives_days=(0.0,),
        allowed_helps=(allowed,),
        allowed_worse=(allowed / 2,),
    )
    return found


def test_a_look_tells_its_rank_and_decides_at_just_what_is_allowed() -> None:
    true = all_lots(17).assigned[0]
    values = np.where(true == 1, 0.0, 5.0) + np.linspace(0, 0.3, 16) ** 2
    found = one_look(values, 17, 1 / 256)
    assert (found.p_helps, found.p_worse) == (1 / 256, 1.0)
    assert (found.helps, found.worse) == (True, False)
    assert (found.allowed_helps, found.allowed_worse) == (1 / 256, 1 / 512)
    every = statistics(values, np.ones(16, dtype=bool), all_lots(17).assigned)
    assert found.statistic == pytest.approx(every[0] / every.std())
    assert not one_look(values, 17, 0.99 / 256).helps
    assert not one_look(values, 18, 1 / 256).helps


def test_days_that_the_test_does_not_look_at_have_no_say() -> None:
    values = np.random.default_rng(8).normal(size=16)
    after = np.ones(16, dtype=bool)
    after[[0, 7]] = False
    wild = np.where(after, values, 1e3)
    assert one_look(wild, 17, 0.05, after) == one_look(values, 17, 0.05, after)
    assert one_look(wild, 17, 0.05) != one_look(values, 17, 0.05)


def test_what_decided_no_harm_before_stays_so_as_well() -> None:
    lots = all_lots(17)
    values = np.where(lots.assigned[0] == 1, 5.0, 0.0) + np.linspace(0, 0.1, 16)
    look = partial(
        looked,
        (values[:14], values),
        np.ones(16, dtype=bool),
        lots,
        half_lives_days=(0.0,),
        allowed_helps=(0.03, 0.05),
        allowed_worse=(0.03, 0.05),
    )
    assert [one.worse for one in look()] == [True]
    assert [one.worse for one in look(stayed_open=1)] == [False, True]


def test_a_slower_half_life_wears_off_more_slowly() -> None:
    once = np.array([[1.0, 0.0, 0.0]])
    kept = 0.5**0.5
    assert exposures(once, (2.0,))[0] == pytest.approx(
        [1 - kept, kept * (1 - kept), (1 - kept) / 2]
    )
