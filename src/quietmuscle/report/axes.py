"""Scales of a chart: from days and counts to places on the picture, and their ticks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from itertools import pairwise
from math import ceil
from math import floor
from math import log10
from typing import TYPE_CHECKING

from quietmuscle.base.text import say
from quietmuscle.report.dates import day_and_month
from quietmuscle.report.dates import short_month
from quietmuscle.report.svg import width_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAY_STEPS = (1, 2, 4, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100)
_ROOM_PX = 14
"""What is kept free between two labels of an axis."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAxis:
    """Days from left to right; a day stands at the middle of its share."""

    first: date
    last: date
    left: float
    right: float

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1

    @property
    def day_px(self) -> float:
        """How wide a day is."""
        return (self.right - self.left) / self.days

    def x(self, day: date) -> float:
        """Where the middle of a day is."""
        return self.left + ((day - self.first).days + 0.5) * self.day_px

    def ticks(self, language: str) -> tuple[tuple[float, str], ...]:
        """Where labels stand, and what they say: days, months or years, as there is room."""
        for ticks in self._choices(language):
            room = max((width_of(words) for _, words in ticks), default=0) + _ROOM_PX
            apart = min(
                (later[0] - earlier[0] for earlier, later in pairwise(ticks)),
                default=room,
            )
            if ticks and apart >= room:
                return self._inside(ticks)
        return ()

    def _choices(self, language: str) -> Iterator[tuple[tuple[float, str], ...]]:
        """Ways to label the axis, from the finest to the coarsest."""
        for step in _DAY_STEPS:
            if self.days / step > 40:
                continue
            monday = self.first + timedelta(days=-self.first.weekday() % min(step, 7))
            start = self.first if step < 7 else monday
            yield tuple(
                (self.x(day), day_and_month(day, language))
                for day in (start + timedelta(days=n) for n in range(0, self.days, step))
                if day <= self.last
            )
        for step in _MONTH_STEPS:
            yield tuple(
                (
                    self.x(day),
                    str(day.year) if day.month == 1 else say(short_month(day), language),
                )
                for day in self._firsts()
                if (day.month - 1) % step == 0
            )
        for step in _YEAR_STEPS:
            yield tuple(
                (self.x(day), str(day.year))
                for day in self._firsts()
                if day.month == 1 and day.year % step == 0
            )

    def _firsts(self) -> Iterator[date]:
        """The first days of months that the axis holds."""
        months = range(
            self.first.year * 12 + self.first.month - 1, self.last.year * 12 + self.last.month
        )
        for month in months:
            day = date(month // 12, month % 12 + 1, 1)
            if day >= self.first:
                yield day

    def _inside(self, ticks: tuple[tuple[float, str], ...]) -> tuple[tuple[float, str], ...]:
        """The labels that do not stick out of the picture on either side."""
        return tuple(
            (x, words)
            for x, words in ticks
            if x - width_of(words) / 2 >= 0 and x + width_of(words) / 2 <= self.right + 8
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CountAxis:
    """Counts from nought at the bottom to a round number at the top."""

    top_count: float
    step: float
    top: float
    bottom: float

    def y(self, count: float) -> float:
        """Where a count is; counts above the top stay at the top."""
        share = min(count, self.top_count) / self.top_count
        return self.bottom - share * (self.bottom - self.top)

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Where labels stand, and what they say."""
        return tuple(
            (self.y(number * self.step), f"{number * self.step:g}")
            for number in range(round(self.top_count / self.step) + 1)
        )


def count_axis(largest: float, top: float, bottom: float) -> CountAxis:
    """An axis of three to five round steps that reaches the largest count."""
    rough = max(largest, 4) / 4
    unit = 10 ** floor(log10(rough))
    step = next(unit * part for part in (1, 2, 5, 10) if unit * part >= rough * 0.9999)
    return CountAxis(
        top_count=step * ceil(max(largest, 1) / step), step=step, top=top, bottom=bottom
    )
