"""How far local motion stands out, for bumps of several widths and lengths: a matched filter.

A twitch is a smooth local bump of displacement that comes and goes within 0.1
to 0.5 s, at any place and of any size. Motion is averaged over such bumps, each
block by how calm it is, and measured in spreads of its own average.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy import float32
from numpy.typing import NDArray

from quietmuscle.measure.video_alarm import HIGH_SHARE
from quietmuscle.measure.video_alarm import Alarm
from quietmuscle.measure.video_alarm import alarm
from quietmuscle.measure.video_alarm import peak_heights

LENGTHS_S = (0.035, 0.07, 0.13)
"""Spreads of the bumps in time; each less an average over four times as long."""
WIDTHS_BLOCKS = (0.7, 1.4, 2.8)
"""Spreads of the bumps in space."""
REST_RATIO = 4.0
MOVED_SHARE = 0.5
LEAST_NOISE_PX = 0.02
LEAST_AVERAGE_PX = 0.006
"""Noise is never taken to be less (reduced pixels): eight-bit pictures show no finer motion."""
CALMEST_SHARE = 0.6
"""No block is calmer than this share of the middle one: its own estimate may be lucky."""
OFTEN = 0.7
OFTEN_Z = 1.0364
"""A share of pictures that twitches do not reach beyond, and where it lies in Gaussian noise."""
RESTLESS_S = 2.0
RESTLESS_SHARE = 0.9
REDRAWN_S = 0.15
"""Around a key picture, in which a codec draws anew what had drifted: four spreads of the shortest
bump. Of 40 false alarms in films with a key picture every second or two, half lay within."""
REDRAWN_MOST = 0.5
"""Where more of the pictures lie so near to a key picture, nothing is left to compare with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strengths:
    """The largest strength of each picture and block, and of which bump it is.

    `z` and `bump` are (pictures, rows, columns); bumps are numbered by width,
    then by length. `alarm` tells how high noise alone reaches. `noise` is the
    spread of each block as the middle bump sees it, in reduced pixels.
    """

    z: NDArray[float32]
    bump: NDArray[np.int8]
    alarm: Alarm
    noise: NDArray[float32]


def width_of(bump: int) -> float:
    """The spread of a bump in blocks."""
    return WIDTHS_BLOCKS[bump // len(LENGTHS_S)]


def length_s_of(bump: int) -> float:
    """The spread of a bump in seconds."""
    return LENGTHS_S[bump % len(LENGTHS_S)]


def block_noise(field: NDArray[float32]) -> NDArray[float32]:
    """The spread of each block and direction, robust against rare twitches."""
    spread = np.median(np.abs(field), axis=0) / 0.6745
    spread = np.maximum(spread, LEAST_NOISE_PX)
    return np.asarray(np.maximum(spread, 0.5 * np.median(spread)), np.float32)


def strengths(
    field: NDArray[float32],
    sight: NDArray[np.bool_],
    rate_hz: float,
    redrawn: NDArray[np.bool_],
) -> Strengths:
    """How far local motion (pictures, rows, columns, 2) stands out of its own noise.

    `redrawn` (pictures) tells of those near a key picture of the codec.
    """
    from scipy.ndimage import gaussian_filter
    from scipy.ndimage import gaussian_filter1d

    trust = sight[..., None] / block_noise(field) ** 2
    best = np.zeros(field.shape[:3], np.float32)
    bump = np.zeros(field.shape[:3], np.int8)
    noise = np.zeros(field.shape[1:3], np.float32)
    weighted = np.asarray(field * trust, np.float32)
    for place, width in enumerate(WIDTHS_BLOCKS):
        wide = gaussian_filter1d(weighted, width, axis=1, mode="constant")
        wide = gaussian_filter1d(wide, width, axis=2, mode="constant")
        wide /= np.maximum(gaussian_filter(trust, (width, width, 0), mode="constant"), 1e-6)
        for turn, length_s in enumerate(LENGTHS_S):
            length = length_s * rate_hz
            now = gaussian_filter1d(wide, length, axis=0)
            average = now - gaussian_filter1d(wide, REST_RATIO * length, axis=0)
            spread = _spread(average)
            z = np.sqrt(((average / spread) ** 2).sum(axis=-1)) * sight
            # Before and after a step the average differs, and nothing has moved there.
            z *= (average * now).sum(axis=-1) > MOVED_SHARE * (average**2).sum(axis=-1)
            above = z > best
            best[above] = z[above]
            bump[above] = place * len(LENGTHS_S) + turn
            if (place, turn) == (1, 0):
                noise = spread.max(axis=-1)
    best = _evened(_levelled(best, rate_hz), redrawn, rate_hz)
    return Strengths(z=best, bump=bump, alarm=alarm(best, rate_hz), noise=noise)


def _spread(average: NDArray[float32]) -> NDArray[float32]:
    """The spread of each block's average: of its middle, or of what it often reaches."""
    size = np.abs(average)
    spread = np.median(size, axis=0) / 0.6745
    spread = np.maximum(spread, np.quantile(size[::3], OFTEN, axis=0) / OFTEN_Z)
    spread = np.maximum(spread, CALMEST_SHARE * np.median(spread, axis=(0, 1)))
    return np.asarray(np.maximum(spread, LEAST_AVERAGE_PX), np.float32)


def _levelled(best: NDArray[float32], rate_hz: float) -> NDArray[float32]:
    """Strengths, those of restless seconds turned down to what is usual.

    A codec that starts badly, or light that changes, makes seconds in which
    everything stirs. Twitches are too short to raise a running median.
    """
    from scipy.ndimage import median_filter

    height = np.quantile(best.reshape(len(best), -1), RESTLESS_SHARE, axis=1)
    running = median_filter(height, size=round(RESTLESS_S * rate_hz) | 1, mode="nearest")
    usual = max(float(np.median(running)), 1e-6)
    return np.asarray(best / np.maximum(running / usual, 1)[:, None, None], np.float32)


def _evened(best: NDArray[float32], redrawn: NDArray[np.bool_], rate_hz: float) -> NDArray[float32]:
    """Strengths, those near key pictures turned down by how much higher noise reaches there."""
    if not redrawn.any() or redrawn.mean() > REDRAWN_MOST:
        return best
    there, elsewhere = (peak_heights(best, rate_hz, which) for which in (redrawn, ~redrawn))
    if there.size == 0 or elsewhere.size == 0:
        return best
    ratio = float(np.quantile(there, HIGH_SHARE) / np.quantile(elsewhere, HIGH_SHARE))
    return np.asarray(best / np.where(redrawn, max(ratio, 1.0), 1.0)[:, None, None], np.float32)
