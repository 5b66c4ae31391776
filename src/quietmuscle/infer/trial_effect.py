"""How large the difference may be: a model of the days, averaged over what nobody knows.

    y_t ~ outcome(eta_t),   eta_t = weights @ (level, drift, decay, weekdays) + beta x_t + u_t

x is how much of the strategy is at work (see `trial_lot.exposures`), u a
disturbance that fades from day to day. A count is negative binomial around
exp(eta), a score normal around eta. How quickly the strategy wears off, how
sticky days are and how much single days scatter is laid out on a grid; at each
of its points Laplace's method gives beta and the evidence, and all points are
averaged. A day that is missing drops out of the likelihood and nowhere else.

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
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import Protocol

import numpy as np

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

ENOUGH = 1e-4
MOST_STEPS = 60


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
class Posterior:
    """What is held of the effect after the days: a mixture of normal laws on eta's scale."""

    shares: Floats
    means: Floats
    spreads: Floats

    def below(self, value: float) -> float:
        """The chance that the effect is below a value."""
        from scipy.special import ndtr

        return float(self.shares @ ndtr((value - self.means) / self.spreads))

    def quantile(self, chance: float) -> float:
        """The value below which the effect lies with this chance."""
        low = float((self.means - 9 * self.spreads).min())
        high = float((self.means + 9 * self.spreads).max())
        for _halving in range(50):
            middle = (low + high) / 2
            if self.below(middle) < chance:
                low = middle
            else:
                high = middle
        return (low + high) / 2


def count_effect(days: Days, half_lives_days: tuple[float, ...]) -> Effect:
    """The ratio of counts with the strategy to those without it."""
    return ratio_of(count_posterior(days, half_lives_days))


def score_effect(days: Days, half_lives_days: tuple[float, ...]) -> Effect:
    """The difference of a score with the strategy, in points."""
    return points_of(score_posterior(days, half_lives_days))


def ratio_of(posterior: Posterior) -> Effect:
    """A posterior of the logarithm of a ratio, told as a ratio."""
    low_95, low_90, low_80, middle, high_80, high_90, high_95 = (
        float(np.exp(posterior.quantile(chance))) for chance in _CHANCES
    )
    return Effect(
        is_ratio=True,
        middle=middle,
        low_80=low_80,
        high_80=high_80,
        low_90=low_90,
        high_90=high_90,
        low_95=low_95,
        high_95=high_95,
        better=posterior.below(float(np.log(BETTER_RATIO))),
    )


def points_of(posterior: Posterior) -> Effect:
    """A posterior of a difference in points."""
    low_95, low_90, low_80, middle, high_80, high_90, high_95 = map(posterior.quantile, _CHANCES)
    return Effect(
        is_ratio=False,
        middle=middle,
        low_80=low_80,
        high_80=high_80,
        low_90=low_90,
        high_90=high_90,
        low_95=low_95,
        high_95=high_95,
        better=posterior.below(BETTER_POINTS),
    )


_CHANCES = (0.025, 0.05, 0.1, 0.5, 0.9, 0.95, 0.975)


def count_posterior(days: Days, half_lives_days: tuple[float, ...]) -> Posterior:
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
    copies = len(half_lives_days)
    counts = np.where(days.logged, days.values, 0.0)
    size = np.tile(evenness, copies)[:, None]
    model = _Counts(
        counts=counts,
        counts_and_size=(counts + size) * days.logged,
        log_size=np.log(size),
        offset=log_minutes - np.tile(disturbance, copies)[:, None] ** 2 / 2,
        constant=((gammaln(counts + size) - gammaln(size) + size * np.log(size)) * days.logged).sum(
            axis=1
        ),
    )
    return _fitted(
        model,
        _Wanted(
            columns=_columns(days, half_lives_days),
            spreads=np.array([2.0, 0.7, 0.7, *[0.25] * 7, 0.7]),
            level=float(level),
            memory=memory,
            disturbance=disturbance,
            prior=prior,
        ),
    )


