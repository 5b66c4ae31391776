"""A whole day for programs: its count, what was told of it, and every entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.flow.entries import every_entry
from quietmuscle.model.day import DayCount
from quietmuscle.model.day import DayLog
from quietmuscle.model.day import check_day
from quietmuscle.model.episode import Episode
from quietmuscle.model.query import EpisodeQuery

if TYPE_CHECKING:
    from datetime import date

    from quietmuscle.flow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRecord:
    """A logical day with its count, its answers, and its entries (newest first)."""

    count: DayCount
    log: DayLog
    episodes: tuple[Episode, ...]


def day_record(workspace: Workspace, day: date) -> DayRecord:
    """Everything that the diary holds of one logical day."""
    check_day(day)
    diary = workspace.diary
    return DayRecord(
        count=diary.tallies.counts(day, day)[0],
        log=diary.days.get(day),
        episodes=tuple(every_entry(workspace, EpisodeQuery(first_day=day, last_day=day))),
    )
