"""Weeks in a nutshell, for calm mode: no daily numbers, no line to watch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quietmuscle.model.day import DayCount


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekDigest:
    """A week from Monday to Sunday: its middle day, and how many days were logged.

    `median_per_logged_day` is None where no day of the week was logged.
    `days` is less than seven where the range begins or ends inside the week.
    """

    monday: date
    days: int
    logged_days: int
    median_per_logged_day: float | None


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
