"""What daily counts say: their course, the last week beside those before, weeks in short."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePoint:
    """What is expected on a day, and where that lies with 95 % probability."""

    day: date
    expected_per_day: float
    low_95_per_day: float
    high_95_per_day: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The smooth course of daily counts.

    The points lie `step_days` apart; where they lie farther apart, nothing was
    logged for long, and nothing is claimed.
    """

    points: tuple[CoursePoint, ...]
    step_days: int
    logged_days: int


class Direction(StrEnum):
    """How the last week compares with the weeks before.

    UNEVEN: the totals and the usual days speak against each other, because
    single days stand out.
    """

    FEWER = "fewer"
    MORE = "more"
    ABOUT_THE_SAME = "about_the_same"
    UNEVEN = "uneven"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentChange:
    """The last seven days beside the 28 days before them.

    Rates are twitches per logged day; None where no day was logged. The ratio
    and its 95 % interval are None where there is too little to compare.
    """

    last_day: date
    direction: Direction
    this_week_per_day: float | None
    this_week_logged_days: int
    before_per_day: float | None
    before_logged_days: int
    ratio: float | None = None
    ratio_low_95: float | None = None
    ratio_high_95: float | None = None

    @property
    def could_be_chance(self) -> bool:
        """Whether no change at all lies inside the interval."""
        return (
            self.ratio_low_95 is None
            or self.ratio_high_95 is None
            or self.ratio_low_95 <= 1 <= self.ratio_high_95
        )


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


@dataclass(frozen=True, slots=True, kw_only=True)
class DayValue:
    """The answer to one item of the day, on a day on which it was told."""

    day: date
    value: int
