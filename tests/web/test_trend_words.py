from __future__ import annotations

from datetime import date
from datetime import timedelta

import pytest

from quietmuscle.base.text import say
from quietmuscle.model.course import Direction
from quietmuscle.model.course import RecentChange
from quietmuscle.model.course import WeekDigest
from quietmuscle.web.trend_words import change_words
from quietmuscle.web.trend_words import digest_words

DAY = date(2026, 11, 23)
MONDAY = date(2026, 11, 16)


def change(
    direction: Direction,
    this_week: float | None = 14,
    before: float | None = 16,
    ratio: tuple[float, float, float] | None = None,
) -> RecentChange:
    middle, low, high = ratio or (None, None, None)
    return RecentChange(
        last_day=DAY,
        direction=direction,
        this_week_per_day=this_week,
        this_week_logged_days=0 if this_week is None else 7,
        before_per_day=before,
        before_logged_days=0 if before is None else 28,
        ratio=middle,
        ratio_low_95=low,
        ratio_high_95=high,
    )


def words(found: RecentChange) -> str:
    return " ".join(say(sentence) for sentence in change_words(found, "en"))


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (
            change(Direction.FEWER, ratio=(0.8, 0.5, 1.2)),
            (
                "about 14 a day this week, a little fewer than the 16"
                " a day of the four weeks before. This could be chance."
            ),
        ),
        (
            change(Direction.FEWER, 6, 16, (0.4, 0.25, 0.6)),
            (
                "about 6 a day this week, fewer than the 16 a day of the four weeks before."
                " Chance alone would hardly do that."
            ),
        ),
        (
            change(Direction.MORE, 2.5, 2.0, (1.25, 0.7, 2.1)),
            (
                "about 2.5 a day this week, a little more than the 2"
                " a day of the four weeks before. This could be chance."
            ),
        ),
        (
            change(Direction.MORE, 30, 10, (3.0, 1.9, 4.4)),
            (
                "about 30 a day this week, more than the 10 a day of the four weeks before."
                " Chance alone would hardly do that."
            ),
        ),
        (
            change(Direction.ABOUT_THE_SAME, ratio=(1.0, 0.8, 1.3)),
            "about 14 a day this week, about as many as in the four weeks before.",
        ),
        (
            change(Direction.CANNOT_TELL, before=None),
            "about 14 a day this week. It is too early to compare that with the weeks before.",
        ),
        (
            change(Direction.CANNOT_TELL, this_week=None),
            "You logged no day in the last week, and that is fine.",
        ),
    ],
)
def test_a_week_is_told_beside_those_before_and_chance_is_named(found: RecentChange, sentence: str):
    assert words(found) == sentence


def week(weeks_back: int, middle: float | None, days: int = 7) -> WeekDigest:
    return WeekDigest(
        monday=MONDAY - timedelta(weeks=weeks_back),
        days=days,
        logged_days=0 if middle is None else 5,
        median_per_logged_day=middle,
    )


def digest(*weeks: WeekDigest) -> str:
    return " ".join(say(sentence) for sentence in digest_words(weeks, "en"))


def test_calm_mode_tells_the_last_whole_week():
    assert digest(week(1, 9), week(0, 12.5)) == (
        "The week from 16 November 2026 to 22 November 2026: you logged 5 of 7 days."
        " On a middle day there were 12 twitches."
    )


def test_a_week_that_is_not_over_is_not_told():
    assert "16 November" not in digest(week(1, 9), week(0, 40, days=3))
    assert digest(week(0, 40, days=3)) == (
        "Your first summary will be here when a whole week has passed."
    )


def test_a_week_without_a_log_is_no_reproach():
    assert digest(week(0, None)) == (
        "The week from 16 November 2026 to 22 November 2026: no day was logged, and that is fine."
    )
