"""Stirs: local motions that come and go, found against the noise of each block and picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy import float32
from numpy.typing import NDArray

from quietmuscle.measure.video_rhythm import Series
from quietmuscle.measure.video_rhythm import spread_of

SMOOTHINGS_S = (0.03, 0.08)
"""Spreads of the smoothing in time: for quick and for slow twitches."""
SURE_Z = 5.0
"""A stir's strongest block, in spreads of its own noise. Set on the benchmark's seed 1."""
EDGE_Z = 3.25
"""What still belongs to a stir."""
SPREAD_FLOOR_PX = 0.008
"""Noise is never taken to be less (reduced pixels): eight-bit pictures show no finer motion."""
CAMERA_LEAK = 0.03
"""Share of the camera's own sudden motion that may be left in a block."""
TAIL = 0.98
"""Share of blocks and pictures that twitches hardly reach beyond: they are rare and local."""
TAIL_Z = 2.797
"""Where that share lies in Gaussian noise of two directions: √(−2 ln 0.02)."""
RIM_SHARE = 0.2
"""A stir lasts while its course is above this share of its peak."""
WHOLE_BLOCKS = 9
"""Blocks of a stir: tissue is continuous, and what is seen reaches over three by three."""
FEWEST_BLOCKS = 4
"""Blocks of a stir twice as strong: fewer may be one macroblock of the codec."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stir:
    """One local motion: when, where (rows and columns of the grid), how far, how sure.

    `swings` counts turns to and fro around the peak: a twitch has one or two.
    """

    onset_s: float
    peak_s: float
    duration_s: float
    place: tuple[float, float]
    amplitude: float
    z: float
    blocks: int
    swings: int
    reach: NDArray[float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stirs:
    """The stirs of a stretch, and the noise of each block (reduced pixels)."""

    found: tuple[Stir, ...]
    noise: NDArray[float32]


def stirs(
    series: Series, camera: Series, grid: tuple[int, int], rate_hz: float, start_s: float
) -> Stirs:
    """The stirs in calmed local motion, from the strongest blocks outwards."""
    from scipy.ndimage import find_objects
    from scipy.ndimage import label

    field = series.reshape(len(series), *grid, 2)
    z, noise = _strengths(field, camera, rate_hz)
    labels, count = label(z > EDGE_Z, structure=np.ones((3, 3, 3)))
    smooth = _smoothed(field, SMOOTHINGS_S[0] * rate_hz, spatial=False)
    found = []
    for number, where in zip(range(1, count + 1), find_objects(labels), strict=True):
        inside = labels[where] == number
        strength = np.where(inside, z[where], 0)
        blocks = int(inside.any(axis=0).sum())
        needed = SURE_Z if blocks >= WHOLE_BLOCKS else 2 * SURE_Z
        if blocks >= FEWEST_BLOCKS and strength.max() >= needed:
            found.append(_stir(smooth, strength, where, rate_hz, start_s))
    return Stirs(found=tuple(found), noise=noise)


def _smoothed(field: NDArray[float32], spread: float, *, spatial: bool) -> NDArray[float32]:
    from scipy.ndimage import gaussian_filter1d
    from scipy.ndimage import uniform_filter1d

    out = gaussian_filter1d(field, spread, axis=0) if spread > 0.3 else field
    if spatial:
        for axis in (1, 2):
            out = uniform_filter1d(out, 3, axis=axis, mode="nearest")
    return np.asarray(out, np.float32)


def _strengths(
    field: NDArray[float32], camera: Series, rate_hz: float
) -> tuple[NDArray[float32], NDArray[float32]]:
    """The largest robust z of each block and picture over scales; the noise of the finest."""
    count, rows, columns, _ = field.shape
    sudden = np.abs(camera[:, :2]).max(axis=1) + np.abs(np.gradient(camera[:, :2], axis=0)).max(
        axis=1
    )
    leak = (CAMERA_LEAK * np.maximum(sudden - 3 * np.median(sudden), 0))[:, None, None]
    best = np.zeros((count, rows, columns), np.float32)
    noise = np.zeros((rows, columns), np.float32)
    for smoothing_s in SMOOTHINGS_S:
        for spatial in (False, True):
            smooth = _smoothed(field, smoothing_s * rate_hz, spatial=spatial)
            spread = spread_of(smooth.reshape(count, -1)).reshape(rows, columns, 2)
            # A block is never calmer than half its neighbourhood: its own estimate may be lucky.
            spread = np.maximum(spread, SPREAD_FLOOR_PX)
            spread = np.maximum(spread, 0.5 * np.median(spread, axis=(0, 1)))
            z = np.sqrt(((smooth / spread) ** 2).sum(axis=-1))
            # Codecs make rare, large errors: where the tail is heavy, the scale follows the tail.
            tail = max(1.0, float(np.quantile(z[::2], TAIL)) / TAIL_Z)
            z = z / tail
            if spatial and smoothing_s == SMOOTHINGS_S[0]:
                noise = np.asarray(spread.max(axis=-1) * tail)
            # In a bad picture all blocks stray; its calmer quarter tells by how much.
            astray = np.quantile(z.reshape(count, -1), 0.25, axis=1) / 0.7585
            z = z / np.maximum(astray, 1)[:, None, None]
            z = z / np.sqrt(1 + (leak / spread.max(axis=-1)) ** 2)
            best = np.maximum(best, z)
    return np.asarray(best, np.float32), noise


def _stir(
    field: NDArray[float32],
    strength: NDArray[float32],
    where: tuple[slice, slice, slice],
    rate_hz: float,
    start_s: float,
) -> Stir:
    first, rows, columns = where
    # Where the motion is largest in sum over its blocks: their strengths weigh.
    weight = strength.max(axis=0)
    part = field[:, rows, columns]
    size = np.sqrt((part**2).sum(axis=-1))
    peak = first.start + int(np.argmax((size[first] * weight).sum(axis=(1, 2))))
    pattern = part[peak] * weight[..., None]
    course = (part * pattern).sum(axis=(1, 2, 3)) / max(float((pattern**2).sum()), 1e-12)
    course = course / max(float(course[peak]), 1e-9)
    low = _until(course, peak, -1)
    high = _until(course, peak, 1)
    y, x = np.mgrid[rows, columns]
    mass = weight * size[peak]
    total = max(float(mass.sum()), 1e-9)
    return Stir(
        onset_s=start_s + low / rate_hz,
        peak_s=start_s + peak / rate_hz,
        duration_s=max(high - low, 1) / rate_hz,
        place=(float((y * mass).sum() / total), float((x * mass).sum() / total)),
        amplitude=float(size[peak].max()),
        z=float(strength.max()),
        blocks=int((weight > 0).sum()),
        swings=_swings(course, peak, rate_hz),
        reach=np.asarray(np.sqrt((field[peak] ** 2).sum(axis=-1)), np.float32),
    )


def _until(course: NDArray[float32], peak: int, step: int) -> int:
    at = peak
    while 0 < at < len(course) - 1 and course[at] > RIM_SHARE:
        at += step
    return at


def _swings(course: NDArray[float32], peak: int, rate_hz: float) -> int:
    """Turns to and fro (each beyond 0.4 of the peak) within a second on either side."""
    reach = round(rate_hz)
    near = course[max(0, peak - reach) : peak + reach + 1]
    sides = np.sign(near) * (np.abs(near) > 0.4)
    sides = sides[sides != 0]
    return int(1 + np.count_nonzero(np.diff(sides)))
