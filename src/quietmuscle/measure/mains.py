"""Hum of the mains: found by its lines in the spectrum, and taken out as a sine that drifts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import signal

from quietmuscle.measure.filters import moving_mean

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

MAINS_HZ = (50.0, 60.0)
HIGHEST_HARMONIC_HZ = 450.0
LINE_RATIO = 4.0
"""How far a line must stand above its neighbours to be called hum."""
LOOKS, FEWER_LOOKS = 60, 20
FEW_CHANNELS = 8
"""How many spectra the usual one is taken from; with many channels fewer will do."""
FIT_S = 1.0
BURST_LOOK_S = 0.25
LEAST_BURST_S = 0.08
BURST_SHARE = 0.8
"""The share of a stretch that multiples of the mains carry, each of one size and phase over a
quarter of a second. A unit's run at such a pitch has one that wanes. A judgement."""
CLIP = 4.0
"""In robust standard deviations: a twitch shall not pull at the sine."""


def without_hum(
    samples: NDArray[float64], rate_hz: float
) -> tuple[NDArray[float64], tuple[float, ...]]:
    """A recording without hum, and the frequencies in Hz that were taken out.

    Each line is brought to 0 Hz, averaged over a second and subtracted, so that
    its size and phase may drift; what twitches is clipped first.
    """
    lines = hum_lines(samples, rate_hz)
    found = samples
    for frequency_hz in lines:
        found = found - _line(found, rate_hz, frequency_hz)
    return found, lines


def hum_lines(samples: NDArray[float64], rate_hz: float) -> tuple[float, ...]:
    """The frequencies at which the mains hum, in Hz."""
    length = int(2 * rate_hz)
    if samples.shape[0] < 2 * length:
        return ()
    looks = LOOKS if samples.shape[1] <= FEW_CHANNELS else FEWER_LOOKS
    starts = np.linspace(0, samples.shape[0] - length, looks).astype(int)
    window = signal.windows.hann(length)[:, None]
    power = np.median(
        [np.abs(np.fft.rfft(samples[s : s + length] * window, axis=0)) ** 2 for s in starts], axis=0
    ).max(axis=1, initial=0.0)
    step_hz = rate_hz / length
    found: list[float] = []
    for base in MAINS_HZ:
        for frequency in np.arange(base, min(HIGHEST_HARMONIC_HZ, 0.45 * rate_hz), base):
            at = round(frequency / step_hz)
            line = power[at - 1 : at + 2].max()
            beside = np.median(np.r_[power[at - 12 : at - 3], power[at + 4 : at + 13]])
            if line > LINE_RATIO * beside and float(frequency) not in found:
                found.append(float(frequency))
    return tuple(found)


def is_hum(part: NDArray[float64], rate_hz: float) -> bool:
    """Whether a stretch, (samples, channels) in the band, is the hum of a thing switched on.

    Sines at the multiples of 50 or of 60 Hz are fitted to its quarters of a
    second, because the mains drift; most of them must be carried by the sines.
    """
    if part.shape[0] < LEAST_BURST_S * rate_hz:
        return False
    looks = np.array_split(part, max(1, round(part.shape[0] / (BURST_LOOK_S * rate_hz))))
    highest_hz = min(HIGHEST_HARMONIC_HZ, 0.45 * rate_hz)
    return any(
        float(np.median([_carried(look, rate_hz, base, highest_hz) for look in looks]))
        >= BURST_SHARE
        for base in MAINS_HZ
    )


def _carried(look: NDArray[float64], rate_hz: float, base_hz: float, highest_hz: float) -> float:
    """The share of a look's energy that sines at the multiples of a frequency carry."""
    turns = 2 * np.pi * np.arange(look.shape[0])[:, None] / rate_hz
    waves = turns * np.arange(base_hz, highest_hz + 1, base_hz)
    sines = np.hstack([np.cos(waves), np.sin(waves)])
    fitted = sines @ np.linalg.lstsq(sines, look, rcond=None)[0]
    return float((fitted**2).sum() / max(1e-300, (look**2).sum()))


def _line(samples: NDArray[float64], rate_hz: float, frequency_hz: float) -> NDArray[float64]:
    """One line of the hum, as it is at each moment."""
    spread = 1.4826 * np.median(np.abs(samples), axis=0)
    clipped = np.clip(samples, -CLIP * spread, CLIP * spread)
    turn = np.exp(-2j * np.pi * frequency_hz * np.arange(samples.shape[0]) / rate_hz)[:, None]
    width = round(FIT_S * rate_hz)
    slow = moving_mean(moving_mean(clipped * turn, width // 2), width // 2)
    line: NDArray[float64] = 2 * np.real(slow * np.conj(turn))
    return line
