"""What an experiment would find, told before it begins, from the person's own days.

Their days are fitted without any strategy; new days like them are made up many
times with a strategy that halves what is counted, or takes three tenths off;
each made-up experiment is tested by lot as a real one would be at its end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.infer.trial_days import compared
from quietmuscle.infer.trial_design import DESIGNS
from quietmuscle.infer.trial_design import RUN_IN_DAYS
from quietmuscle.infer.trial_design import check_units
from quietmuscle.infer.trial_effect import Days
from quietmuscle.infer.trial_effect import NoiseGrid
from quietmuscle.infer.trial_effect import count_noise
from quietmuscle.infer.trial_effect import score_noise
from quietmuscle.infer.trial_lot import exposures
from quietmuscle.infer.trial_lot import statistics
from quietmuscle.infer.trial_schedule import other_lots
from quietmuscle.infer.trial_simulation import fading
from quietmuscle.model.trial import Outcome

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    from quietmuscle.infer.trial_design import Design
    from quietmuscle.model.trial import Pace
    from quietmuscle.model.trial import Reading

    Floats = NDArray[np.float64]

FEWEST_DAYS = 14
RUNS = 80
WAYS = 160
"""Made-up experiments for each ratio, and other lots for each of them."""
HALVING = 0.5
THIRD = 0.7
RARE_A_DAY = 2.0
"""Below so many a day, counts say too little; a sensor, minutes or a score say more."""
HIGHEST_SCORE = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """How often an experiment of a length would say that a strategy helps.

    `halving` and `third` are chances from 0 to 1 where it halves what is
    counted, or takes three tenths off. `usual` is the person's own mean,
    `logged_days` what it rests on; `rare` is whether there is too little to
    count. Chances are None with fewer than 14 logged days.
    """

    halving: float | None
    third: float | None
    usual: float | None
    logged_days: int
    rare: bool


def power_of(  # noqa: PLR0913 - a plan, and the days that it is judged by
    readings: tuple[Reading | None, ...],
    *,
    pace: Pace,
    units: int,
    outcome: Outcome,
    weekday: int,
    seed: int,
) -> Power:
    """What an experiment would find.

    Parameters
    ----------
    readings
        The person's own last days in their order; None where not logged.
    weekday
        That of the first of them, Monday being 0.
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
        logged_share=logged / len(readings),
    )
    design = DESIGNS[pace]
    halving, third = (
        _found(person, design, units, ratio, np.random.default_rng([seed, place]))
        for place, ratio in enumerate((HALVING, THIRD))
    )
    return Power(halving=halving, third=third, usual=usual, logged_days=logged, rare=rare)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    outcome: Outcome
    noise: NoiseGrid
    values: Floats
    minutes: Floats
    logged_share: float


def _found(person: _Person, design: Design, units: int, ratio: float, rng: Generator) -> float:
    """The share of made-up experiments whose last look says that it helps."""
    from scipy.special import ndtri

    ways, _all = other_lots(design.pace, units, WAYS, f"{int(rng.integers(2**62)):x}")
    assigned = np.zeros((len(ways), design.days_in_all(units)))
    assigned[:, RUN_IN_DAYS:] = np.repeat(ways, design.unit_days, axis=1)
    at_work = exposures(assigned, design.half_lives_days)
    needed = float(ndtri(design.alpha_helps))
    found = 0
    for _run in range(RUNS):
        true = int(rng.integers(len(assigned)))
        days = _made_up(person, at_work[true], ratio, rng)
        statistic = statistics(compared(person.outcome, days), days.logged, at_work)
        spread = float(statistic.std())
        found += bool(spread > 0 and statistic[true] < needed * spread)
    return found / RUNS


def _made_up(person: _Person, at_work: Floats, ratio: float, rng: Generator) -> Days:
    """Days like the person's own, with a strategy that wears off as its pace does."""
    count = len(at_work)
    noise = person.noise
    place = int(rng.choice(len(noise.shares), p=noise.shares))
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
        logged=rng.random(count) < person.logged_share,
        assigned=at_work,
        weekday=0,
    )
