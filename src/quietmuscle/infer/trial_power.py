"""What an experiment would find, told before it begins, from the person's own days.

Their days are fitted without any strategy; new days like them are made up many
times with a strategy that halves what is counted, or takes three tenths off;
each made-up experiment is tested by lot as a real one would be at its end, and
finds nothing where a real one would have too little to say anything. How days are
weighed is learnt once for each kind of noise, for that takes nearly all the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.infer.trial_days import compared
from quietmuscle.infer.trial_design import DESIGNS
from quietmuscle.infer.trial_design import RUN_IN_DAYS
from quietmuscle.infer.trial_design import check_units
from quietmuscle.infer.trial_design import plan_of
from quietmuscle.infer.trial_effect import Days
from quietmuscle.infer.trial_effect import NoiseGrid
from quietmuscle.infer.trial_effect import count_noise
from quietmuscle.infer.trial_effect import score_noise
from quietmuscle.infer.trial_lot import AS_GOOD
from quietmuscle.infer.trial_lot import exposures
from quietmuscle.infer.trial_noise import weighing
from quietmuscle.infer.trial_schedule import other_lots
from quietmuscle.infer.trial_simulation import fading
from quietmuscle.infer.trial_verdict import FEWEST_PAIRS
from quietmuscle.infer.trial_verdict import FEWEST_WEEKS
from quietmuscle.infer.trial_verdict import LOGGED_SHARE
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Pace

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    from quietmuscle.infer.trial_design import Design
    from quietmuscle.model.trial import Reading

    Floats = NDArray[np.float64]
    Truths = NDArray[np.bool_]

FEWEST_DAYS = 14
DRAWS = 12
RUNS_OF_A_DRAW = 15
WAYS = 160
"""Kinds of noise for each ratio, made-up experiments of each, and other lots for each of them."""
NEVER_SEEN = 3 / (DRAWS * RUNS_OF_A_DRAW)
"""What a chance may still be if it was never seen in so many (rule of three)."""
HALVING = 0.5
THIRD = 0.7
RARE_A_DAY = 2.0
"""Below so many a day, counts say too little; a sensor, minutes or a score say more."""
HIGHEST_SCORE = 10.0
ASSUMED_SCORE = 5.0
ASSUMED_POINTS = 1.0
ASSUMED_MINUTES = 30.0
ASSUMED_DISTURBANCE = 0.5
ASSUMED_EVENNESS = 4.0
ASSUMED_MEMORY = 0.6
ASSUMED_LOGGED = 0.9
"""Days of somebody whose own are not known. Counts are as uneven as in the simulations of
docs/explanation/experiments.md; scores go up and down by 1.4 points. Our judgement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """How often an experiment of a length would say that a strategy helps.

    `halving` and `third` are chances from 0 to 1 where it halves what is
    counted, or takes three tenths off. `usual` is the person's own mean,
    `logged_days` what it rests on; `rare` is whether there is too little to
    count. Chances are None with fewer than 14 logged days. `give_or_take` is how
    far a chance may lie off, 95 times in 100, as so few experiments are made up.
    `assumed` is whether days are made up without any of the person's own.
    """

    halving: float | None
    third: float | None
    usual: float | None
    logged_days: int
    rare: bool
    give_or_take: float | None = None
    assumed: bool = False


def power_of(  # noqa: PLR0913 - a plan, and the days that it is judged by
    readings: tuple[Reading | None, ...],
    *,
    pace: Pace,
    units: int,
    outcome: Outcome,
    weekday: int,
    seed: int,
    any_time: bool = False,
) -> Power:
    """What an experiment would find.

    Parameters
    ----------
    readings
        The person's own last days in their order; None where not logged.
    weekday
        That of the first of them, Monday being 0.
    any_time
        Whether looks share their promise with bets, and so find less. What bets
        alone would find is left out.
    """
    check_units(pace, units)
    days = Days(
        values=np.array([0.0 if each is None else each.value for each in readings]),
        minutes=np.array(
            [1.0 if each is None or each.minutes is None else each.minutes for each in readings]
        ),
        logged=np.array([each is not None for each in readings], dtype=bool),
        assigned=np.zeros(len(readings)),
        weekday=weekday,
    )
    logged = int(days.logged.sum())
    usual = float(days.values[days.logged].mean()) if logged else None
    rare = outcome is Outcome.TWITCHES and usual is not None and usual < RARE_A_DAY
    if logged < FEWEST_DAYS or np.ptp(days.values[days.logged]) == 0:
        return Power(halving=None, third=None, usual=usual, logged_days=logged, rare=rare)
    person = _Person(
        outcome=outcome,
        noise=count_noise(days) if outcome.is_counted else score_noise(days),
        values=days.values[days.logged],
        minutes=days.minutes[days.logged],
        # Nobody was asked for the others day by day, so gaps say little of an experiment.
        logged_share=logged / len(readings) if outcome is Outcome.TWITCHES else ASSUMED_LOGGED,
    )
    return replace(
        _power(person, pace, units, any_time=any_time, seed=seed),
        usual=usual,
        logged_days=logged,
        rare=rare,
    )


