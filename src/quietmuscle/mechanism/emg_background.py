"""What else an EMG electrode picks up: noise, mains, the heart, movement.

Each function returns one channel in µV. The figures are those of usual bipolar
surface recordings, chosen by us: they are there to be disturbed by, not to be
measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.mechanism.recursion import leaky_sum

if TYPE_CHECKING:
    from numpy import float64
    from numpy.random import Generator
    from numpy.typing import NDArray

SLOW_HZ = 10.0


def electrode_noise(
    samples: int, rate_hz: float, rms_uv: float | NDArray[float64], rng: Generator
) -> NDArray[float64]:
    """Noise of electrode and amplifier: white, with more power below 10 Hz."""
    white = rng.standard_normal(samples)
    keeps = float(np.exp(-2 * np.pi * SLOW_HZ / rate_hz))
    slow = leaky_sum(rng.standard_normal(samples), keeps)
    mixed = white + 0.25 * slow * np.std(white) / np.std(slow)
    found: NDArray[float64] = mixed / np.std(mixed) * rms_uv
    return found


def mains_hum(
    samples: int, rate_hz: float, harmonics_uv: dict[float, float], rng: Generator
) -> NDArray[float64]:
    """Hum of the mains: frequencies in Hz with peak amplitudes, each drifting a little."""
    times = np.arange(samples) / rate_hz
    drift = 1 + 0.05 * np.sin(2 * np.pi * rng.uniform(0.02, 0.1) * times + rng.uniform(0, 6.28))
    off_hz = rng.uniform(-0.03, 0.03)
    found = np.zeros(samples)
    for frequency_hz, peak_uv in harmonics_uv.items():
        phase = rng.uniform(0, 2 * np.pi)
        scaled = frequency_hz * (1 + off_hz / 50)
        found += peak_uv * drift * np.sin(2 * np.pi * scaled * times + phase)
    return found


def heart_beats(
    samples: int, rate_hz: float, peak_uv: float, beats_per_min: float, rng: Generator
) -> NDArray[float64]:
    """The heart's potential as it reaches a limb: sharp QRS and a slow T wave."""
    found = np.zeros(samples)
    times = np.arange(samples) / rate_hz
    phase = rng.uniform(0, 2 * np.pi)
    beat = rng.uniform(0, 60 / beats_per_min)
    while beat < times[-1]:
        first, last = np.searchsorted(times, [beat - 0.3, beat + 0.6])
        t = times[first:last] - beat
        wave = (
            np.exp(-((t / 0.010) ** 2))
            - 0.25 * np.exp(-(((t + 0.022) / 0.009) ** 2))
            - 0.35 * np.exp(-(((t - 0.024) / 0.011) ** 2))
            + 0.15 * np.exp(-(((t - 0.25) / 0.05) ** 2))
            + 0.08 * np.exp(-(((t + 0.17) / 0.03) ** 2))
        )
        breathing = 1 + 0.05 * np.sin(2 * np.pi * 0.25 * beat + phase)
        found[first:last] += peak_uv * breathing * wave
        beat += 60 / beats_per_min * (1 + 0.04 * rng.standard_normal())
    return found


def movement(
    samples: int, rate_hz: float, times_s: NDArray[float64], peak_uv: tuple[float, float],
    rng: Generator,
) -> NDArray[float64]:  # fmt: skip
    """Jolts of the cable or electrode: slow swings, some with a sharp step at their start."""
    found = np.zeros(samples)
    times = np.arange(samples) / rate_hz
    for at in times_s:
        t = times - at
        size = rng.uniform(*peak_uv) * rng.choice([-1.0, 1.0])
        length = rng.uniform(0.08, 0.35)
        rise = rng.uniform(0.01, 0.05)
        swing = np.where(t > 0, (1 - np.exp(-np.maximum(t, 0) / rise)), 0.0)
        decay = np.exp(-np.maximum(t, 0) / length) * np.cos(
            2 * np.pi * rng.uniform(0.5, 4) * np.maximum(t, 0)
        )
        found += size * swing * decay
    return found
