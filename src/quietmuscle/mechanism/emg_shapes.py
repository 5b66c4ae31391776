"""Potentials of motor units drawn freely, without a model of the muscle.

They serve as a second, independent source of shapes beside the volume
conductor: two to five phases, 3-25 ms, some polyphasic, some with a late part
of their own, as needle and surface electrodes show them (phases 3.25 ± 1.05,
12.6 ± 4.4 ms, a tenth polyphasic: healthy tibialis anterior).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy import float64
    from numpy.random import Generator
    from numpy.typing import NDArray

PHASES = (2, 6)
LENGTHS_S = (0.003, 0.025)
LATE_SHARE = 0.15
LATE_S = (0.008, 0.016)
ROOM_S = 0.05


def free_potential(
    peak_uv: float, rate_hz: float, rng: Generator, *, channels: int = 1
) -> NDArray[float64]:
    """A potential with random phases, (samples, channels) in µV; its mean is 0.

    With several channels it is strongest at one and reaches its neighbours,
    later and weaker the farther they are.
    """
    times = np.arange(round(ROOM_S * rate_hz)) / rate_hz
    wave = _phases(times, 0.008, rng)
    if rng.random() < LATE_SHARE:
        wave = wave + rng.uniform(0.15, 0.4) * _phases(times, 0.02 + rng.uniform(*LATE_S), rng)
    middle = rng.uniform(0, channels - 1) if channels > 1 else 0.0
    reach = rng.uniform(0.8, 2.5)
    found = np.empty((times.size, channels))
    for channel in range(channels):
        away = abs(channel - middle)
        moved = np.interp(times - 0.0008 * away, times, wave, left=0.0, right=0.0)
        found[:, channel] = moved * np.exp(-((away / reach) ** 2) / 2)
    scaled: NDArray[float64] = peak_uv * found / np.abs(found).max()
    return scaled


def _phases(times: NDArray[float64], start_s: float, rng: Generator) -> NDArray[float64]:
    """Lobes of alternating sign and of unlike width and height, without a mean."""
    count = int(rng.integers(*PHASES))
    length = float(np.clip(rng.normal(0.0115, 0.004), *LENGTHS_S))
    widths = rng.uniform(0.5, 1.5, count)
    widths *= length / widths.sum()
    heights = rng.uniform(0.4, 1.0, count) * (-1.0) ** np.arange(count) * rng.choice([-1, 1])
    heights[-1] = -(heights[:-1] * widths[:-1]).sum() / widths[-1]
    limit = 1.5 * np.abs(heights[:-1]).max()
    heights[-1] = np.clip(heights[-1], -limit, limit)
    middles = start_s + np.cumsum(widths) - widths / 2
    wave = np.zeros(times.size)
    for height, middle, width in zip(heights, middles, widths, strict=True):
        wave += height * np.exp(-(((times - middle) / (0.45 * width)) ** 2))
    return wave
