"""Counts that scatter, stick together from day to day, and follow something.

The count of a step of one or several days is negative binomial around an
expected count, and the expected count is what we are after (`basis @ weights`,
on the log scale) times a passing disturbance that fades over a few days:

    count_i ~ NegativeBinomial(mean=days_i * exp(basis_i @ weights + u_i - v/2),
                               size=days_i * evenness)
    u       ~ AR(1) with variance v, so that E[exp(u - v/2)] = 1

The disturbance is what makes the answer honest: days that resemble their
neighbours hold less news than as many independent days. Steps without a logged
day simply drop out of the likelihood; the disturbance runs on beneath them.

Everything is solved by Newton's method; the disturbance makes a tridiagonal
system, the weights a small dense one.

References
----------
Lawless JF (1987). Negative binomial and mixed Poisson regression. Can J Stat
15:209-225.
Chan KS, Ledolter J (1995). Monte Carlo EM estimation for time series models
involving counts. J Am Stat Assoc 90:242-252 (a latent AR(1) beneath counts).
Tierney L, Kadane JB (1986). Accurate approximations for posterior moments and
marginal densities. J Am Stat Assoc 81:82-86 (Laplace's method).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING
from typing import NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

GOOD_ENOUGH = 1e-3
"""Newton stops when a step promises less than this many units of log density."""

SHORTEST_STEP = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise:
    """How daily counts scatter around what is expected.

    Parameters
    ----------
    evenness
        The negative binomial's size: the smaller, the wilder single days.
    disturbance
        Standard deviation of the passing disturbance of a day, on the log scale.
    memory
        Correlation of the disturbance from one day to the next.
    """

    evenness: float
    disturbance: float
    memory: float

    @property
    def log_prior(self) -> float:
        """What is held of the noise before the counts are seen, on its lattice.

        A half-normal disturbance of spread 0.7, a memory that is rather long
        than short, an evenness about 5 (log-normal, spread 1).
        """
        return (
            log(self.disturbance)
            - (self.disturbance / 0.7) ** 2 / 2
            + 2.5 * log(self.memory)
            + 0.8 * log(1 - self.memory)
            - log(self.evenness / 5) ** 2 / 2
        )


DISTURBANCES = (0.06, 0.12, 0.22, 0.4, 0.7, 1.2)
MEMORIES = (0.15, 0.45, 0.7)
EVENNESSES = (0.3125, 0.625, 1.25, 2.5, 5.0, 10.0, 20.0, 40.0, 80.0, 160.0)
NOISE_SIZES = (len(DISTURBANCES), len(MEMORIES), len(EVENNESSES))
NOISE_START = (3, 1, 4)
"""A lattice of noises: how many values of each, and where to begin."""


def noise_at(disturbance: int, memory: int, evenness: int) -> Noise:
    """The noise at a point of the lattice.

    The memory ends at 0.7: what lasts longer than a few days belongs to the
    course and not to the disturbance.
    """
    return Noise(
        disturbance=DISTURBANCES[disturbance],
        memory=MEMORIES[memory],
        evenness=EVENNESSES[evenness],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Totals of consecutive steps, the days logged in each, and what explains them.

    `totals` and `days` have shape (steps,), `basis` (steps, weights); a step in
    which nothing was logged has 0 days, and its total is not looked at.
    """

    totals: Floats
    days: Floats
    basis: Floats
    step_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """What is held of the weights before the counts are seen: a normal law.

    `log_determinant` is that of the covariance, `precision` its inverse.
    """

    precision: Floats
    log_determinant: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """The weights that the counts speak for, and how surely.

    `precision` is that of the weights' posterior, with the disturbance
    integrated out. `log_evidence` leaves out a constant that depends on the
    counts alone.
    """

    weights: Floats
    disturbance: Floats
    precision: Floats
    log_evidence: float

    def mean_and_variance(self, basis: Floats) -> tuple[Floats, Floats]:
        """Posterior mean and variance of `basis @ weights`, one per row."""
        covariance = np.linalg.inv(self.precision)
        return basis @ self.weights, ((basis @ covariance) * basis).sum(axis=1)


def normal_prior(covariance: Floats) -> Prior:
    """The prior of a covariance matrix."""
    # Not LAPACK's potri: it wakes threads, which then spin for nothing.
    return Prior(
        precision=np.asarray(np.linalg.inv(covariance), dtype=np.float64),
        log_determinant=float(np.linalg.slogdet(covariance)[1]),
    )


def start_of(counted: Counted) -> tuple[Floats, Floats]:
    """Where Newton's method begins when nothing better is known: the plain rate.

    It expects a basis whose rows sum to one, or whose first column is ones.
    """
    rate = np.log((counted.totals @ (counted.days > 0) + 0.5) / counted.days.sum())
    steps, weights = counted.basis.shape
    level = np.full(weights, rate)
    if not np.allclose(counted.basis.sum(axis=1), 1):
        level[1:] = 0
    return level, np.zeros(steps)


def disturbance_of_steps(noise: Noise, step_days: int) -> tuple[float, float]:
    """Standard deviation and lag-one correlation of the disturbance's step means."""
    if step_days == 1:
        return noise.disturbance, noise.memory
    day = np.arange(step_days)
    within = float((noise.memory ** np.abs(day[:, None] - day)).mean())
    between = float((noise.memory ** (step_days + day[:, None] - day)).mean())
    return noise.disturbance * within**0.5, between / within


