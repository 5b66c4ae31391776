"""Short swings in an acceleration, looked for at many paces and lengths, in units of its noise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy import float64
from numpy.typing import NDArray

if TYPE_CHECKING:
    from numpy import complex128

LOWEST_HZ = 6.0
HIGHEST_HZ = 85.0
"""Centres of the filters: with their skirts they fill the band of 5-100 Hz."""
NEXT = 1.35
HIGHEST_SHARE = 0.42
"""Of the sampling rate: filters need room below half of it."""
WIDTHS = (0.5, 0.35, 0.16)
"""Widths as a share of the centre: one swing, a swing or two, and three to four."""
LONG_S = 20.0
LONG_QUANTILE = 0.3
SHORT_S = 5.0
HOP_S = 1.0
LOOKS_HZ = 25.0
LEAST_SCALE = 1e-14
QUANTISED = 1 / 12
"""The variance that rounding to steps of 1 adds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What the filters saw.

    `height` is for each sample the largest power of a swing along any line in
    space, in units of the noise of its filter; `brief` that of the short filters
    alone. `pulse_ms2` is the size from peak to peak of a pulse of usual pace
    that has a height of 1, the median over time.
    """

    height: NDArray[float64]
    brief: NDArray[float64]
    pulse_ms2: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filter:
    """A filter: its centre and width, and its gain at each frequency."""

    centre_hz: float
    is_brief: bool
    gain: NDArray[float64]
    pulse: float
    loss: float


def looked(
    band: NDArray[float64],
    quiet: NDArray[np.bool_],
    rate_hz: float,
    step: NDArray[float64],
) -> Looked:
    """The heights of swings above the noise.

    Parameters
    ----------
    band
        (samples, axes), without gravity.
    quiet
        The samples from which the noise may be learnt.
    step
        The finest step of each axis: noise cannot be less than its rounding.

    The power of a complex filter's output in Gaussian noise is exponential, of
    which a quantile gives the mean; what lies along one line in space has the
    power (sum |c|² + |sum c²|) / 2.
    """
    samples = band.shape[0]
    size = _good_length(samples)
    spectrum = np.fft.fft(band, size, axis=0)
    height = np.zeros(samples)
    short = np.zeros(samples)
    pulses = []
    for each in _filters(size, rate_hz):
        swings = np.fft.ifft(spectrum * each.gain[:, None], axis=0)[:samples]
        scale = _noise(swings, quiet, rate_hz)
        scale = np.maximum(scale, QUANTISED * step**2 * each.loss + LEAST_SCALE)
        power = _along_a_line(swings / np.sqrt(scale))
        height = np.maximum(height, power)
        if each.is_brief:
            short = np.maximum(short, power)
            if 9.0 <= each.centre_hz <= 32.0:
                pulses.append(2 * np.sqrt(float(np.median(scale))) / each.pulse)
    return Looked(height=height, brief=short, pulse_ms2=float(np.median(pulses)))


def _good_length(samples: int) -> int:
    from scipy.fft import next_fast_len

    return int(next_fast_len(samples + samples // 50 + 64))


def _filters(size: int, rate_hz: float) -> list[_Filter]:
    """The filters for a rate; each lets through a bell of frequencies, positive ones alone."""
    frequency = np.fft.fftfreq(size, 1 / rate_hz)
    found = []
    centre = LOWEST_HZ
    while centre <= min(HIGHEST_HZ, HIGHEST_SHARE * rate_hz):
        for width in WIDTHS:
            spread = width * centre
            bell = np.exp(-0.5 * ((frequency - centre) / spread) ** 2)
            gain = np.where(frequency > 0, 2 * bell, 0.0)
            # A pulse cos(wt) exp(-t²/2s²) of the same spread as the filter's leaves 1/√2 of it.
            found.append(
                _Filter(
                    centre_hz=centre,
                    is_brief=width == WIDTHS[0],
                    gain=gain,
                    pulse=1 / np.sqrt(2),
                    loss=float((gain**2).mean()),
                )
            )
        centre *= NEXT
    return found


def _along_a_line(swings: NDArray[complex128]) -> NDArray[float64]:
    """The largest power along any line in space, of complex swings (samples, axes)."""
    total = (np.abs(swings) ** 2).sum(axis=1)
    found: NDArray[float64] = (total + np.abs((swings**2).sum(axis=1))) / 2
    return found


def _noise(
    swings: NDArray[complex128], quiet: NDArray[np.bool_], rate_hz: float
) -> NDArray[float64]:
    """The mean power of noise at each sample and axis.

    The larger of a low quantile over 20 s, on which events hardly tell, and of the
    median over 5 s, so that louder noise does not seem to twitch.
    """
    stride = max(1, round(rate_hz / LOOKS_HZ))
    power = np.abs(swings[::stride]) ** 2
    known = quiet[::stride]
    pace = rate_hz / stride
    long = _rolling(power, known, pace, LONG_S, LONG_QUANTILE)
    short = _rolling(power, known, pace, SHORT_S, 0.5)
    at = np.arange(swings.shape[0]) / rate_hz / HOP_S
    blocks = np.maximum(long, short)
    grid = np.arange(len(blocks)) + 0.5
    return np.stack([np.interp(at, grid, column) for column in blocks.T], axis=1)


def _rolling(
    power: NDArray[float64], known: NDArray[np.bool_], pace_hz: float, window_s: float, share: float
) -> NDArray[float64]:
    """The mean of exponential values by a quantile of them around each second."""
    whole = -np.log(1 - share)
    seconds = max(1, int(np.ceil(len(power) / pace_hz / HOP_S)))
    overall = _quantile(power[known] if known.any() else power, share)
    all_known = bool(known.all())
    found = np.empty((seconds, power.shape[1]))
    for second in range(seconds):
        middle = (second + 0.5) * HOP_S
        low = max(0, round((middle - window_s / 2) * pace_hz))
        high = round((middle + window_s / 2) * pace_hz)
        part = power[low:high] if all_known else power[low:high][known[low:high]]
        enough = len(part) >= 0.3 * window_s * pace_hz
        found[second] = _quantile(part, share) if enough else overall
    mean: NDArray[float64] = found / whole
    return mean


def _quantile(values: NDArray[float64], share: float) -> NDArray[float64]:
    place = min(len(values) - 1, int(share * len(values)))
    found: NDArray[float64] = np.partition(values, place, axis=0)[place]
    return found
