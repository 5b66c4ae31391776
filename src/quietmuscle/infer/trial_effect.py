"""How large the difference may be: a model of the days, averaged over what nobody knows.

    y_t ~ outcome(eta_t),   eta_t = weights @ (level, drift, decay, weekdays) + beta x_t + u_t

x is how much of the strategy is at work (see `trial_lot.exposures`), u a
disturbance that fades from day to day. A count is negative binomial around
exp(eta), a score normal around eta. How quickly the strategy wears off, how
sticky days are and how much single days scatter is laid out on a grid; at each
of its points Laplace's method gives beta and the evidence, and all points are
averaged. A day that is missing drops out of the likelihood and nowhere else.

How quickly the strategy wears off can hardly be read from the days, so what was
held of it before matters: each half-life from the shortest to the longest of its
pace is held as likely as any other, and Gauss's rule averages over all of them.
(To weigh only the two ends and a middle one alike puts two thirds of the belief
on the ends; it made intervals a little wider at the short half-lives. Plans that
were sealed under "trial 1" say that they are weighed so, and they are.) An
average keeps its chance over all that was held possible, and not at each
half-life: the interval holds the truth more often than it says at a short one,
and less often at the longest. `benchmarks/trials.py --only coverage` shows both.

References
----------
Rue H, Martino S, Chopin N (2009). J R Stat Soc B 71:319-392 (integration over a
grid of hyperparameters).
Liao Z, Qian M, Kronish IM, Cheung YK (2023). Analysis of N-of-1 trials using
Bayesian distributed lag model with autocorrelated errors. Stat Med 42:2044-2060.
Salaffi F et al. (2004). Eur J Pain 8:283-291 (on a scale from 0 to 10, one point
or 15 % is the least that people feel; of pain, carried over by our judgement).
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from math import exp
from math import log
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.infer.trial_fit import Counts
from quietmuscle.infer.trial_fit import Posterior
from quietmuscle.infer.trial_fit import Scores
from quietmuscle.infer.trial_fit import Wanted
from quietmuscle.infer.trial_fit import fitted
from quietmuscle.infer.trial_lot import exposures
from quietmuscle.infer.trial_noise import nuisance
from quietmuscle.model.trial_answer import Effect

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Truths = NDArray[np.bool_]

MEMORIES = (0.15, 0.4, 0.65, 0.85)
DISTURBANCES = (0.1, 0.25, 0.45, 0.75)
EVENNESSES = (1.0, 2.5, 6.0, 15.0, 60.0)
SCATTERS_POINTS = (0.4, 0.8, 1.4, 2.4)
DISTURBANCES_POINTS = (0.2, 0.5, 1.0, 1.8)

BETTER_RATIO = 0.85
BETTER_POINTS = -1.0
"""An improvement that a person would feel (see Salaffi above)."""

HALF_LIVES = 4
"""So many half-lives stand for all of a pace's: exact for polynomials of degree 7."""

PRIOR_SPREAD_LOG_RATIO = 0.7
PRIOR_SPREAD_POINTS = 2.0
"""Prior spreads of the effect: of a ratio's logarithm, and of points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days of an experiment as numbers.

    `values` (days,) is what was counted, `minutes` for how long (one where that
    says nothing), `logged` where there is a value, `assigned` 1 on days with
    the strategy. `weekday` is that of the first day.
    """

    values: Floats
    minutes: Floats
    logged: Truths
    assigned: Floats
    weekday: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfLives:
    """How long what was done may go on working: half-lives in days, and how likely each is held."""

    days: Floats
    log_shares: Floats


def all_between(half_lives_days: tuple[float, ...]) -> HalfLives:
    """All from the shortest to the longest, each held alike; a few stand for them."""
    shortest, longest = min(half_lives_days), max(half_lives_days)
    if shortest == longest:
        return only_these((shortest,))
    places, shares = np.polynomial.legendre.leggauss(HALF_LIVES)
    return HalfLives(
        days=shortest + (longest - shortest) * (places + 1) / 2, log_shares=np.log(shares / 2)
    )


def only_these(half_lives_days: tuple[float, ...]) -> HalfLives:
    """Those that are named, each held alike, and none between them."""
    days = np.array(half_lives_days)
    return HalfLives(days=days, log_shares=np.full(len(days), -log(len(days))))


def count_effect(days: Days, half_lives_days: tuple[float, ...]) -> Effect:
    """The ratio of counts with the strategy to those without it."""
    return ratio_of(count_posterior(days, all_between(half_lives_days)))


def score_effect(days: Days, half_lives_days: tuple[float, ...]) -> Effect:
    """The difference of a score with the strategy, in points."""
    return points_of(score_posterior(days, all_between(half_lives_days)))


def ratio_of(posterior: Posterior) -> Effect:
    """A posterior of the logarithm of a ratio, told as a ratio."""
    points = _as_it_is(posterior, better_than=log(BETTER_RATIO))
    return replace(
        points,
        is_ratio=True,
        **{name: exp(getattr(points, name)) for name in _CHANCES},
    )


def points_of(posterior: Posterior) -> Effect:
    """A posterior of a difference in points."""
    return _as_it_is(posterior, better_than=BETTER_POINTS)