def score_posterior(days: Days, half_lives_days: tuple[float, ...]) -> Posterior:
    """The difference of a score in points, averaged as for counts.

    Prior spreads in points: level 3 around what was told, drift and decay 1.5,
    weekdays 0.5, the effect 2.
    """
    memory, disturbance, scatter = _grid(MEMORIES, DISTURBANCES_POINTS, SCATTERS_POINTS)
    copies = len(half_lives_days)
    weight = np.tile(scatter, copies)[:, None] ** -2.0 * days.logged
    prior = (
        0.5 * np.log(memory)
        + 0.8 * np.log(1 - memory)
        - (disturbance / 1.2) ** 2 / 2
        + np.log(disturbance)
        - (np.log(scatter / 1.2) / 0.8) ** 2 / 2
    )
    values = np.where(days.logged, days.values, 0.0)
    model = _Scores(
        values=values,
        weight=weight,
        constant=-days.logged.sum() * np.log(np.tile(scatter, copies)),
    )
    return _fitted(
        model,
        _Wanted(
            columns=_columns(days, half_lives_days),
            spreads=np.array([3.0, 1.5, 1.5, *[0.5] * 7, 2.0]),
            level=float(values[days.logged].mean()),
            memory=memory,
            disturbance=disturbance,
            prior=prior,
        ),
    )


def _grid(*values: tuple[float, ...]) -> list[Floats]:
    return [axis.ravel() for axis in np.meshgrid(*values, indexing="ij")]


def _columns(days: Days, half_lives_days: tuple[float, ...]) -> Floats:
    """What may explain each day, shape (half-lives, days, weights); the strategy comes last."""
    count = len(days.values)
    weekday = (np.arange(count) + days.weekday) % 7
    habits = (weekday[:, None] == np.arange(7)).astype(float)
    common = np.column_stack([nuisance(count), habits])
    return np.array(
        [
            np.column_stack([common, exposures(days.assigned[None], (half_life,))[0]])
            for half_life in half_lives_days
        ]
    )


class _Touched(NamedTuple):
    """A log density at a place, with its slope and curvature by day."""

    value: Floats
    slope: Floats
    curvature: Floats


class _Model(Protocol):
    """The log density of the days given eta, for all points of the grid at once."""

    def at(self, eta: Floats) -> _Touched:
        """Value (points,), slope and curvature (points, days)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counts:
    counts: Floats
    counts_and_size: Floats
    log_size: Floats
    offset: Floats
    constant: Floats

    def at(self, eta: Floats) -> _Touched:
        """Negative binomial."""
        log_mean = eta + self.offset
        log_sum = np.logaddexp(self.log_size, log_mean)
        share = np.exp(log_mean - log_sum)
        return _Touched(
            log_mean @ self.counts - (self.counts_and_size * log_sum).sum(axis=1) + self.constant,
            self.counts - self.counts_and_size * share,
            self.counts_and_size * share * (1 - share),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scores:
    values: Floats
    weight: Floats
    constant: Floats

    def at(self, eta: Floats) -> _Touched:
        """Normal."""
        off = self.values - eta
        return _Touched(
            -0.5 * (self.weight * off * off).sum(axis=1) + self.constant,
            self.weight * off,
            self.weight,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What is fitted, and what was held of it before."""

    columns: Floats
    spreads: Floats
    level: float
    memory: Floats
    disturbance: Floats
    prior: Floats


