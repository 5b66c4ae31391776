from __future__ import annotations

from datetime import date

import pytest

from quietmuscle.model.course import Direction
from quietmuscle.model.course import RecentChange


@pytest.mark.parametrize(
    ("low", "high", "could_be_chance"),
    [(0.5, 0.9, False), (0.5, 1.0, True), (1.0, 2.0, True), (1.1, 2.0, False), (None, None, True)],
)
def test_a_change_could_be_chance_where_no_change_lies_inside_its_interval(
    low: float | None, high: float | None, could_be_chance: bool
) -> None:
    change = RecentChange(
        last_day=date(2026, 11, 22),
        direction=Direction.FEWER,
        this_week_per_day=4,
        this_week_logged_days=7,
        before_per_day=6,
        before_logged_days=28,
        ratio=0.7,
        ratio_low_95=low,
        ratio_high_95=high,
    )
    assert change.could_be_chance is could_be_chance
