"""Weeks in a nutshell, for calm mode: no daily numbers, no line to watch."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING

from quietmuscle.model.course import WeekDigest

if TYPE_CHECKING:
    from datetime import date

    from quietmuscle.model.day import DayCount


def weekly_digest(counts: tuple[DayCount, ...]) -> tuple[WeekDigest, ...]:
    """The weeks of a range of daily counts, oldest first."""
    weeks = groupby(counts, key=lambda count: count.day - timedelta(days=count.day.weekday()))
    return tuple(_digest(monday, tuple(days)) for monday, days in weeks)


def _digest(monday: date, counts: tuple[DayCount, ...]) -> WeekDigest:
    """One week's digest."""
    logged = [count.twitches for count in counts if count.twitches is not None]
    return WeekDigest(
        monday=monday,
        days=len(counts),
        logged_days=len(logged),
        median_per_logged_day=float(median(logged)) if logged else None,
    )
