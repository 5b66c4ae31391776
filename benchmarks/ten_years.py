"""A made-up diary of ten years and as many entries as are wanted."""

from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID
from uuid import uuid5
from zoneinfo import ZoneInfo

from quietmuscle.mechanism.diary_year import diary_year
from quietmuscle.model.settings import Settings
from quietmuscle.store.diary import open_diary
from quietmuscle.store.filling import FirstTold
from quietmuscle.store.filling import fill_diary
from quietmuscle.store.location import Location

if TYPE_CHECKING:
    from pathlib import Path

SEED = 20
TEN_YEARS_DAYS = 3652
ENTRIES_OF_A_TWITCH = 0.62
"""About how many entries there are for each twitch a day and each day: some days are missing."""
_CHANGES = UUID("019aac5e-d000-7000-8000-0000000000be")


def make_diary(folder: Path, episodes: int) -> Location:
    """A diary of ten years up to yesterday with exactly so many entries."""
    now_utc = datetime.now(UTC)
    last_day = now_utc.date() - timedelta(days=1)
    location = Location(folder=folder)
    diary = open_diary(location, now_utc)
    try:
        diary.preferences.put_settings(Settings(zone="Europe/London", introduced=True))
        fill_diary(diary, _told(episodes, last_day))
    finally:
        diary.close()
    return location


def _told(episodes: int, last_day: date) -> list[FirstTold]:
    zone = ZoneInfo("Europe/London")
    a_day = episodes / TEN_YEARS_DAYS / ENTRIES_OF_A_TWITCH
    while True:
        year = diary_year(
            SEED, last_day, zone, length_days=TEN_YEARS_DAYS, twitches_a_day=max(a_day, 0.05)
        )
        if len(year.episodes) >= episodes:
            break
        a_day *= 1.02 * episodes / max(1, len(year.episodes))
    newest = year.episodes[len(year.episodes) - episodes :]
    told = [
        FirstTold(
            entry=entry,
            change_id=uuid5(_CHANGES, str(entry.id)),
            recorded_at_utc=entry.moment.instant_utc,
        )
        for entry in newest
    ]
    for log in year.days:
        evening = datetime(log.day.year, log.day.month, log.day.day, 21, tzinfo=UTC)
        change_id = uuid5(_CHANGES, log.day.isoformat())
        told.append(FirstTold(entry=log, change_id=change_id, recorded_at_utc=evening))
    told += [
        FirstTold(
            entry=medicine,
            change_id=uuid5(_CHANGES, str(medicine.id)),
            recorded_at_utc=datetime(2020, 1, 1, tzinfo=UTC),
        )
        for medicine in year.medicines
    ]
    return told
