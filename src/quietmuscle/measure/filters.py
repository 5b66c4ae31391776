"""Filters for EMG that move nothing in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import signal

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

LOW_HZ = 20.0
HIGH_HZ = 450.0
"""The band of surface EMG (SENIAM; measurement notes, section 5 step 2)."""
ORDER = 4


def emg_band(samples: NDArray[float64], rate_hz: float) -> NDArray[float64]:
    """The EMG band of a recording, without a delay.

    Parameters
    ----------
    samples
        (samples, channels).
    rate_hz
        Samples a second; above 900 Hz the band ends at 450 Hz, else just below half of it.
    """
    high = min(HIGH_HZ, 0.45 * rate_hz)
    sos = signal.butter(ORDER, (LOW_HZ, high), "bandpass", fs=rate_hz, output="sos")
    pad = min(samples.shape[0] - 1, int(0.2 * rate_hz))
    found: NDArray[float64] = signal.sosfiltfilt(sos, samples, axis=0, padlen=pad)
    return found


def moving_mean(values: NDArray[float64], width: int) -> NDArray[float64]:
    """The mean over a centred window of an odd number of samples, shorter at the ends."""
    width = max(1, width | 1)
    half = width // 2
    total = np.concatenate([np.zeros((1, *values.shape[1:])), np.cumsum(values, axis=0)])
    index = np.arange(values.shape[0])
    first = np.maximum(0, index - half)
    last = np.minimum(values.shape[0], index + half + 1)
    shape = (-1,) + (1,) * (values.ndim - 1)
    means: NDArray[float64] = (total[last] - total[first]) / (last - first).reshape(shape)
    return means