def power_if_usual(
    *, pace: Pace, units: int, outcome: Outcome, seed: int, any_time: bool = False
) -> Power:
    """What an experiment would find of which the diary has no days: by days that we assume.

    Minutes are half an hour a day, a score is 5 of 10. The spread is our judgement.
    Raises ValueNotUnderstoodError for any other outcome: nothing is assumed of those.
    """
    if outcome not in {Outcome.MINUTES, Outcome.SCORE}:
        raise ValueNotUnderstoodError(
            Message(_("Of this, days from before are needed to say what could be found."))
        )
    check_units(pace, units)
    score = outcome is Outcome.SCORE
    person = _Person(
        outcome=outcome,
        noise=NoiseGrid(
            shares=np.ones(1),
            memory=np.full(1, ASSUMED_MEMORY),
            disturbance=np.full(1, ASSUMED_POINTS if score else ASSUMED_DISTURBANCE),
            scatter=np.full(1, ASSUMED_POINTS if score else ASSUMED_EVENNESS),
        ),
        values=np.full(1, ASSUMED_SCORE if score else ASSUMED_MINUTES),
        minutes=np.ones(1),
        logged_share=ASSUMED_LOGGED,
    )
    return replace(_power(person, pace, units, any_time=any_time, seed=seed), assumed=True)


def _power(person: _Person, pace: Pace, units: int, *, any_time: bool, seed: int) -> Power:
    from scipy.special import stdtrit

    alpha = plan_of(pace, any_time=any_time).alpha_helps
    found = [
        _found(person, DESIGNS[pace], units, ratio, alpha, np.random.default_rng([seed, place]))
        for place, ratio in enumerate((HALVING, THIRD))
    ]
    halving, third = (float(shares.mean()) for shares in found)
    error = max(float(shares.std(ddof=1)) for shares in found) / DRAWS**0.5
    return Power(
        halving=halving,
        third=third,
        usual=None,
        logged_days=0,
        rare=False,
        give_or_take=max(float(stdtrit(DRAWS - 1, 0.975)) * error, NEVER_SEEN),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    outcome: Outcome
    noise: NoiseGrid
    values: Floats
    minutes: Floats
    logged_share: float


def _found(  # noqa: PLR0913, PLR0917 - a person, a plan, a truth, and chance
    person: _Person, design: Design, units: int, ratio: float, alpha: float, rng: Generator
) -> Floats:
    """For each kind of noise, the share of experiments whose last look says that it helps."""
    from scipy.special import ndtri

    ways, _all = other_lots(design.pace, units, WAYS, f"{int(rng.integers(2**62)):x}")
    assigned = np.zeros((len(ways), design.days_in_all(units)))
    assigned[:, RUN_IN_DAYS:] = np.repeat(ways, design.unit_days, axis=1)
    at_work = exposures(assigned, design.half_lives_days)
    needed = float(ndtri(alpha))
    # Kinds of noise at even steps of their shares: fewer of them are enough.
    steps = (np.arange(DRAWS) + rng.random()) / DRAWS
    noises = np.searchsorted(np.cumsum(person.noise.shares), steps * person.noise.shares.sum())
    found = np.zeros(DRAWS)
    for draw, noise in enumerate(noises):
        kept = rng.random(assigned.shape[1]) < person.logged_share
        weighed = spread = None
        for _run in range(RUNS_OF_A_DRAW):
            true = int(rng.integers(len(assigned)))
            if not _is_enough(design, kept[RUN_IN_DAYS:], assigned[true, RUN_IN_DAYS:]):
                continue
            days = replace(_made_up(person, at_work[true], ratio, int(noise), rng), logged=kept)
            values = compared(person.outcome, days)
            if weighed is None or spread is None:
                weighed = at_work @ weighing(values, kept)
                spread = np.sqrt(np.maximum((weighed * at_work).sum(axis=1), AS_GOOD))
            statistic = weighed @ np.where(kept, values, 0.0) / spread
            found[draw] += bool(statistic[true] < needed * float(statistic.std()))
    return found / RUNS_OF_A_DRAW


def _is_enough(design: Design, kept: Truths, assigned: Floats) -> bool:
    """Whether a real experiment with these days logged would have enough to say that it helps."""
    if min(float(kept[assigned == side].mean()) for side in (0.0, 1.0)) < LOGGED_SHARE:
        return False
    has = kept.reshape(-1, design.unit_days).any(axis=1)
    if design.pace is Pace.SLOW:
        return int(has.sum()) >= FEWEST_WEEKS
    return int(has.reshape(-1, 2).all(axis=1).sum()) >= FEWEST_PAIRS


def _made_up(person: _Person, at_work: Floats, ratio: float, place: int, rng: Generator) -> Days:
    """Days like the person's own, with a strategy that wears off as its pace does."""
    count = len(at_work)
    noise = person.noise
    passing = fading(rng, count, float(noise.memory[place]), float(noise.disturbance[place]))
    minutes = rng.choice(person.minutes, count)
    if person.outcome is Outcome.SCORE:
        usual = float(person.values.mean())
        values = usual * ratio**at_work + passing
        values += rng.normal(0.0, float(noise.scatter[place]), count)
        values = np.clip(np.round(values), 0, HIGHEST_SCORE)
    else:
        rate = float(person.values.sum() / person.minutes.sum())
        expected = minutes * rate * ratio**at_work
        expected = expected * np.exp(passing - float(noise.disturbance[place]) ** 2 / 2)
        size = float(noise.scatter[place])
        values = rng.negative_binomial(size, size / (size + expected)).astype(np.float64)
    return Days(
        values=values,
        minutes=minutes,
        logged=np.ones(count, dtype=bool),
        assigned=at_work,
        weekday=0,
    )
