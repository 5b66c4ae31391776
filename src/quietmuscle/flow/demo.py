"""A made-up year in a folder of its own, to try things out."""

from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID
from uuid import uuid5

from quietmuscle.base.zone import logical_day
from quietmuscle.flow.demo_trials import fill_demo_trials
from quietmuscle.flow.place import zone_of
from quietmuscle.mechanism.diary_year import DAYS_OF_A_YEAR
from quietmuscle.mechanism.diary_year import DiaryYear
from quietmuscle.mechanism.diary_year import diary_year
from quietmuscle.model.day import DayLog
from quietmuscle.model.episode import Episode
from quietmuscle.model.settings import MSType
from quietmuscle.model.settings import Person
from quietmuscle.model.settings import Settings
from quietmuscle.store.filling import FirstTold
from quietmuscle.store.filling import fill_diary
from quietmuscle.store.location import Location
from quietmuscle.store.location import default_folder
from quietmuscle.store.wipe import wipe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.medicine import MedicineChange

DEMO_FOLDER = "demo"
DEMO_SEED = 6
_CHANGES = UUID("019aac5e-d000-7000-8000-0000000000d0")  # of our own: what change ids are made from


def demo_location(folder: Path | None = None) -> Location:
    """The place of the made-up diary: within the app's folder, never the real diary.

    It is always a file of its own, also where the real diary is on PostgreSQL.
    """
    return Location(folder=(folder or default_folder()) / DEMO_FOLDER)


def fill_demo(workspace: Workspace, *, seed: int = DEMO_SEED) -> bool:
    """A made-up year up to now, written into the demo's diary; whether that was needed.

    A year that was made on another day is wiped and made anew, with whatever
    was tried out in it. The same seed at the same time gives the same diary.
    """
    diary, now_utc = workspace.diary, workspace.clock.now_utc()
    settings = Settings(introduced=True)
    zone = zone_of(settings)
    today = logical_day(now_utc, zone, settings.day_start)
    if diary.tallies.first_day() == today - timedelta(days=DAYS_OF_A_YEAR - 1):
        return False
    wipe(diary)
    diary.preferences.put_settings(settings)
    diary.preferences.put_person(_made_up_person(today))
    fill_diary(diary, _told(diary_year(seed, today, zone), today, now_utc))
    fill_demo_trials(workspace, today, seed=seed)
    return True


def _told(year: DiaryYear, today: date, now_utc: datetime) -> Iterator[FirstTold]:
    """The entries as they were told one after the other; what lies ahead is left out."""
    entries: tuple[Episode | DayLog | MedicineChange, ...] = (
        *(each for each in year.episodes if each.moment.instant_utc <= now_utc),
        *(each for each in year.days if each.day < today),
        *year.medicines,
    )
    for entry in entries:
        name = entry.day.isoformat() if isinstance(entry, DayLog) else str(entry.id)
        yield FirstTold(
            entry=entry,
            change_id=uuid5(_CHANGES, name),
            recorded_at_utc=min(now_utc, _told_at(entry)),
        )


def _told_at(entry: Episode | DayLog | MedicineChange) -> datetime:
    """When it was told: a twitch at once, a day in its evening."""
    if isinstance(entry, Episode):
        return entry.moment.instant_utc
    return datetime.combine(entry.day, time(21, 30), tzinfo=UTC)


def _made_up_person(today: date) -> Person:
    """Who the page for the neurologist is about."""
    return Person(
        name="Alex Example (made up)",
        born_on=date(today.year - 41, 5, 17),
        ms_type=MSType.RELAPSING_REMITTING,
        diagnosed_year=today.year - 6,
        main_problem="Twitching of the left calf, mostly in the evening",
        questions=("Are these twitches part of my MS?", "Is there anything I should look out for?"),
    )
