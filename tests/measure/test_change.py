"""The ratio of two rates: golden numbers, laws, and how often its interval holds the truth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quietmuscle.measure.change import rate_ratio

counts = st.integers(0, 3000)
minutes = st.floats(0.2, 60)


def test_golden_numbers() -> None:
    """Two of the worked examples have closed forms: 1 - 0.025 ** (1 / n) and its like."""
    both = rate_ratio(10, 2.0, 5, 2.0)
    assert both.ratio == 2.0
    # Clopper-Pearson of 10 of 15 is 0.383804 to 0.881758.
    assert both.low == pytest.approx(0.383804 / 0.616196, rel=1e-4)
    assert both.high == pytest.approx(0.881758 / 0.118242, rel=1e-4)
    only_now = rate_ratio(4, 1.0, 0, 1.0)
    share = 0.025 ** (1 / 4)
    assert only_now.low == pytest.approx(share / (1 - share))
    assert (only_now.ratio, only_now.high) == (None, None)
    only_before = rate_ratio(0, 2.0, 4, 1.0)
    assert (only_before.ratio, only_before.low) == (0.0, 0.0)
    share = 1 - 0.025 ** (1 / 4)
    assert only_before.high == pytest.approx(share / (1 - share) / 2)
    nothing = rate_ratio(0, 2.0, 0, 2.0)
    assert (nothing.ratio, nothing.low, nothing.high) == (None, 0.0, None)
    assert nothing.may_be_chance


@given(counts, minutes, counts, minutes)
def test_the_ratio_lies_in_its_interval_and_turns_round_with_time(now, t, before, t_before) -> None:
    found, turned = rate_ratio(now, t, before, t_before), rate_ratio(before, t_before, now, t)
    if found.ratio is not None:
        assert found.low <= found.ratio
        assert found.high is not None
        assert found.ratio <= found.high
    assert found.may_be_chance == turned.may_be_chance
    if now and before:
        assert turned.low == pytest.approx(1 / found.high, rel=1e-6)
        assert turned.high == pytest.approx(1 / found.low, rel=1e-6)


@given(counts, counts, minutes)
def test_the_same_again_is_no_change_and_more_of_both_tells_more(now, before, t) -> None:
    assert rate_ratio(now, t, now, t).may_be_chance
    one, ten = rate_ratio(now, t, before, t), rate_ratio(10 * now, 10 * t, 10 * before, 10 * t)
    assert ten.low >= one.low * (1 - 1e-9)
    if one.high is not None:
        assert ten.high <= one.high * (1 + 1e-9)


@pytest.mark.parametrize(("rate", "ratio"), [(2.0, 1.0), (8.0, 1.0), (3.0, 2.5)])
def test_the_interval_holds_the_true_ratio_in_at_least_95_of_100(rate, ratio) -> None:
    rng = np.random.default_rng(7)
    t, t_before = 2.0, 5.0
    held = 0
    for now, before in zip(
        rng.poisson(rate * ratio * t, 600), rng.poisson(rate * t_before, 600), strict=True
    ):
        found = rate_ratio(int(now), t, int(before), t_before)
        held += found.low <= ratio and (found.high is None or ratio <= found.high)
    assert held / 600 >= 0.94, "600 pairs scatter by about one in 100"
