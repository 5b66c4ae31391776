"""How often twitches come, with how sure that is."""

from __future__ import annotations

from scipy import stats

LEAST_USABLE_S = 10.0
"""Below it no rate is told, whatever the device: with no event in 10 s the rate may still be 18 a
minute (3/T), which tells nothing. A judgement; no source names a least time for any device."""


def is_long_enough(usable_s: float) -> bool:
    """Whether so much usable time bears a rate."""
    return usable_s >= LEAST_USABLE_S


def poisson_interval_95(count: int, minutes: float) -> tuple[float, float] | None:
    """The 95 % interval of a rate a minute, from a count over so many minutes.

    The mid-P interval of a Poisson rate (Cohen and Yang 1994): unlike the exact
    interval of Garwood (1936) it covers the truth in about 95 % and not in
    more. With no event in T minutes its upper end is about 3/T. None without
    time.
    """
    if minutes <= 0:
        return None
    low = 0.0 if count == 0 else _bound(count, 0.975)
    return low / minutes, _bound(count, 0.025) / minutes


def _bound(count: int, share: float) -> float:
    """The mean at which counts up to this one, half of it counted, have a probability."""
    from scipy.optimize import brentq

    def missing(mean: float) -> float:
        below = float(stats.poisson.cdf(count - 1, mean)) if count > 0 else 0.0
        return below + 0.5 * float(stats.poisson.pmf(count, mean)) - share

    return float(brentq(missing, 1e-12, 10.0 * (count + 10)))
