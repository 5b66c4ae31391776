"""What the entries of one day hold that a care check asks about, taken together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySigns:
    """The ticks of a day with twitches.

    False means that no entry of the day has the tick, not that it was denied.
    `at_night` is an entry made when asleep or falling asleep.
    """

    day: date
    painful: bool = False
    weak_or_stiff: bool = False
    most_bother_0_10: int | None = None
    at_night: bool = False
