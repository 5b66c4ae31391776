"""The days of an experiment fitted at all points of a grid together.

Newton's method for the weights and a disturbance that fades from day to day,
then Laplace's evidence. The disturbance makes a tridiagonal system, the weights
a small dense one; all points of the grid go through both side by side.

References
----------
Tierney L, Kadane JB (1986). Accurate approximations for posterior moments and
marginal densities. J Am Stat Assoc 81:82-86.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import Protocol

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ENOUGH = 1e-4
"""Newton stops when no step promises more than this many units of log density."""
MOST_STEPS = 60
CLOSE = 1e-10
"""Quantiles are this close, on eta's scale."""
TINY = 1e-300


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
        value = float(self.shares @ self.means)
        # Newton's method, kept between two sides that it moves together.
        for _step in range(MOST_STEPS):
            off = self.below(value) - chance
            low, high = (value, high) if off < 0 else (low, value)
            standard = (value - self.means) / self.spreads
            density = float(self.shares @ (np.exp(-standard * standard / 2) / self.spreads))
            step = -off * (2 * np.pi) ** 0.5 / max(density, TINY)
            ahead = value + step
            if abs(step) < CLOSE:
                return float(ahead)
            value = float(ahead) if low < ahead < high else (low + high) / 2
        return value


class Touched(NamedTuple):
    """A log density at a place, with its slope and curvature by day."""

    value: Floats
    slope: Floats
    curvature: Floats


class Model(Protocol):
    """The log density of the days given eta, for all points of the grid at once."""

    def at(self, eta: Floats) -> Touched:
        """Value (points,), slope and curvature (points, days)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Negative binomial counts around exp(eta), all sizes at once."""

    counts: Floats
    counts_and_size: Floats
    log_size: Floats
    offset: Floats
    constant: Floats

    def at(self, eta: Floats) -> Touched:
        """The log density at eta."""
        log_mean = eta + self.offset
        log_sum = np.logaddexp(self.log_size, log_mean)
        share = np.exp(log_mean - log_sum)
        return Touched(
            log_mean @ self.counts - (self.counts_and_size * log_sum).sum(axis=1) + self.constant,
            self.counts - self.counts_and_size * share,
            self.counts_and_size * share * (1 - share),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Scores that scatter normally around eta."""

    values: Floats
    weight: Floats
    constant: Floats

    def at(self, eta: Floats) -> Touched:
        """The log density at eta."""
        off = self.values - eta
        return Touched(
            -0.5 * (self.weight * off * off).sum(axis=1) + self.constant,
            self.weight * off,
            self.weight,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is fitted, and what was held of it before.

    `columns` (copies, days, weights) with the effect last and the level first,
    `spreads` (weights,) of their normal priors, around zero but for the level's;
    `memory` and `disturbance` (points,) of the grid, `prior` (copies, points)
    the logarithm of what was held of each copy and point.
    """

    columns: Floats
    spreads: Floats
    level: float
    memory: Floats
    disturbance: Floats
    prior: Floats


def fitted(model: Model, wanted: Wanted) -> Posterior:
    """Newton's method at all points of the grid together, then Laplace's evidence."""
    copies, days, weights = wanted.columns.shape
    points = len(wanted.memory)
    basis = np.repeat(wanted.columns, points, axis=0)
    chain = _chain(np.tile(wanted.memory, copies), np.tile(wanted.disturbance, copies), days)
    across = np.ascontiguousarray(basis.transpose(0, 2, 1))
    centre = np.zeros(weights)
    centre[0] = wanted.level
    precision = wanted.spreads**-2.0

    here_weights = np.tile(centre, (len(basis), 1))
    here_passing = np.zeros((len(basis), days))

    def density(at_weights: Floats, at_passing: Floats) -> tuple[Floats, Touched, Floats]:
        touched = model.at(_times(basis, at_weights) + at_passing)
        pulled = chain.times(at_passing)
        off = at_weights - centre
        value = touched.value - ((off * off) @ precision + (at_passing * pulled).sum(axis=1)) / 2
        return value, touched, pulled

    value, touched, pulled = density(here_weights, here_passing)
    for _step in range(MOST_STEPS):
        toward = _times(across, touched.slope) - precision * (here_weights - centre)
        weighted = touched.curvature[:, :, None] * basis
        pivots, solved = chain.solved(
            touched.curvature,
            np.concatenate([(touched.slope - pulled)[:, :, None], weighted], axis=2),
        )
        weighted_across = np.ascontiguousarray(weighted.transpose(0, 2, 1))
        dense = weighted_across @ (basis - solved[:, :, 1:])
        dense[:, range(weights), range(weights)] += precision
        right = toward - _times(weighted_across, solved[:, :, 0])
        step_weights = np.linalg.solve(dense, right[:, :, None])[:, :, 0]
        step_passing = solved[:, :, 0] - _times(solved[:, :, 1:], step_weights)
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
    evidence = value + wanted.prior.ravel()
    evidence += (chain.log_determinant - np.log(pivots).sum(axis=1)) / 2
    evidence -= np.linalg.slogdet(dense)[1] / 2
    shares = np.exp(evidence - evidence.max())
    variance = np.linalg.inv(dense)[:, -1, -1]
    return Posterior(
        shares=shares / shares.sum(), means=here_weights[:, -1], spreads=np.sqrt(variance)
    )


def _times(matrices: Floats, vectors: NDArray[np.floating]) -> Floats:
    """Each point's matrix times its vector."""
    return np.asarray((matrices @ vectors[:, :, None])[:, :, 0])


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
        main = (self.main + added).T
        days = len(main)
        # A day's entries lie side by side, for every step takes all points of one day.
        forward = np.ascontiguousarray(right.transpose(1, 0, 2))
        pivots = np.empty_like(main)
        pivots[0] = main[0]
        beside = self.beside[:, 0]
        for day in range(1, days):
            factor = beside / pivots[day - 1]
            pivots[day] = main[day] - factor * beside
            forward[day] -= factor[:, None] * forward[day - 1]
        forward[-1] /= pivots[-1][:, None]
        for day in range(days - 2, -1, -1):
            forward[day] -= self.beside * forward[day + 1]
            forward[day] /= pivots[day][:, None]
        return pivots.T, np.ascontiguousarray(forward.transpose(1, 0, 2))


def _chain(memory: Floats, disturbance: Floats, days: int) -> _Chain:
    scale = 1 / (disturbance**2 * (1 - memory**2))
    main = np.repeat((scale * (1 + memory**2))[:, None], days, axis=1)
    main[:, [0, -1]] = scale[:, None]
    return _Chain(
        main=main,
        beside=(-scale * memory)[:, None],
        log_determinant=days * np.log(scale) + np.log1p(-(memory**2)),
    )
