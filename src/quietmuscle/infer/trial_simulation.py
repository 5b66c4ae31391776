"""Made-up diaries with a known truth, so that anyone can check how often we are wrong.

    y_t ~ NegativeBinomial(mean mu_t, size)
    log mu_t = log usual + drift + bad start + weekday + u_t + log ratio * x_t

u is an AR(1) disturbance, x how much of the strategy is at work. Days are then
lost: some at rng, more of the bad ones if wanted, never because of the lot.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

import numpy as np

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.infer.trial_design import protocol_of
from quietmuscle.infer.trial_lot import exposures
from quietmuscle.model.trial import Arm
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Reading
from quietmuscle.model.trial import TrialDay
from quietmuscle.model.trial import TrialProtocol

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    from quietmuscle.model.trial import Pace

    Floats = NDArray[np.float64]

FIRST_DAY = date(2026, 3, 2)
"""A Monday; the weekdays' habit is drawn anew in each diary."""
MADE_AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
BAD_START_DAYS = 10.0
WORST_SHARE = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryTruth:
    """How a made-up person's days go.

    Parameters
    ----------
    usual
        Twitches on a usual day without the strategy.
    ratio
        What the strategy makes of them: 0.5 halves them, 1 does nothing.
    half_life_days
        How long it goes on working.
    memory, disturbance
        Of the AR(1) disturbance: from day to day, and its standard deviation.
    evenness
        The negative binomial's size.
    drift
        On the log scale, from the first day to the last.
    bad_start
        On the log scale on the first day, fading over ten days: people begin
        when things are at their worst.
    weekday
        Spread of the weekdays' habit on the log scale.
    lost
        Share of days not logged, whatever they bring.
    lost_when_bad
        Share of the worst three in ten days that are not logged besides.
    """

    usual: float = 12.0
    ratio: float = 1.0
    half_life_days: float = 0.0
    memory: float = 0.5
    disturbance: float = 0.5
    evenness: float = 4.0
    drift: float = 0.0
    bad_start: float = 0.0
    weekday: float = 0.2
    lost: float = 0.15
    lost_when_bad: float = 0.0


_BOUNDS = (
    ("usual", 0.01, 1000.0),
    ("ratio", 0.05, 20.0),
    ("half_life_days", 0.0, 30.0),
    ("memory", 0.0, 0.95),
    ("disturbance", 0.0, 3.0),
    ("evenness", 0.1, 1e6),
    ("drift", -3.0, 3.0),
    ("bad_start", -3.0, 3.0),
    ("weekday", 0.0, 3.0),
    ("lost", 0.0, 0.95),
    ("lost_when_bad", 0.0, 1.0),
)


def check_truth(truth: DiaryTruth) -> None:
    """Refuse a truth outside what is made up here; non-finite numbers are outside."""
    for name, low, high in _BOUNDS:
        value = getattr(truth, name)
        if not low <= value <= high:
            raise ValueNotUnderstoodError(
                Message(
                    _("{name} must be between {low} and {high}; {value} is not."),
                    {"name": name, "low": low, "high": high, "value": value},
                )
            )


def made_up_counts(truth: DiaryTruth, assigned: Floats, seed: int) -> Floats:
    """Counts of so many days; nan where a day was not logged. Shape as `assigned`."""
    rng = np.random.default_rng(seed)
    days = len(assigned)
    day = np.arange(days)
    passing = fading(rng, days, truth.memory, truth.disturbance)
    habit = rng.normal(0.0, truth.weekday, 7)[(day + rng.integers(7)) % 7]
    at_work = exposures(assigned[None], (truth.half_life_days,))[0]
    expected = truth.usual * np.exp(
        passing
        - truth.disturbance**2 / 2
        + truth.drift * (day / max(days - 1, 1) - 0.5)
        + truth.bad_start * np.exp(-day / BAD_START_DAYS)
        + habit
        + np.log(truth.ratio) * at_work
    )
    share = truth.evenness / (truth.evenness + expected)
    counts = np.asarray(rng.negative_binomial(truth.evenness, share), dtype=np.float64)
    lost = rng.random(days) < truth.lost
    bad = counts >= np.quantile(counts, 1 - WORST_SHARE)
    lost |= bad & (rng.random(days) < truth.lost_when_bad)
    counts[lost] = np.nan
    return counts


def fading(rng: Generator, days: int, memory: float, spread: float) -> Floats:
    """A disturbance of so many days that fades from day to day."""
    noise = rng.normal(0.0, spread, days)
    noise[1:] *= (1 - memory**2) ** 0.5
    passing = np.empty(days)
    level = 0.0
    for day in range(days):
        level = noise[day] + (memory * level if day else 0.0)
        passing[day] = level
    return passing


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUpTrial:
    """A protocol with the days that it brought."""

    protocol: TrialProtocol
    days: tuple[TrialDay, ...]


def made_up_trial(
    truth: DiaryTruth, *, pace: Pace, units: int, seed: int, any_time: bool = False
) -> MadeUpTrial:
    """An experiment of a made-up person, from its plan to its last day."""
    digest = sha256(f"made up {seed}".encode()).hexdigest()
    protocol = protocol_of(
        trial_id=UUID(digest[:32]),
        made_at_utc=MADE_AT,
        strategy="made_up",
        what_i_do="",
        pace=pace,
        units=units,
        outcome=Outcome.TWITCHES,
        first_day=FIRST_DAY,
        seed=digest[32:],
        any_time=any_time,
    )
    assigned = np.array([float(arm is Arm.WITH) for arm in protocol.arms])
    return MadeUpTrial(
        protocol=protocol, days=days_of(made_up_counts(truth, assigned, seed), FIRST_DAY)
    )


def days_of(counts: Floats, first_day: date) -> tuple[TrialDay, ...]:
    """The days that were logged, as a diary would give them."""
    return tuple(
        TrialDay(day=first_day + timedelta(days=place), first=Reading(value=float(count)))
        for place, count in enumerate(counts)
        if not np.isnan(count)
    )
