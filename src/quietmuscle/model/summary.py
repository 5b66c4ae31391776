"""Numbers that sum up some weeks of a diary; what was not told is not in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from quietmuscle.model.day import DayItem
from quietmuscle.model.episode import Doing
from quietmuscle.model.episode import FeltKind
from quietmuscle.model.episode import Lasted


@dataclass(frozen=True, slots=True, kw_only=True)
class CountSummary:
    """Daily counts in a few numbers. Those of no logged day are None.

    `worst_day` is the last of the days with the most twitches.
    """

    first: date
    last: date
    logged_days: int
    days_without: int
    median_per_logged_day: float | None
    least: int | None
    most: int | None
    worst_day: date | None

    @property
    def days(self) -> int:
        """How many days there are, logged or not."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """How many entries said yes to something, of how many that said yes or no."""

    yes: int
    told: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Scores from 0 to 10 in entries that told one."""

    told: int
    median: float
    highest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCount:
    """How many entries felt like this."""

    answer: FeltKind
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LastedCount:
    """How many entries lasted so long."""

    answer: Lasted
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DoingCount:
    """How many entries began while doing this."""

    answer: Doing
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeSummary:
    """What entries tell of how twitches felt; the counts with the most entries first."""

    entries: int
    painful: Ticked
    weak: Ticked
    stiff: Ticked
    strength: Scores | None
    bother: Scores | None
    kinds: tuple[KindCount, ...]
    lasted: tuple[LastedCount, ...]
    doing: tuple[DoingCount, ...]


class PartOfDay(StrEnum):
    """A quarter of the day by the clock."""

    NIGHT = "night"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartCount:
    """How many twitches fell into a quarter of the day."""

    part: PartOfDay
    twitches: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSummary:
    """An item of the day on the days on which it was told.

    `usual` is the middle answer (the lower one of two), `lowest_days` and
    `highest_days` count the days with the item's first and last answer.
    """

    item: DayItem
    told_days: int
    usual: int
    lowest_days: int
    highest_days: int