def fit_counts(
    counted: Counted, prior: Prior, noise: Noise, start: tuple[Floats, Floats]
) -> Fitted:
    """The weights and their evidence for one setting of the noise.

    `start` is a guess of weights and disturbance, such as the answer for a
    neighbouring setting. The log density is concave, so the way does not
    matter, only its length.
    """
    density = _density_of(counted, prior, noise)
    here = density.at(*start)
    while True:
        newton = density.newton_step(here)
        length = 1.0
        there = density.at(here.weights + newton.weights, here.passing + newton.passing)
        while not there.value >= here.value - GOOD_ENOUGH and length > SHORTEST_STEP:
            length /= 2
            there = density.at(
                here.weights + length * newton.weights, here.passing + length * newton.passing
            )
        here = there
        if newton.promised < GOOD_ENOUGH or length <= SHORTEST_STEP:
            break
    # Laplace: the normal law that touches the posterior at its top.
    return Fitted(
        weights=here.weights,
        disturbance=here.passing,
        precision=newton.precision,
        log_evidence=here.value + (density.log_prior_determinant - newton.log_determinant) / 2,
    )


class _Place(NamedTuple):
    """A guess of weights and disturbance, and the log density there."""

    weights: Floats
    passing: Floats
    value: float
    share: Floats  # mean / (mean + size), of each step
    pull_weights: Floats
    pull_passing: Floats


class _Newton(NamedTuple):
    """The step to the top of the parabola that touches the density at a place."""

    weights: Floats
    passing: Floats
    promised: float
    precision: Floats
    log_determinant: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Density:
    """The log density of weights and disturbance together, given the counts."""

    basis: Floats
    totals: Floats
    totals_and_size: Floats
    log_size: Floats
    offset: Floats
    precision: Floats
    diagonal: Floats
    beside: Floats
    constant: float
    log_prior_determinant: float

    def at(self, weights: Floats, passing: Floats) -> _Place:
        """The density at a place, with what the next step needs."""
        log_mean = self.offset + self.basis @ weights + passing
        log_sum = np.logaddexp(self.log_size, log_mean)
        pull_weights = self.precision @ weights
        pull_passing = self.diagonal * passing
        pull_passing[:-1] += self.beside * passing[1:]
        pull_passing[1:] += self.beside * passing[:-1]
        value = self.totals @ log_mean - self.totals_and_size @ log_sum + self.constant
        value -= (weights @ pull_weights + passing @ pull_passing) / 2
        share = np.exp(log_mean - log_sum)
        return _Place(weights, passing, float(value), share, pull_weights, pull_passing)

    def newton_step(self, place: _Place) -> _Newton:
        """The way from a place to where the parabola that touches it is highest."""
        from scipy.linalg.lapack import dpotrf
        from scipy.linalg.lapack import dpotrs
        from scipy.linalg.lapack import dpttrf
        from scipy.linalg.lapack import dpttrs

        slope = self.totals - self.totals_and_size * place.share
        curvature = self.totals_and_size * place.share * (1 - place.share)
        toward_weights = self.basis.T @ slope - place.pull_weights
        toward_passing = slope - place.pull_passing
        weighted = curvature[:, None] * self.basis
        # The disturbance makes a tridiagonal system; what is left of the
        # weights' precision once it is taken out is small and dense.
        main, off, _ = dpttrf(self.diagonal + curvature, self.beside)
        solved, _ = dpttrs(main, off, np.column_stack([toward_passing, weighted]))
        precision = self.precision + self.basis.T @ weighted - weighted.T @ solved[:, 1:]
        root, _ = dpotrf(precision, lower=1)
        weights, _ = dpotrs(root, toward_weights - weighted.T @ solved[:, 0], lower=1)
        passing = solved[:, 0] - solved[:, 1:] @ weights
        return _Newton(
            weights=weights,
            passing=passing,
            promised=float(toward_weights @ weights + toward_passing @ passing),
            precision=precision,
            log_determinant=float(np.log(main).sum() + 2 * np.log(np.diag(root)).sum()),
        )


def _density_of(counted: Counted, prior: Prior, noise: Noise) -> _Density:
    """The density of the counts' model, with all that does not change laid ready."""
    from scipy.special import gammaln

    logged = (counted.days > 0).astype(np.float64)
    days = np.maximum(counted.days, 1)
    size = noise.evenness * days
    totals = logged * counted.totals
    spread, memory = disturbance_of_steps(noise, counted.step_days)
    scale = 1 / (spread * spread * (1 - memory * memory))
    steps = len(days)
    diagonal = np.full(steps, scale * (1 + memory * memory))
    diagonal[[0, -1]] = scale
    return _Density(
        basis=counted.basis,
        totals=totals,
        totals_and_size=totals + logged * size,
        log_size=np.log(size),
        offset=np.log(days) - spread * spread / 2,
        precision=prior.precision,
        diagonal=diagonal,
        beside=np.full(steps - 1, -scale * memory),
        constant=float(logged @ (gammaln(totals + size) - gammaln(size) + size * np.log(size))),
        log_prior_determinant=(
            steps * log(scale) + log(1 - memory * memory) - prior.log_determinant
        ),
    )
