"""When motor units discharge: the classes of events that recordings may hold.

Each function draws the discharge times of one unit, in seconds, ascending.
Sources: mechanism of fasciculations by Kleine et al. 2008 (axonal: Poisson with
a dead time of 3-4 ms and doublets near 5 ms; neuronal: a preferred interval of
80 ms), F-wave echoes at 32-35 ms (Kleine et al. 2012), voluntary firing with an
interval variation of 0.1-0.2 (Fuglevand et al. 1993), myokymic bursts with
0.5-3 s of silence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy import float64
    from numpy.random import Generator
    from numpy.typing import NDArray

DEAD_TIME_S = 0.004
DOUBLET_S = 0.005
ECHO_S = 0.033
NEURONAL_INTERVAL_S = 0.080


def poisson_discharges(rate_per_min: float, duration_s: float, rng: Generator) -> NDArray[float64]:
    """Single discharges at random, as of an irritable axon."""
    count = rng.poisson(rate_per_min / 60 * duration_s)
    times = np.sort(rng.uniform(0, duration_s, count))
    return _apart(times, DEAD_TIME_S)


def with_doublets(
    times_s: NDArray[float64], share: float, interval_s: float, rng: Generator
) -> NDArray[float64]:
    """Discharges of which a share is followed by a second one of the same unit."""
    doubled = times_s[rng.random(times_s.size) < share]
    later = doubled + interval_s * (1 + 0.05 * rng.standard_normal(doubled.size))
    return np.sort(np.concatenate([times_s, later]))


def regular_discharges(
    rate_hz: float, variation: float, start_s: float, stop_s: float, rng: Generator
) -> NDArray[float64]:
    """Steady firing, voluntary or tonic, with a coefficient of variation of its intervals."""
    count = int((stop_s - start_s) * rate_hz * 2) + 5
    intervals = np.maximum(0.3, 1 + variation * rng.standard_normal(count)) / rate_hz
    times = start_s + np.cumsum(intervals)
    return times[times < stop_s]


def bursts(  # noqa: PLR0913 - each is a property of a burst
    every_s: float,
    spikes: tuple[int, int],
    within_hz: float,
    duration_s: float,
    rng: Generator,
    *,
    variation: float = 0.2,
) -> NDArray[float64]:
    """Groups of discharges of one unit that come back, as in myokymia."""
    starts = regular_discharges(1 / every_s, variation, 0.0, duration_s, rng)
    found = [
        start + np.cumsum(np.r_[0.0, (1 + 0.1 * rng.standard_normal(count - 1)) / within_hz])
        for start in starts
        for count in [int(rng.integers(spikes[0], spikes[1] + 1))]
    ]
    times = np.concatenate(found) if found else np.zeros(0)
    return np.sort(times[times < duration_s])


def _apart(times_s: NDArray[float64], least_s: float) -> NDArray[float64]:
    """The times without those that come too soon after one before."""
    kept: list[float] = []
    for time in times_s:
        if not kept or time - kept[-1] >= least_s:
            kept.append(float(time))
    return np.array(kept)
