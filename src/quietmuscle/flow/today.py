"""What the first page shows: the day, its answers, and the last entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from quietmuscle.flow.place import today_of
from quietmuscle.model.day import DayCount
from quietmuscle.model.day import DayLog
from quietmuscle.model.day import DayQuestion
from quietmuscle.model.day import day_question
from quietmuscle.model.episode import Episode
from quietmuscle.model.query import EpisodeQuery
from quietmuscle.model.site import SiteRef

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace

LAST_ENTRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What the first page shows.

    `same_as_last` holds the places of the last entry, whenever it was.
    """

    day: date
    count: DayCount
    log: DayLog
    questions: tuple[DayQuestion, ...]
    last_episodes: tuple[Episode, ...]
    same_as_last: tuple[SiteRef, ...]


def today(workspace: Workspace, device_zone: str | None = None) -> Today:
    """The logical day that it is now for the person, and what is known of it."""
    diary = workspace.diary
    settings = diary.preferences.settings()
    day = today_of(workspace, device_zone)
    last = diary.episodes.find(EpisodeQuery(limit=LAST_ENTRIES)).episodes
    return Today(
        day=day,
        count=diary.tallies.counts(day, day)[0],
        log=diary.days.get(day),
        questions=tuple(day_question(item) for item in settings.day_items),
        last_episodes=last,
        same_as_last=last[0].sites if last else (),
    )
