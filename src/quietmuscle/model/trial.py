"""A personal experiment: what was planned before it began, and what its days brought.

Days with a strategy and days without it are drawn by lot, so that nothing but
the strategy and chance can make them differ.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.day import check_day

LONGEST_DAYS = 400
MOST_UNITS = 60
LONGEST_UNIT_DAYS = 7
MOST_PARTS = 8
LONGEST_HALF_LIFE_DAYS = 14.0
LARGEST_ALPHA = 0.05
FEWEST_DRAWS = 199
MOST_DRAWS = 99_999
ONLY_NAMED = frozenset({"trial 1"})
"""Engines that averaged over the named half-lives alone. What began under one stays so."""
_CODE = re.compile(r"[a-z][a-z0-9_]{0,59}")
_SEED = re.compile(r"[0-9a-f]{32}")


class Pace(StrEnum):
    """How quickly what is tried begins to work, and wears off again.

    FAST: off within half a day. MEDIUM: within a day or two. SLOW: later.
    """

    FAST = "fast"
    MEDIUM = "medium"
    SLOW = "slow"


class Outcome(StrEnum):
    """What is counted each day; less is better in all of them.

    TWITCHES and MINUTES are of a day, SCORE is the day's bother from 0 to 10,
    SENSOR is the twitches in the minutes that a recording can be trusted in.
    """

    TWITCHES = "twitches"
    MINUTES = "minutes"
    SCORE = "score"
    SENSOR = "sensor"

    @property
    def is_counted(self) -> bool:
        """Whether a difference of it is told as a share, and not in points."""
        return self is not Outcome.SCORE


class Arm(StrEnum):
    """What a day is for."""

    RUN_IN = "run_in"
    WITHOUT = "without"
    WITH = "with"


class Excuse(StrEnum):
    """Why a day did not go as planned; what was counted on it counts all the same."""

    ILLNESS = "illness"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisPlan:
    """How the days will be weighed; written before the first of them.

    Parameters
    ----------
    version
        The engine under which the plan was sealed, and in whose way it is weighed.
    unit_days
        Days in a row that are alike.
    left_out_days
        The first days of each unit that the test does not look at.
    half_lives_days
        How long what was done may go on working; averaged over all from the
        shortest to the longest, or over these alone (`only_named_half_lives`).
    look_shares
        After which share of the planned units is looked.
    alpha_helps, alpha_worse
        How often, at most, "helps" and "makes it worse" are said when the
        strategy does nothing, over all looks together.
    alike_low, alike_high
        Ratios between which a difference does not matter.
    alike_points
        The same for a score.
    draws
        Other ways of drawing the lot that the true one is compared with.
    any_time
        Whether the person wants to look on any day; the price is power.
    """

    version: str
    unit_days: int
    left_out_days: int
    half_lives_days: tuple[float, ...]
    look_shares: tuple[float, ...]
    alpha_helps: float
    alpha_worse: float
    alike_low: float
    alike_high: float
    alike_points: float
    draws: int
    any_time: bool = False

    @property
    def only_named_half_lives(self) -> bool:
        """Whether the named half-lives alone are held possible, and none between them."""
        return self.version in ONLY_NAMED

    @property
    def promise_helps(self) -> float:
        """How often "helps" may be said wrongly in all, by looks and by bets."""
        return self.alpha_helps * (2 if self.any_time else 1)

    @property
    def promise_worse(self) -> float:
        """The same for "makes it worse"."""
        return self.alpha_worse * (2 if self.any_time else 1)

    def __post_init__(self) -> None:
        """Refuse what no plan can be: what is read from a file may hold anything."""
        shares = self.look_shares
        sound = (
            1 <= self.unit_days <= LONGEST_UNIT_DAYS
            and 0 <= self.left_out_days < self.unit_days
            and 0 < len(self.half_lives_days) <= MOST_PARTS
            and all(0 <= half_life <= LONGEST_HALF_LIFE_DAYS for half_life in self.half_lives_days)
            and 0 < len(shares) <= MOST_PARTS
            and list(shares) == sorted(set(shares))
            and shares[0] > 0
            and shares[-1] == 1
            and 0 < self.alpha_helps <= LARGEST_ALPHA
            and 0 < self.alpha_worse <= LARGEST_ALPHA
            and 0 < self.alike_low < 1 < self.alike_high < math.inf
            and 0 < self.alike_points < math.inf
            and FEWEST_DRAWS <= self.draws <= MOST_DRAWS
        )
        if not sound:
            raise ValueNotUnderstoodError(
                Message(_("This is no plan by which an experiment can be weighed."))
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialProtocol:
    """All that was settled before the first day; it never changes.

    `units` are pairs for a fast or medium strategy and blocks for a slow one.
    `arms` has one entry for each day from `first_day`, the run-in first.
    `seed` (32 hexadecimal digits) is where the lot came from, and `seal` the
    SHA-256 of everything else.
    """

    id: UUID
    made_at_utc: datetime
    strategy: str
    what_i_do: str
    pace: Pace
    units: int
    outcome: Outcome
    second_outcome: Outcome | None
    first_day: date
    run_in_days: int
    plan: AnalysisPlan
    seed: str
    arms: tuple[Arm, ...]
    seal: str = ""

    def __post_init__(self) -> None:
        """Refuse what no experiment can be."""
        check_day(self.first_day)
        if not _CODE.fullmatch(self.strategy):
            raise ValueNotUnderstoodError(
                Message(_("We do not know the strategy {code}."), {"code": self.strategy[:60]})
            )
        if not _SEED.fullmatch(self.seed):
            raise ValueNotUnderstoodError(
                Message(_("The seed of an experiment has 32 digits from 0 to 9 and a to f."))
            )
        if not (0 < self.units <= MOST_UNITS and 0 <= self.run_in_days <= LONGEST_DAYS):
            raise ValueNotUnderstoodError(
                Message(
                    _("An experiment has between 1 and {limit} pairs or weeks."),
                    {"limit": MOST_UNITS},
                )
            )
        if not 0 < len(self.arms) <= LONGEST_DAYS:
            raise ValueNotUnderstoodError(
                Message(_("An experiment has between 1 and {limit} days."), {"limit": LONGEST_DAYS})
            )
        if self.second_outcome is self.outcome:
            raise ValueNotUnderstoodError(
                Message(_("The second thing to count must be another than the first."))
            )

    @property
    def last_day(self) -> date:
        """The last day of the plan."""
        return self.first_day + timedelta(days=len(self.arms) - 1)

    def arm_on(self, day: date) -> Arm | None:
        """What a day is for; None outside the experiment."""
        place = (day - self.first_day).days
        return self.arms[place] if 0 <= place < len(self.arms) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was counted on a day; `minutes` tells for how long, where a sensor counted."""

    value: float
    minutes: float | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be counted."""
        if not (math.isfinite(self.value) and 0 <= self.value <= 1e6):
            raise ValueNotUnderstoodError(
                Message(_("{value} cannot be the count of a day."), {"value": self.value})
            )
        if self.minutes is not None and not (
            math.isfinite(self.minutes) and 0 < self.minutes <= 24 * 60
        ):
            raise ValueNotUnderstoodError(
                Message(_("{value} cannot be the minutes of a day."), {"value": self.minutes})
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialDay:
    """A day of an experiment as it went.

    `followed` tells whether the person did what the lot said; None where they
    did not say. `excuse` tells of illness or a pause. A day is analysed as it was
    assigned, whatever is told of how it went: to leave days out once their count
    is known would be to choose.
    """

    day: date
    first: Reading | None = None
    second: Reading | None = None
    followed: bool | None = None
    excuse: Excuse | None = None