_CHANCES = {
    "low_95": 0.025,
    "low_90": 0.05,
    "low_80": 0.1,
    "middle": 0.5,
    "high_80": 0.9,
    "high_90": 0.95,
    "high_95": 0.975,
}


def _as_it_is(posterior: Posterior, *, better_than: float) -> Effect:
    """The quantiles of a posterior on its own scale."""
    return Effect(
        is_ratio=False,
        better=posterior.below(better_than),
        **{name: posterior.quantile(chance) for name, chance in _CHANCES.items()},
    )


def count_posterior(days: Days, held: HalfLives) -> Posterior:
    """The log ratio of counts, averaged over memory, disturbance, evenness and wearing off.

    Prior spreads: level 2 around what was counted, drift and decay 0.7, weekdays
    0.25, the effect 0.7 (95 %: a quarter to four times as many).
    """
    from scipy.special import gammaln

    memory, disturbance, evenness = _grid(MEMORIES, DISTURBANCES, EVENNESSES)
    log_minutes = np.log(days.minutes)
    level = np.log((days.values[days.logged].sum() + 0.5) / days.minutes[days.logged].sum())
    prior = (
        0.5 * np.log(memory)
        + 0.8 * np.log(1 - memory)
        - (disturbance / 0.5) ** 2 / 2
        + np.log(disturbance)
        - (np.log(evenness / 5) / 0.8) ** 2 / 2
    )
    copies = len(held.days)
    counts = np.where(days.logged, days.values, 0.0)
    size = np.tile(evenness, copies)[:, None]
    model = Counts(
        counts=counts,
        counts_and_size=(counts + size) * days.logged,
        log_size=np.log(size),
        offset=log_minutes - np.tile(disturbance, copies)[:, None] ** 2 / 2,
        constant=((gammaln(counts + size) - gammaln(size) + size * np.log(size)) * days.logged).sum(
            axis=1
        ),
    )
    return fitted(
        model,
        Wanted(
            columns=_columns(days, held.days),
            spreads=np.array([2.0, 0.7, 0.7, *[0.25] * 7, PRIOR_SPREAD_LOG_RATIO]),
            level=float(level),
            memory=memory,
            disturbance=disturbance,
            prior=held.log_shares[:, None] + prior,
        ),
    )


def score_posterior(days: Days, held: HalfLives) -> Posterior:
    """The difference of a score in points, averaged as for counts.

    Prior spreads in points: level 3 around what was told, drift and decay 1.5,
    weekdays 0.5, the effect 2.
    """
    memory, disturbance, scatter = _grid(MEMORIES, DISTURBANCES_POINTS, SCATTERS_POINTS)
    copies = len(held.days)
    weight = np.tile(scatter, copies)[:, None] ** -2.0 * days.logged
    prior = (
        0.5 * np.log(memory)
        + 0.8 * np.log(1 - memory)
        - (disturbance / 1.2) ** 2 / 2
        + np.log(disturbance)
        - (np.log(scatter / 1.2) / 0.8) ** 2 / 2
    )
    values = np.where(days.logged, days.values, 0.0)
    model = Scores(
        values=values,
        weight=weight,
        constant=-days.logged.sum() * np.log(np.tile(scatter, copies)),
    )
    return fitted(
        model,
        Wanted(
            columns=_columns(days, held.days),
            spreads=np.array([3.0, 1.5, 1.5, *[0.5] * 7, PRIOR_SPREAD_POINTS]),
            level=float(values[days.logged].mean()),
            memory=memory,
            disturbance=disturbance,
            prior=held.log_shares[:, None] + prior,
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NoiseGrid:
    """How likely each kind of noise is: its share, memory, disturbance and scatter.

    `scatter` is the negative binomial's size for counts, a standard deviation
    in points for scores; all have shape (points,).
    """

    shares: Floats
    memory: Floats
    disturbance: Floats
    scatter: Floats


def count_noise(days: Days) -> NoiseGrid:
    """How counts scatter and stick together, without any strategy in them."""
    memory, disturbance, evenness = _grid(MEMORIES, DISTURBANCES, EVENNESSES)
    shares = count_posterior(days, only_these((0.0,))).shares
    return NoiseGrid(shares=shares, memory=memory, disturbance=disturbance, scatter=evenness)


def score_noise(days: Days) -> NoiseGrid:
    """How scores scatter and stick together, without any strategy in them."""
    memory, disturbance, scatter = _grid(MEMORIES, DISTURBANCES_POINTS, SCATTERS_POINTS)
    shares = score_posterior(days, only_these((0.0,))).shares
    return NoiseGrid(shares=shares, memory=memory, disturbance=disturbance, scatter=scatter)


def _grid(*values: tuple[float, ...]) -> list[Floats]:
    return [axis.ravel() for axis in np.meshgrid(*values, indexing="ij")]


def _columns(days: Days, half_lives: Floats) -> Floats:
    """What may explain each day, shape (half-lives, days, weights); the strategy comes last."""
    count = len(days.values)
    weekday = (np.arange(count) + days.weekday) % 7
    habits = (weekday[:, None] == np.arange(7)).astype(float)
    common = np.column_stack([nuisance(count), habits])
    return np.array(
        [
            np.column_stack([common, exposures(days.assigned[None], (float(half_life),))[0]])
            for half_life in half_lives
        ]
    )
