"""Filters that feed back on themselves, one sample after the other.

They are so short that bringing scipy.signal for them, two thirds of a second of a
processor, would take longer than all that they filter. Sums are taken in the order of
`scipy.signal.lfilter`, so that recordings stay as they were made, to the last bit.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np
from numpy.polynomial import Polynomial

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray


def leaky_sum(samples: NDArray[float64], keeps: float) -> NDArray[float64]:
    """Each sample and what is kept of all before it: y[n] = x[n] + keeps · y[n-1].

    Parameters
    ----------
    samples
        (samples,), of any unit.
    keeps
        The share that is kept from one sample to the next.
    """
    summed = accumulate(samples.tolist(), lambda before, now: keeps * before + now)
    return np.fromiter(summed, dtype=float, count=samples.size)


def spring_and_damper(
    samples: NDArray[float64], omega: float, damping: float, rate_hz: float
) -> NDArray[float64]:
    """How a mass on a spring follows what it lies on, from rest.

    Of ω² / (s² + 2 · damping · ω · s + ω²), made discrete by the bilinear transform
    (Oppenheim and Schafer, Discrete-Time Signal Processing).

    Parameters
    ----------
    samples
        (samples,), of any unit.
    omega
        The resonance, in radians a second.
    damping
        As a share of what is critical.
    """
    root = np.sqrt(2 * rate_hz)
    below, above = Polynomial((1, 1)) / root, Polynomial((-1, 1)) * root
    mass = omega**2 * below**2 + 2 * damping * omega * below * above + above**2
    feed_2, feed_1, feed_0 = (omega**2 * (below**2).coef / mass.coef[2]).tolist()
    back_2, back_1, _one = (mass.coef / mass.coef[2]).tolist()
    found = np.empty(samples.size)
    soon = late = 0.0
    for place, now in enumerate(samples.tolist()):
        out = soon + feed_0 * now
        soon = late + now * feed_1 - out * back_1
        late = now * feed_2 - out * back_2
        found[place] = out
    return found
