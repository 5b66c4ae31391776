"""The estimate of an experiment's effect beside PyMC's NUTS, on made-up experiments.

    PYTHONPATH=src PYTHON benchmarks/trials_nuts.py [--sets 20] [--draws 1000]

PYTHON is one that has PyMC as well as what this project needs (`requirements.lock`);
PyMC itself is no dependency. NUTS samples the same model with everything continuous:
memory from Beta(1.5, 1.8), disturbance from a half normal of 0.5, the logarithm of the
evenness from N(log 5, 0.8), the half-life even over its pace's range. Ours lays these
out on grids and uses Laplace's method. Each line gives both means and spreads of the
logarithm of the ratio, and how far apart the means are: in spreads of the posterior,
and in Monte Carlo errors of NUTS. It takes one to two minutes a set.
"""

from __future__ import annotations

import argparse
import logging
import os
from dataclasses import dataclass
from time import process_time
from typing import TYPE_CHECKING

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import arviz as az
import numpy as np
import pymc as pm
import pytensor.tensor as pt

from quietmuscle.infer.trial_days import course_of
from quietmuscle.infer.trial_days import first_readings
from quietmuscle.infer.trial_days import numbers
from quietmuscle.infer.trial_design import DESIGNS
from quietmuscle.infer.trial_effect import all_between
from quietmuscle.infer.trial_effect import count_posterior
from quietmuscle.infer.trial_noise import nuisance
from quietmuscle.infer.trial_simulation import DiaryTruth
from quietmuscle.infer.trial_simulation import made_up_trial
from quietmuscle.model.trial import Pace

if TYPE_CHECKING:
    from quietmuscle.infer.trial_days import Days

RATIOS = (0.4, 0.6, 0.8, 1.0, 1.3)
PACES = (Pace.FAST, Pace.MEDIUM, Pace.SLOW)
WITHIN_ERRORS = 2.6
"""Of twenty means that differ by chance alone, all lie within this many Monte Carlo errors
in about 83 of 100 runs (two-sided normal law, 0.93 % each)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The effect as one of the two tells it: mean and spread of the logarithm of the ratio."""

    mean: float
    spread: float
    cpu_s: float


def made_up(seed: int) -> tuple[Pace, Days]:
    """The days of an experiment whose pace, ratio and noise follow from its seed."""
    pace = PACES[seed % len(PACES)]
    rng = np.random.default_rng(seed)
    truth = DiaryTruth(
        ratio=RATIOS[seed % len(RATIOS)],
        half_life_days=float(rng.choice(DESIGNS[pace].half_lives_days)),
        memory=float(rng.uniform(0.2, 0.8)),
        disturbance=float(rng.uniform(0.2, 0.6)),
        evenness=float(rng.choice([2.0, 4.0, 10.0])),
        usual=float(rng.choice([4.0, 12.0, 25.0])),
    )
    made = made_up_trial(truth, pace=pace, units=DESIGNS[pace].usual, seed=777_000 + seed)
    course = course_of(made.protocol, made.days, made.protocol.last_day)
    return pace, numbers(course, first_readings(course))


def ours(days: Days, half_lives_days: tuple[float, ...]) -> Told:
    """Grids and Laplace's method."""
    began = process_time()
    posterior = count_posterior(days, all_between(half_lives_days))
    mean = float(posterior.shares @ posterior.means)
    square = float(posterior.shares @ (posterior.spreads**2 + posterior.means**2))
    return Told(mean=mean, spread=(square - mean**2) ** 0.5, cpu_s=process_time() - began)


def theirs(
    days: Days, half_lives_days: tuple[float, ...], *, draws: int, seed: int
) -> tuple[Told, float, str]:
    """NUTS on the same model, the Monte Carlo error of its mean, and how well it mixed."""
    began = process_time()
    count = len(days.values)
    logged = days.logged
    usual = np.log((days.values[logged].sum() + 0.5) / logged.sum())
    lag = np.arange(count)[:, None] - np.arange(count)[None, :]
    past = (lag >= 0).astype(float)
    lag = np.maximum(lag, 0)
    weekday = (np.arange(count) + days.weekday) % 7
    course = nuisance(count)
    with pm.Model():
        level = pm.Normal("level", usual, 2.0)
        line, bend = pm.Normal("line", 0, 0.7), pm.Normal("bend", 0, 0.7)
        of_weekday = pm.Normal("of_weekday", 0, 0.25, shape=7)
        effect = pm.Normal("effect", 0, 0.7)
        memory, disturbance = pm.Beta("memory", 1.5, 1.8), pm.HalfNormal("disturbance", 0.5)
        log_evenness = pm.Normal("log_evenness", np.log(5), 0.8)
        half_life = pm.Uniform("half_life", min(half_lives_days), max(half_lives_days))
        left = pt.exp(-np.log(2) / pt.maximum(half_life, 1e-3))
        exposed = pt.dot((1 - left) * pt.power(left, lag) * past, days.assigned)
        white = pm.Normal("white", 0, 1, shape=count)
        sizes = pt.concatenate([pt.ones(1), pt.sqrt(1 - memory**2) * pt.ones(count - 1)])
        runs = disturbance * pt.dot(pt.power(memory, lag) * past * sizes[None, :], white)
        log_mean = level + line * course[:, 1] + bend * course[:, 2] + of_weekday[weekday]
        log_mean += effect * exposed + runs - disturbance**2 / 2
        pm.NegativeBinomial(
            "counts",
            mu=pt.exp(log_mean)[logged],
            alpha=pt.exp(log_evenness),
            observed=days.values[logged].astype(int),
        )
        sample = pm.sample(
            draws=draws,
            tune=1000,
            chains=2,
            cores=1,
            target_accept=0.9,
            progressbar=False,
            random_seed=seed,
        )
    effects = sample.posterior["effect"].values
    apart = float(az.ess(sample, var_names=["effect"])["effect"])
    mixed = (
        f"{apart:.0f} draws that count, R-hat "
        f"{float(az.rhat(sample, var_names=['effect'])['effect']):.3f}, "
        f"{int(sample.sample_stats['diverging'].sum())} divergences"
    )
    told = Told(
        mean=float(effects.mean()), spread=float(effects.std()), cpu_s=process_time() - began
    )
    return told, told.spread / apart**0.5, mixed


def main() -> None:
    """Print a line a set, and how many means lie within Monte Carlo error."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--sets", type=int, default=20)
    asked.add_argument("--draws", type=int, default=1000, help="of each of two chains")
    wishes = asked.parse_args()
    logging.getLogger("pymc").setLevel(logging.ERROR)
    within = 0
    for seed in range(wishes.sets):
        pace, days = made_up(seed)
        half_lives_days = DESIGNS[pace].half_lives_days
        mine = ours(days, half_lives_days)
        nuts, error, mixed = theirs(days, half_lives_days, draws=wishes.draws, seed=seed)
        errors = (mine.mean - nuts.mean) / error
        within += abs(errors) <= WITHIN_ERRORS
        print(
            f"{seed:2d} {pace.value:6s} ours {mine.mean:+.3f} spread {mine.spread:.3f} "
            f"({mine.cpu_s:.2f} s)  NUTS {nuts.mean:+.3f} spread {nuts.spread:.3f} "
            f"({nuts.cpu_s:.0f} s)  apart {(mine.mean - nuts.mean) / nuts.spread:+.3f} spreads, "
            f"{errors:+.1f} Monte Carlo errors; {mixed}",
            flush=True,
        )
    print(f"{within} of {wishes.sets} means within {WITHIN_ERRORS} Monte Carlo errors")


if __name__ == "__main__":
    main()
