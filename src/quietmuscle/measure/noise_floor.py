"""How loud a recording is between its events, from moment to moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import ndimage

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

WINDOW_S = 1.0
HOP_S = 0.25
SMOOTH_BLOCKS = 5
GUARD_BLOCKS = 5
"""Near a step of the noise the louder side counts: else its first second would seem to twitch."""
FEW_CHANNELS = 8
ENOUGH = 500
"""With many channels a median is taken of so many samples of a window."""
OFF_SHARE = 1e-6
"""While an electrode is off, nothing is left but what filters ring: far less than any noise."""
TO_SD = 1.4826
"""From the median of absolute values to a standard deviation, for Gaussian noise."""


def noise_sd(samples: NDArray[float64], rate_hz: float) -> NDArray[float64]:
    """The standard deviation of the noise at each sample, for each channel.

    The median of absolute values within a second, smoothed by a median that
    keeps steps. Shape as that of the samples; never 0.
    """
    window = max(8, round(WINDOW_S * rate_hz))
    hop = max(1, round(HOP_S * rate_hz))
    total = samples.shape[0]
    starts = np.arange(0, max(1, total - window + 1), hop)
    stride = 1 if samples.shape[1] <= FEW_CHANNELS else max(1, window // ENOUGH)
    size = np.abs(samples[::stride]).astype(np.float32)
    blocks = (
        np.array(
            [np.median(size[s // stride : (s + window) // stride], axis=0) for s in starts],
            dtype=float,
        )
        * TO_SD
    )
    if blocks.shape[0] > 2:
        blocks = ndimage.median_filter(blocks, size=(SMOOTH_BLOCKS, 1), mode="nearest")
        blocks = ndimage.maximum_filter1d(blocks, GUARD_BLOCKS, axis=0, mode="nearest")
    on = np.where(blocks >= OFF_SHARE * blocks.max(axis=0), blocks, np.nan)
    least = np.maximum(np.finfo(float).tiny, 0.05 * np.nanmedian(on, axis=0))
    centres = starts + window / 2
    index = np.arange(total)
    nearest = np.clip(np.round((index - centres[0]) / hop).astype(int), 0, len(starts) - 1)
    found: NDArray[float64] = np.maximum(blocks, least)[nearest]
    return found
