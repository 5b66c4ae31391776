"""The nouns of a change between two measurements of the same muscle, made in the same way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRatio:
    """How many times as often it twitched as before, with the 95 % interval.

    `ratio` is None where none was seen before, and `high` where nothing bounds
    it: any rise fits with what was seen.
    """

    ratio: float | None
    low: float
    high: float | None

    @property
    def may_be_chance(self) -> bool:
        """Whether the same rate both times fits with what was seen."""
        return self.low <= 1.0 and (self.high is None or self.high >= 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredChange:
    """A measurement beside the last one before it that may be compared.

    `before` is the id of that one. `earlier_low` and `earlier_high` are the
    least and the most a minute among `earlier_count` comparable earlier ones.
    `sees_less` says that one of the two could see clearly smaller twitches than
    the other, `posture_told` that both were in the same known posture; else both
    do not tell it.
    """

    before: UUID
    before_day: date
    before_per_min: float
    now_per_min: float
    ratio: RateRatio
    earlier_count: int
    earlier_low: float
    earlier_high: float
    sees_less: bool
    posture_told: bool
