"""Beats of a heart found by their shape: however unevenly they come, and beside strong twitches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import signal

if TYPE_CHECKING:
    from numpy import bool_
    from numpy import float64
    from numpy import int_
    from numpy.typing import NDArray

LOOK_HZ = 90.0
"""Hearts on a limb lie below 40 Hz: more samples a second would tell no more."""
HALF_S = 0.12
"""A complex of a beat lies within so much to both sides of its height."""
SMOOTH_S = 0.03
APART_S = 0.15
LOUD = 1.5
"""By the usual height of noise, from which on a swing may be one of a heart."""
SEEDS = 40
ALIKE = 0.5
"""Likeness of a swing to a shape. Noise, of some 50 degrees of freedom, reaches 0.5 about once in
ten thousand looks."""
GAIN = (0.45, 2.2)
"""Beats differ in height by breath and by the pause before them; a judgement."""
TURNS = 3
REST_S = 0.33
"""No two beats are nearer: 180 a minute."""
LONGEST_S = 1.6
LEAST_BEATS = 8
COVERED = 0.6
"""The share of the time that beats at their usual pace must fill: hearts do not pause."""
UNEVEN = 0.46
"""Half of the range of the middle two thirds of all intervals, by the median one: about 0.24 in
atrial fibrillation (Tateno and Glass 2001), 0.5 and more in twitches that come at random, none
nearer than 0.33 s to the next."""


def beats_by_shape(
    band: NDArray[float64], usable: NDArray[bool_], rate_hz: float
) -> NDArray[int_] | None:
    """Samples of the beats in order; None where no shape comes as beats do.

    `band` is (samples, axes), below 40 Hz. A shape that comes at 38-180 a minute
    with no rest longer than beats leave is a heart, or something that cannot be
    told from one: a muscle unit that twitches at random comes far less evenly.
    """
    thin = max(1, int(rate_hz // LOOK_HZ))
    slow, known = band[::thin], usable[::thin]
    pace = rate_hz / thin
    if known.sum() < LEAST_BEATS * pace * REST_S:
        return None
    half = round(HALF_S * pace)
    power = np.convolve((slow**2).sum(axis=1), np.ones(2 * half + 1), mode="same")
    best: tuple[float, NDArray[int_]] | None = None
    seen: list[NDArray[int_]] = []
    for seed in _seeds(slow, known, pace):
        if any(np.abs(each - seed).min() <= 2 for each in seen):
            continue
        beats = _alike(slow, power, known, seed, half, pace)
        if beats.size < LEAST_BEATS:
            continue
        seen.append(beats)
        uneven, covered = _evenness(beats, float(known.sum()), pace)
        if covered < COVERED or uneven > UNEVEN:
            continue
        size = float(power[beats].sum()) * (1 - uneven)
        if best is None or size > best[0]:
            best = size, beats
    return None if best is None else best[1] * thin


def _seeds(slow: NDArray[float64], known: NDArray[bool_], pace: float) -> NDArray[int_]:
    """Swings that stand out, from everywhere and of all sizes."""
    from scipy.ndimage import gaussian_filter1d

    loud = np.sqrt(gaussian_filter1d((slow**2).sum(axis=1), SMOOTH_S * pace))
    loud = np.where(known, loud, 0.0)
    level = LOUD * float(np.quantile(loud[known], 0.3))
    peaks, _ = signal.find_peaks(loud, height=level, distance=max(1, round(APART_S * pace)))
    half = round(HALF_S * pace)
    peaks = peaks[(peaks >= half) & (peaks < len(slow) - half)]
    order: NDArray[int_] = peaks[np.argsort(-loud[peaks], kind="stable")]
    if not order.size:
        return order
    found: NDArray[int_] = order[np.unique(np.linspace(0, order.size - 1, SEEDS).astype(int))]
    return found


def _alike(  # noqa: PLR0913, PLR0917 - the parts of one look
    slow: NDArray[float64],
    power: NDArray[float64],
    known: NDArray[bool_],
    seed: int,
    half: int,
    pace: float,
) -> NDArray[int_]:
    """Where a recording is like it is at a moment: looked for anew with the median of what was."""
    shape = slow[seed - half : seed + half + 1]
    found: NDArray[int_] = np.array([seed])
    for _ in range(TURNS):
        size = float(np.sqrt((shape**2).sum()))
        fit = sum(
            signal.correlate(slow[:, axis], shape[:, axis] / max(size, 1e-30), mode="same")
            for axis in range(slow.shape[1])
        )
        likeness = fit / np.sqrt(np.maximum(power, 1e-30))
        good = (likeness >= ALIKE) & (fit > GAIN[0] * size) & (fit < GAIN[1] * size) & known
        rest = max(1, round(REST_S * pace))
        peaks, _ = signal.find_peaks(np.where(good, fit, 0.0), distance=rest)
        found = peaks[(peaks >= half) & (peaks < len(slow) - half)]
        if found.size < LEAST_BEATS:
            return found
        shape = np.median(slow[found[:, None] + np.arange(-half, half + 1)], axis=0)
    return found


def _evenness(beats: NDArray[int_], samples: float, pace: float) -> tuple[float, float]:
    """How uneven beats are, and the share of the time that they fill at their usual pace."""
    lengths = np.diff(beats)
    low, usual, high = np.quantile(lengths, (0.16, 0.5, 0.84))
    if not REST_S * pace <= usual <= LONGEST_S * pace:
        return np.inf, 0.0
    return float((high - low) / (2 * usual)), float(beats.size * usual / samples)
