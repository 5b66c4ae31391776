"""Ideas to test: what goes with more or fewer twitches in a diary, and when their rate changed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from enum import StrEnum

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.course import Direction
from quietmuscle.model.day import check_day

INSIGHT_SCHEMA = 1
MOST_DAYS = 40_000
MOST_FACTORS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class InsightDay:
    """A day: its twitches, None where not logged and 0 where none, and what went with it."""

    day: date
    twitches: float | None = None
    factors: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse numbers that are none."""
        check_day(self.day)
        told = [self.twitches or 0.0, *self.factors.values()]
        if not all(map(math.isfinite, told)) or (self.twitches or 0) < 0:
            raise ValueNotUnderstoodError(
                Message(_("The numbers of {day} cannot be those of a day."), {"day": self.day})
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class InsightFile:
    """A diary as insights need it."""

    schema: int
    days: tuple[InsightDay, ...]

    def __post_init__(self) -> None:
        """Refuse a later version, days told twice, and what no diary holds."""
        if self.schema != INSIGHT_SCHEMA:
            raise ValueNotUnderstoodError(
                Message(
                    _(
                        "This diary is written in form {schema}, and this version reads form "
                        "{known}. Please use a newer Quiet Muscle."
                    ),
                    {"schema": self.schema, "known": INSIGHT_SCHEMA},
                )
            )
        seen = {day.day for day in self.days}
        if len(seen) != len(self.days) or len(seen) > MOST_DAYS:
            raise ValueNotUnderstoodError(
                Message(_("Each day is told once, and {limit} days at most."), {"limit": MOST_DAYS})
            )
        if len({name for day in self.days for name in day.factors}) > MOST_FACTORS:
            raise ValueNotUnderstoodError(
                Message(
                    _("{limit} different things can be told of days, not more."),
                    {"limit": MOST_FACTORS},
                )
            )


class Standing(StrEnum):
    """How much a diary can say.

    NOTHING: fewer than 28 complete days. CHARTS: fewer than 60, so nothing is
    tested. TESTED: each thing that was told often enough was tested.
    """

    NOTHING = "nothing"
    CHARTS = "charts"
    TESTED = "tested"


@dataclass(frozen=True, slots=True, kw_only=True)
class Association:
    """Something that goes with twitches, beyond what chance and slow courses bring.

    `lag_days` 1 means that it was told the day before. `high_per_day` and
    `low_per_day` are plain means of the days on which it was above its middle,
    and of the others; None where a slow course makes these say the opposite.
    `p` counts all that was looked at together.
    """

    factor: str
    lag_days: int
    more_when_high: bool
    high_per_day: float | None
    low_per_day: float | None
    p: float
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RateChange:
    """A day from which on the rate was another, as far as days can tell; its reason is not known.

    `p` counts all days on which it could have changed together.
    """

    first_day: date
    direction: Direction
    before_per_day: float
    after_per_day: float
    p: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Insights:
    """Ideas to test, at most three; and in what no connection was found."""

    schema: int
    standing: Standing
    complete_days: int
    wanted_days: int
    ideas: tuple[Association, ...] = ()
    no_association: tuple[str, ...] = ()
    told_too_seldom: tuple[str, ...] = ()
    changes: tuple[RateChange, ...] = ()
