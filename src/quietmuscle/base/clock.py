"""Where the time comes from.

Only doors and flows hold a clock; everything below is given the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Something that can say what time it is."""

    def now_utc(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The computer's own clock."""

    def now_utc(self) -> datetime:
        """The present instant, aware, in UTC, to the millisecond."""
        now = datetime.now(UTC)
        return now.replace(microsecond=now.microsecond // 1000 * 1000)


@dataclass(frozen=True, slots=True)
class StoppedClock:
    """A clock that always says the same: for tests and for replays."""

    instant_utc: datetime

    def now_utc(self) -> datetime:
        """The instant that it was stopped at."""
        return self.instant_utc
