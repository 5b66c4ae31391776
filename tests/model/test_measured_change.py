"""Whether a change may be chance is read from its interval."""

from __future__ import annotations

import pytest

from quietmuscle.model.measured_change import RateRatio


@pytest.mark.parametrize(
    ("low", "high", "may"),
    [(0.5, 2.0, True), (1.1, 2.0, False), (0.1, 0.9, False), (0.2, None, True), (1.2, None, False)],
)
def test_it_may_be_chance_where_no_change_lies_in_the_interval(low, high, may) -> None:
    assert RateRatio(ratio=1.0, low=low, high=high).may_be_chance == may
