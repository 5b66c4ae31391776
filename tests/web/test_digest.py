from __future__ import annotations

from datetime import date
from datetime import timedelta

from quietmuscle.base.text import say
from quietmuscle.model.course import WeekDigest
from quietmuscle.web.digest import digest_words

MONDAY = date(2026, 11, 16)


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
        " Twitches on a middle day: 12."
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
