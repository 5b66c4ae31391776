"""The smooth course of a diary's daily counts, with its band.

Daily counts scatter widely and resemble their neighbours, so that a line drawn
through them must be calm, and its band honest. We model them as in
`count_model` around a smooth function of time: a cubic B-spline with about a
knot a week (a lower bound on how fast the course may turn) whose weights are a
Matérn Gaussian process. How much the course bends, over what time, how strong
the passing disturbance is and how long it lasts: nobody knows, so all four are
averaged over (`lattice`), and the band carries that doubt.

The band is pointwise, for the *expected* count and not for single days. Bands
of this kind are right on average along the curve (Nychka); a simulation in the
tests holds that 95 % bands cover 90 to 98 % of the true curve, with
independent counts and with counts whose disturbance has a memory of 0.5.

Days that were not logged are missing, never zero.

References
----------
Eilers PHC, Marx BD (1996). Flexible smoothing with B-splines and penalties.
Statistical Science 11:89-121.
Wahba G (1983). Bayesian "confidence intervals" for the cross-validated
smoothing spline. J R Stat Soc B 45:133-150.
Nychka D (1988). Bayesian confidence intervals for smoothing splines. J Am Stat
Assoc 83:1134-1143.
Krivobokova T, Kauermann G (2007). A note on penalized spline smoothing with
correlated errors. J Am Stat Assoc 102:1328-1337 (why the disturbance must be
part of the model: unmodelled, it makes automatic smoothing wiggle).
"""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING

from quietmuscle.model.course import Course
from quietmuscle.model.course import CoursePoint

if TYPE_CHECKING:
    from quietmuscle.infer.count_model import Counted
    from quietmuscle.infer.count_model import Fitted
    from quietmuscle.infer.count_model import Floats
    from quietmuscle.infer.count_model import Prior
    from quietmuscle.model.day import DayCount

FEWEST_LOGGED_DAYS = 14
"""Under this many logged days we cannot tell a course yet."""

LONGEST_BY_DAY = 200
LONGEST_BY_WEEK = 3 * 365
"""Longer ranges are taken by the week, then by four weeks: as exact for a course, and fast."""

PIECE_DAYS = 7
"""A piece of the spline is no shorter than this, so that no course turns within days."""

LARGEST_PRODUCT = 262_144
"""Products of larger matrices are shared out to threads, which costs far more than it gains."""

FARTHEST_FROM_LOGGED_DAYS = 7
"""No course is drawn farther than this from a logged day."""

BENDS = (0.0625, 0.125, 0.25, 0.5, 1.0, 2.0)
"""How far the course strays from its level, on the log scale: averaged over."""

BENDING_TIMES_DAYS = (14.0, 35.0, 90.0, 220.0)
"""Over what time it strays: averaged over as well."""

START = (2, 1)
LEVEL_SPREAD = 3.0
"""Prior spread of the log level: a person has from 1 in 400 days to 400 a day."""