def _fitted(model: _Model, wanted: _Wanted) -> Posterior:
    """Newton's method at all points of the grid together, then Laplace's evidence."""
    copies, days, weights = wanted.columns.shape
    points = len(wanted.memory)
    basis = np.repeat(wanted.columns, points, axis=0)
    chain = _chain(np.tile(wanted.memory, copies), np.tile(wanted.disturbance, copies), days)
    centre = np.zeros(weights)
    centre[0] = wanted.level
    precision = wanted.spreads**-2.0

    here_weights = np.tile(centre, (len(basis), 1))
    here_passing = np.zeros((len(basis), days))

    def density(at_weights: Floats, at_passing: Floats) -> tuple[Floats, _Touched, Floats]:
        touched = model.at(np.einsum("ntp,np->nt", basis, at_weights) + at_passing)
        pulled = chain.times(at_passing)
        off = at_weights - centre
        value = touched.value - ((off * off) @ precision + (at_passing * pulled).sum(axis=1)) / 2
        return value, touched, pulled

    value, touched, pulled = density(here_weights, here_passing)
    for _step in range(MOST_STEPS):
        toward = np.einsum("ntp,nt->np", basis, touched.slope) - precision * (here_weights - centre)
        weighted = touched.curvature[:, :, None] * basis
        pivots, solved = chain.solved(
            touched.curvature,
            np.concatenate([(touched.slope - pulled)[:, :, None], weighted], axis=2),
        )
        dense = np.einsum("ntp,ntq->npq", basis, weighted)
        dense -= np.einsum("ntp,ntq->npq", weighted, solved[:, :, 1:])
        dense[:, range(weights), range(weights)] += precision
        right = toward - np.einsum("ntp,nt->np", weighted, solved[:, :, 0])
        step_weights = np.linalg.solve(dense, right[:, :, None])[:, :, 0]
        step_passing = solved[:, :, 0] - np.einsum("ntp,np->nt", solved[:, :, 1:], step_weights)
        promised = (toward * step_weights).sum(axis=1)
        promised += ((touched.slope - pulled) * step_passing).sum(axis=1)
        if promised.max() < ENOUGH:
            break
        length = np.ones((len(basis), 1))
        while True:
            there_weights = here_weights + length * step_weights
            there_passing = here_passing + length * step_passing
            there = density(there_weights, there_passing)
            worse = there[0] < value - ENOUGH
            if not worse.any() or length.min() < ENOUGH:
                break
            length[worse] /= 2
        here_weights, here_passing = there_weights, there_passing
        value, touched, pulled = there
    evidence = value + np.tile(wanted.prior, copies)
    evidence += (chain.log_determinant - np.log(pivots).sum(axis=1)) / 2
    evidence -= np.linalg.slogdet(dense)[1] / 2
    shares = np.exp(evidence - evidence.max())
    variance = np.linalg.inv(dense)[:, -1, -1]
    return Posterior(
        shares=shares / shares.sum(), means=here_weights[:, -1], spreads=np.sqrt(variance)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chain:
    """The precision of AR(1) disturbances: a main diagonal and what stands beside it."""

    main: Floats
    beside: Floats
    log_determinant: Floats

    def times(self, passing: Floats) -> Floats:
        """The precision times disturbances, both (points, days)."""
        product = self.main * passing
        product[:, :-1] += self.beside * passing[:, 1:]
        product[:, 1:] += self.beside * passing[:, :-1]
        return product

    def solved(self, added: Floats, right: Floats) -> tuple[Floats, Floats]:
        """Thomas's algorithm for (precision + diag(added)) x = right: its pivots, and x."""
        main = self.main + added
        days = main.shape[1]
        pivots = np.empty_like(main)
        forward = np.empty_like(right)
        pivots[:, 0], forward[:, 0] = main[:, 0], right[:, 0]
        beside = self.beside[:, 0]
        for day in range(1, days):
            factor = beside / pivots[:, day - 1]
            pivots[:, day] = main[:, day] - factor * beside
            forward[:, day] = right[:, day] - factor[:, None] * forward[:, day - 1]
        forward[:, -1] /= pivots[:, -1, None]
        for day in range(days - 2, -1, -1):
            forward[:, day] -= beside[:, None] * forward[:, day + 1]
            forward[:, day] /= pivots[:, day, None]
        return pivots, forward


def _chain(memory: Floats, disturbance: Floats, days: int) -> _Chain:
    scale = 1 / (disturbance**2 * (1 - memory**2))
    main = np.repeat((scale * (1 + memory**2))[:, None], days, axis=1)
    main[:, [0, -1]] = scale[:, None]
    return _Chain(
        main=main,
        beside=(-scale * memory)[:, None],
        log_determinant=days * np.log(scale) + np.log1p(-(memory**2)),
    )
