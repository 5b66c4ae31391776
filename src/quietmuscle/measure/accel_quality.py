"""What can be used of a piece of a phone's recording, and what is to be said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import ndimage

from quietmuscle.model.measurement import Quality

if TYPE_CHECKING:
    from numpy import bool_
    from numpy import float64
    from numpy.typing import NDArray

GAP_REST_S = 0.15
"""Beside a gap filters are not to be trusted."""
SHORT_GAP_S = 0.01
FLAT_S = 1.0
COARSE_MS2 = 0.02
"""Browsers round to 0.1 m/s² (W3C Device Orientation, Accelerometer): nothing changes while all is
calm, and a sensor that stands still is not stuck."""
COARSE_FLAT_S = 20.0
CLIP_MS2 = 15.0
"""Sensors end at 2, 4, 8 or 16 g, none below 1.6 g."""
CLIP_IN_A_ROW = 3
STEP_LOOK = 4000
STEP_SAME = 0.3


def filled(raw: NDArray[float64]) -> NDArray[float64]:
    """Samples whose missing ones are bridged by a line, for the filters alone."""
    if np.isfinite(raw).all():
        return raw
    index = np.arange(raw.shape[0])
    found = raw.copy()
    for axis in range(raw.shape[1]):
        there = np.isfinite(raw[:, axis])
        found[:, axis] = np.interp(index, index[there], raw[there, axis]) if there.any() else 0.0
    return found


def whole(raw: NDArray[float64], rate_hz: float) -> NDArray[bool_]:
    """The samples that are there, are not stuck, and lie not at the end of the sensor's range."""
    there = np.isfinite(raw).all(axis=1)
    # A sample or two that are missing here and there are bridged, and hide nothing.
    short = max(1, round(SHORT_GAP_S * rate_hz))
    there = ~ndimage.binary_opening(~there, np.ones(short + 1))
    known = there & ~_stuck(raw, _longest_rest(raw, rate_hz)) & ~_clipped(raw)
    reach = 2 * round(GAP_REST_S * rate_hz) + 1
    found: NDArray[bool_] = ndimage.minimum_filter1d(known, reach, mode="nearest")
    return found


def quality_of(raw: NDArray[float64], known: NDArray[bool_], rate_hz: float) -> frozenset[Quality]:
    """What is to be said of a piece: an axis that never moves is as flat as one that sticks."""
    told = set()
    if not np.isfinite(raw).all():
        told.add(Quality.MISSING_SAMPLES)
    if _clipped(raw).any():
        told.add(Quality.CLIPPED)
    there = np.isfinite(raw)
    is_dead = len(raw) > 1 and (there & (raw == raw[:1])).all(axis=0).any()
    is_stuck = is_dead or _stuck(raw, _longest_rest(raw, rate_hz)).any()
    if is_stuck or (raw.size and not known.any() and there.any()):
        told.add(Quality.FLAT)
    return frozenset(told)


def finest_step(raw: NDArray[float64]) -> NDArray[float64]:
    """The steps in which each axis was kept, 0 where the values are too many to tell."""
    found = np.zeros(raw.shape[1])
    for axis in range(raw.shape[1]):
        values = raw[:STEP_LOOK, axis]
        values = values[np.isfinite(values)]
        gaps = np.abs(np.diff(values))
        moved = gaps[gaps > 1e-9]
        if moved.size and moved.size < (1 - STEP_SAME) * gaps.size:
            found[axis] = float(np.quantile(moved, 0.05))
    return found


def _longest_rest(raw: NDArray[float64], rate_hz: float) -> int:
    """For how many samples a sensor that works may stand still."""
    is_coarse = float(finest_step(raw).max(initial=0.0)) >= COARSE_MS2
    return round((COARSE_FLAT_S if is_coarse else FLAT_S) * rate_hz)


def _stuck(raw: NDArray[float64], length: int) -> NDArray[bool_]:
    """Where all axes keep one value for a second or longer."""
    same = np.r_[False, (np.diff(raw, axis=0) == 0).all(axis=1)]
    held = ndimage.binary_opening(same, np.ones(max(2, length)))
    return np.asarray(held, dtype=bool)


def _clipped(raw: NDArray[float64]) -> NDArray[bool_]:
    """Where an axis stays at its largest value, beyond what gravity alone gives."""
    size = np.abs(np.nan_to_num(raw))
    top = size.max(axis=0) if raw.shape[0] else np.zeros(raw.shape[1])
    at_top = (size >= top) & (top > CLIP_MS2)
    found = np.zeros(raw.shape[0], dtype=bool)
    for column in at_top.T:
        found |= ndimage.binary_opening(column, np.ones(CLIP_IN_A_ROW))
    return found
