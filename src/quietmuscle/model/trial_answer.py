"""What an experiment says: a verdict, its reasons, and how large the difference may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _

LARGEST_DIFFERENCE = 1e6


class Verdict(StrEnum):
    """What may be said.

    HELPS and WORSE: the lot would rarely bring so clear a difference by chance.
    NO_DIFFERENCE: at the planned end, no difference that matters is likely.
    PROMISING and NOT_PROMISING: not reliable yet. CANNOT_TELL: too little.
    """

    HELPS = "helps"
    WORSE = "worse"
    NO_DIFFERENCE = "no_difference"
    PROMISING = "promising"
    NOT_PROMISING = "not_promising"
    CANNOT_TELL = "cannot_tell"


class Why(StrEnum):
    """The reasons of a verdict, as codes."""

    BOUNDARY_CROSSED = "boundary_crossed"
    EVIDENCE_ENOUGH = "evidence_enough"
    INSIDE_ALIKE = "inside_alike"
    BETWEEN = "between"
    TOO_FEW_PAIRS = "too_few_pairs"
    TOO_FEW_DAYS_LOGGED = "too_few_days_logged"
    NOT_FOLLOWED = "not_followed"
    TOO_WIDE = "too_wide"
    NOTHING_VARIES = "nothing_varies"
    NOT_LOOKED_YET = "not_looked_yet"
    SECOND_DISAGREES = "second_disagrees"
    UNEVEN_LOGGING = "uneven_logging"
    ONE_SIDED_PAIRS = "one_sided_pairs"


class Alone(StrEnum):
    """What the only logged side of a pair speaks for, beside what was usual until then.

    FOR the strategy: fewer with it, or more without it. AGAINST: the other way
    round. NEITHER: as usual, or nothing was logged before.
    """

    FOR = "for"
    AGAINST = "against"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A reason, with the number that made it and the number that was wanted."""

    why: Why
    found: float | None = None
    wanted: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A planned look: when, and what the lot said.

    `p_helps` and `p_worse` are shares of the other ways of drawing the lot that
    would have looked at least as good, or as bad, among those still open;
    `allowed_helps` and `allowed_worse` the shares at which the look decides.
    """

    number: int
    units: int
    last_day: date
    statistic: float
    p_helps: float
    p_worse: float
    allowed_helps: float
    allowed_worse: float
    verdict: Verdict | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A pair as bets were settled on it, counted from 1.

    `difference` is the mean with the strategy less that without it, in log units
    or points; None where a side was not logged. `enough` is whether by its end
    there was enough to go by, so that the bets may say "helps". `alone` is what
    the logged side speaks for where the other was not logged; else None.
    """

    number: int
    difference: float | None
    enough: bool
    alone: Alone | None = None

    def __post_init__(self) -> None:
        """Refuse what no pair can be: what is read from a file may hold anything."""
        two_sides = self.difference is not None and self.alone is not None
        if self.number < 1 or two_sides or not abs(self.difference or 0.0) <= LARGEST_DIFFERENCE:
            raise ValueNotUnderstoodError(Message(_("This is no pair of an experiment.")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a bet against "it does nothing" has grown to; 1 at the start.

    `helps` and `worse` after all pairs that are settled, with the highest they
    have been where they may be believed. `one_sided` is how many of `over` pairs
    lacked a side when that alone kept the bets from deciding; 0 where it did not.
    """

    helps: float
    worse: float
    highest_helps: float
    highest_worse: float
    needed_helps: float
    needed_worse: float
    one_sided: int = 0
    over: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """How large the difference may be, with the strategy over without it.

    A ratio of 0.5 is half as many; for a score all values are differences in
    points. `better` is the chance of an improvement of at least 15 %, or a
    point.
    """

    is_ratio: bool
    middle: float
    low_80: float
    high_80: float
    low_90: float
    high_90: float
    low_95: float
    high_95: float
    better: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ArmSummary:
    """The days of one side: planned until now, logged, followed, and their plain mean."""

    planned: int
    logged: int
    excused: int
    told: int
    followed: int
    mean: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialAnswer:
    """What an experiment says on a day.

    `ended` is whether the planned last day is over; `units_done` counts pairs
    (or blocks) with a logged day on either side. `more_units` is about how many
    more would be needed to tell; None where that cannot be said.
    """

    verdict: Verdict
    reasons: tuple[Reason, ...]
    units_done: int
    units_planned: int
    ended: bool
    with_it: ArmSummary
    without_it: ArmSummary
    looks: tuple[Look, ...]
    next_look: date | None
    effect: Effect | None
    second_effect: Effect | None = None
    evidence: Evidence | None = None
    more_units: int | None = None