def daily_course(counts: tuple[DayCount, ...]) -> Course | None:
    """The smooth course of daily counts, or None where we cannot tell yet.

    Parameters
    ----------
    counts
        One for each day of a range without holes, ascending; days that were
        not logged have no count.

    Returns
    -------
    Course or None
        None under 14 logged days.
    """
    logged = [count.day for count in counts if count.twitches is not None]
    if len(logged) < FEWEST_LOGGED_DAYS:
        return None
    kept = [count for count in counts if logged[0] <= count.day <= logged[-1]]
    step_days = _step_days(len(kept))
    import numpy as np

    counted = _counted(kept, step_days)
    mean, variance = _averaged(counted)
    half_width = 1.959964 * np.sqrt(variance)
    columns = np.exp(np.stack([mean, mean - half_width, mean + half_width], axis=1))
    first = logged[-1] - timedelta(days=len(counted.days) * step_days - 1)
    near = _near_logged(counted, step_days)
    points = tuple(
        CoursePoint(
            day=max(first + timedelta(days=place * step_days + step_days // 2), logged[0]),
            expected_per_day=expected,
            low_95_per_day=low,
            high_95_per_day=high,
        )
        for place, (expected, low, high) in enumerate(columns.tolist())
        if near[place]
    )
    return Course(points=points, step_days=step_days, logged_days=len(logged))


def _step_days(days: int) -> int:
    """How many days are taken together in a range of so many days."""
    if days <= LONGEST_BY_DAY:
        return 1
    return 7 if days <= LONGEST_BY_WEEK else 28


def _counted(counts: list[DayCount], step_days: int) -> Counted:
    """Daily counts by the step; steps end with the last day, the first may be short."""
    import numpy as np

    from quietmuscle.infer.count_model import Counted

    steps = -(-len(counts) // step_days)
    filled = np.zeros((2, steps * step_days))
    for place, count in enumerate(counts, start=filled.shape[1] - len(counts)):
        if count.twitches is not None:
            filled[:, place] = count.twitches, 1
    totals, days = filled.reshape(2, steps, step_days).sum(axis=2)
    middles = (np.arange(steps, dtype=np.float64) + 0.5) * step_days
    pieces = min(-(-steps * step_days // PIECE_DAYS), math.isqrt(LARGEST_PRODUCT // steps) - 3)
    return Counted(
        totals=totals,
        days=days,
        basis=_spline_basis(middles, steps * step_days / pieces, pieces),
        step_days=step_days,
    )


def _spline_basis(places: Floats, piece_days: float, pieces: int) -> Floats:
    """Cubic B-splines on equal pieces from 0, one column for each; rows sum to one."""
    import numpy as np

    piece = np.minimum(np.floor(places / piece_days).astype(int), pieces - 1)
    t = places / piece_days - piece
    columns = (
        (1 - t) ** 3 / 6,
        (3 * t**3 - 6 * t**2 + 4) / 6,
        (-3 * t**3 + 3 * t**2 + 3 * t + 1) / 6,
        t**3 / 6,
    )
    basis = np.zeros((len(places), pieces + 3))
    for shift, column in enumerate(columns):
        basis[np.arange(len(places)), piece + shift] = column
    return basis


def _smooth_prior(weights: int, piece_days: float, bend: float, time_days: float) -> Prior:
    """A level that is free, and a Matérn (3/2) process about it, at the knots."""
    import numpy as np

    from quietmuscle.infer.count_model import normal_prior

    knot = np.arange(weights) * piece_days
    apart = np.abs(knot[:, None] - knot) * 3**0.5 / time_days
    matern = (1 + apart) * np.exp(-apart) + 1e-6 * np.eye(weights)
    return normal_prior(LEVEL_SPREAD**2 + bend**2 * matern)


def _averaged(counted: Counted) -> tuple[Floats, Floats]:
    """Mean and variance of the log expected count of each step, over all settings."""
    import numpy as np

    from quietmuscle.infer.count_model import NOISE_SIZES
    from quietmuscle.infer.count_model import NOISE_START
    from quietmuscle.infer.count_model import fit_counts
    from quietmuscle.infer.count_model import noise_at
    from quietmuscle.infer.count_model import start_of
    from quietmuscle.infer.lattice import explore

    steps, weights = counted.basis.shape
    piece_days = steps * counted.step_days / (weights - 3)
    priors: dict[tuple[float, float], Prior] = {}

    def evaluate(place: tuple[int, ...], neighbour: Fitted | None) -> tuple[float, Fitted]:
        bend, time_days = BENDS[place[0]], BENDING_TIMES_DAYS[place[1]]
        noise = noise_at(*place[2:])
        if (bend, time_days) not in priors:
            priors[bend, time_days] = _smooth_prior(weights, piece_days, bend, time_days)
        fitted = fit_counts(
            counted,
            priors[bend, time_days],
            noise,
            start_of(counted) if neighbour is None else (neighbour.weights, neighbour.disturbance),
        )
        # An exponential law of mean 2/3 for the bend, on its logarithmic lattice.
        return fitted.log_evidence + np.log(bend) - 1.5 * bend + noise.log_prior, fitted

    start = (*START, *NOISE_START)
    sizes = (len(BENDS), len(BENDING_TIMES_DAYS), *NOISE_SIZES)
    mean = np.zeros(steps)
    square = np.zeros(steps)
    for found in explore(start, sizes, evaluate, climb_only=frozenset({4})):
        this_mean, this_variance = found.answer.mean_and_variance(counted.basis)
        mean += found.weight * this_mean
        square += found.weight * (this_variance + this_mean**2)
    return mean, square - mean**2


def _near_logged(counted: Counted, step_days: int) -> list[bool]:
    """For each step, whether something was logged near it."""
    import numpy as np

    places = np.flatnonzero(counted.days)
    reach = FARTHEST_FROM_LOGGED_DAYS // step_days
    steps = np.arange(len(counted.days))
    return [bool(near) for near in np.abs(steps[:, None] - places).min(axis=1) <= reach]
