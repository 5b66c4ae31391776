"""The zone and the day that a person is in now."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfoNotFoundError

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.zone import logical_day
from quietmuscle.base.zone import read_zone

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.settings import Settings


def zone_of(settings: Settings, device_zone: str | None = None) -> ZoneInfo:
    """The zone that was chosen, else the device's, else this computer's."""
    if settings.zone:
        return read_zone(settings.zone)
    if device_zone:
        return read_zone(device_zone)
    return _computers_zone()


def _computers_zone() -> ZoneInfo:
    """The zone of this computer; UTC where its own files contradict each other."""
    from tzlocal import get_localzone_name

    try:
        return read_zone(get_localzone_name() or "UTC")
    except (ZoneInfoNotFoundError, ValueNotUnderstoodError):
        return read_zone("UTC")


def today_of(workspace: Workspace, device_zone: str | None = None) -> date:
    """The logical day that it is now for the person."""
    settings = workspace.diary.preferences.settings()
    zone = zone_of(settings, device_zone)
    return logical_day(workspace.clock.now_utc(), zone, settings.day_start)


def last_day_over(last: date, today: date) -> date:
    """The last day of a range that is over, so that it can be compared with others.

    A day that is still going on has fewer twitches than it will have had; to
    count it as a whole one would make every morning look like a good week.
    """
    return min(last, today - timedelta(days=1))
