"""Groups of one unit's potentials that follow each other so fast that they look like one.

In myokymia a unit discharges 2-10 times at 5-150 Hz, then is silent, and comes
again. At 30 Hz and more the potentials follow within less than a template's
length, so that the whole group is taken for one potential, another one each
time. It differs from one potential in that it lasts longer (those of partly
denervated muscle last 4.5-37 ms, measurement notes, section 1.1) and that its
strongest part comes again in it, three times and more: twice is a doublet.
How alike, and how loud, is a judgement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import signal

from quietmuscle.measure.filters import moving_mean

if TYPE_CHECKING:
    from numpy import bool_
    from numpy import float64
    from numpy.typing import NDArray

ENVELOPE_S = 0.005
LOUD = 3.0
"""How far above the noise the envelope of a group lies."""
JOIN_S = 0.035
"""The silence between potentials of 12 ms at 21 Hz; slower ones are told apart one by one."""
LEAST_S, LONGEST_S = 0.045, 1.2
CORE_S = 0.013
APART_S = 0.006
"""At 150 Hz the next discharge comes after 6.7 ms."""
ALIKE = 0.85
"""The least correlation of a part with the strongest one. With shorter cores and less likeness,
phases of one long potential are taken for several: 7 of 100 made doublets instead of 1."""
LIKE_SIZE = (0.6, 1.6)
LEAST_DISCHARGES = 3


def multiplets(
    samples: NDArray[float64], sd: NDArray[float64], quiet: NDArray[bool_], rate_hz: float
) -> tuple[tuple[float, float], ...]:
    """From when to when groups last, in seconds, ascending.

    Parameters
    ----------
    samples, sd
        An EMG in its band and the noise of each sample, (samples, channels).
    quiet
        The samples at which single discharges are looked for.
    """
    power = np.zeros(samples.shape[0])
    for channel in range(samples.shape[1]):  # one by one: many channels at once are much memory
        power += (samples[:, channel] / sd[:, channel]) ** 2 / samples.shape[1]
    loud = (moving_mean(power, round(ENVELOPE_S * rate_hz)) > LOUD**2) & quiet
    edges = np.flatnonzero(np.diff(np.r_[0, loud.astype(int), 0])).reshape(-1, 2)
    joined: list[list[int]] = []
    for first, last in edges:
        if joined and first - joined[-1][1] <= JOIN_S * rate_hz:
            joined[-1][1] = int(last)
        else:
            joined.append([int(first), int(last)])
    return tuple(
        (first / rate_hz, last / rate_hz)
        for first, last in joined
        if LEAST_S <= (last - first) / rate_hz <= LONGEST_S
        and _times_alike(samples[first:last], rate_hz) >= LEAST_DISCHARGES
    )


def _times_alike(part: NDArray[float64], rate_hz: float) -> int:
    """How often the strongest part of a stretch comes in it, itself included."""
    half = round(CORE_S / 2 * rate_hz)
    energy = np.einsum("tc,tc->t", part, part)
    whole = np.convolve(energy, np.ones(2 * half), mode="valid")
    if whole.size < 2:
        return 0
    top = int(np.argmax(whole))
    core = part[top : top + 2 * half]
    strength = float(whole[top])
    inner = sum(
        np.correlate(part[:, channel], core[:, channel], mode="valid")
        for channel in range(part.shape[1])
    )
    alike = np.asarray(inner) / np.sqrt(np.maximum(whole, 1e-30) * strength)
    size = np.sqrt(whole / strength)
    alike = np.where((size >= LIKE_SIZE[0]) & (size <= LIKE_SIZE[1]), alike, 0.0)
    peaks, _ = signal.find_peaks(
        np.r_[0.0, alike, 0.0], height=ALIKE, distance=max(1, round(APART_S * rate_hz))
    )
    return int(peaks.size)
