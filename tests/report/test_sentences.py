from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from quietmuscle.model.course import Direction
from quietmuscle.model.course import RecentChange
from quietmuscle.report.sentences import change_sentence

CHANGE = RecentChange(
    last_day=date(2026, 11, 22),
    direction=Direction.FEWER,
    this_week_per_day=14.3,
    this_week_logged_days=7,
    before_per_day=18.4,
    before_logged_days=28,
    ratio=0.78,
    ratio_low_95=0.5,
    ratio_high_95=1.2,
)


def test_a_little_fewer_that_could_be_chance() -> None:
    assert change_sentence(CHANGE) == (
        "About 14 a day in the last 7 days, a little fewer than in the 4 weeks before "
        "(about 18). This could be chance."
    )


@pytest.mark.parametrize("direction", [Direction.FEWER, Direction.MORE])
@pytest.mark.parametrize("ratio", [0.5, 0.8, 1.3, 1.6])
@pytest.mark.parametrize("high", [0.95, 1.3])
def test_size_and_certainty_are_said(direction: Direction, ratio: float, high: float) -> None:
    words = change_sentence(
        replace(CHANGE, direction=direction, ratio=ratio, ratio_low_95=0.4, ratio_high_95=high)
    )
    assert ("a little" in words) is (ratio in {0.8, 1.3})
    assert ("fewer" in words) is (direction is Direction.FEWER)
    assert ("more than" in words) is (direction is Direction.MORE)
    assert ("could be chance" in words) is (high > 1)
    assert ("hardly" in words) is (high < 1)


def test_numbers_that_read_alike_are_called_alike() -> None:
    words = change_sentence(replace(CHANGE, this_week_per_day=14.3, before_per_day=14.4))
    assert "about the same" in words


def test_single_days_that_stand_out_are_said() -> None:
    words = change_sentence(replace(CHANGE, direction=Direction.UNEVEN))
    assert words == (
        "About 14 a day in the last 7 days, and about 18 in the 4 weeks before. "
        "Single days stand out, so this does not tell whether anything changed."
    )


def test_about_the_same() -> None:
    words = change_sentence(replace(CHANGE, direction=Direction.ABOUT_THE_SAME))
    assert words == (
        "About 14 a day in the last 7 days, about the same as in the 4 weeks before (about 18)."
    )


def test_none_and_none() -> None:
    nothing = replace(
        CHANGE, direction=Direction.ABOUT_THE_SAME, this_week_per_day=0.0, before_per_day=0.0
    )
    assert change_sentence(nothing) == (
        "No twitches in the last 7 days, and none in the 4 weeks before."
    )


def test_too_few_days_and_too_few_twitches_are_told_apart() -> None:
    few_days = RecentChange(
        last_day=CHANGE.last_day,
        direction=Direction.CANNOT_TELL,
        this_week_per_day=4,
        this_week_logged_days=2,
        before_per_day=None,
        before_logged_days=0,
    )
    assert change_sentence(few_days) == (
        "We cannot tell yet whether it is getting more or fewer. That takes 3 logged days in the "
        "last 7 (so far 2) and 8 in the 4 weeks before (so far 0)."
    )
    few_twitches = replace(
        CHANGE, direction=Direction.CANNOT_TELL, this_week_per_day=0.0, before_per_day=0.1
    )
    assert change_sentence(few_twitches) == (
        "About 0 a day in the last 7 days, and about 0.1 in the 4 weeks before: "
        "too few twitches to tell whether anything changed."
    )
