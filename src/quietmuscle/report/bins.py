"""Days taken together where a picture has no room for each: weeks, or four weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from statistics import median_low
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quietmuscle.model.course import DayValue
    from quietmuscle.model.day import DayCount

SMALLEST_STEP_PX = 2.4
"""Dots nearer to each other than this can no longer be told apart."""

_STEPS_DAYS = (1, 7, 28)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """A few days: the mean count of those that were logged, None where none was."""

    first: date
    last: date
    logged_days: int
    mean_per_logged_day: float | None

    @property
    def middle(self) -> date:
        """The day in its middle."""
        return self.first + (self.last - self.first) // 2


def bin_days(day_px: float) -> int:
    """How many days are taken together where a day has this much room."""
    return next((step for step in _STEPS_DAYS if step * day_px >= SMALLEST_STEP_PX), 28)


def bins(counts: tuple[DayCount, ...], days: int) -> tuple[Bin, ...]:
    """Counts of consecutive days in bins; the last bin ends with the last day."""
    return tuple(_bin(part) for part in _parts(counts, days))


def binned_values(
    values: tuple[DayValue, ...], last: date, days: int
) -> tuple[tuple[date, int], ...]:
    """The middling answer of each bin in which there is one, at the bin's middle."""
    told: dict[int, list[int]] = {}
    for value in values:
        told.setdefault((last - value.day).days // days, []).append(value.value)
    return tuple(
        (last - timedelta(days=back * days + days // 2), median_low(answers))
        for back, answers in sorted(told.items(), reverse=True)
    )


def _parts(counts: tuple[DayCount, ...], days: int) -> Iterator[tuple[DayCount, ...]]:
    odd = len(counts) % days
    if odd:
        yield counts[:odd]
    for start in range(odd, len(counts), days):
        yield counts[start : start + days]


def _bin(counts: tuple[DayCount, ...]) -> Bin:
    logged = [count.twitches for count in counts if count.twitches is not None]
    return Bin(
        first=counts[0].day,
        last=counts[-1].day,
        logged_days=len(logged),
        mean_per_logged_day=sum(logged) / len(logged) if logged else None,
    )
