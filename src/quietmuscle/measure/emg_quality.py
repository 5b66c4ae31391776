"""Which seconds of an EMG can be used, and what is to be said of the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.model.measurement import Quality

if TYPE_CHECKING:
    from numpy import bool_
    from numpy import float64
    from numpy.typing import NDArray

FLAT_SHARE = 0.5
CLIPPED_SHARE = 0.005
CLIPPED_RUN = 3


def usable_seconds(
    samples: NDArray[float64], rate_hz: float
) -> tuple[NDArray[bool_], frozenset[Quality]]:
    """For each second whether its samples can be used, and why some cannot.

    `samples` is (samples, channels) as recorded; a second counts when at least
    one channel is neither missing, nor flat, nor clipped.
    """
    length = round(rate_hz)
    seconds = max(1, int(np.ceil(samples.shape[0] / length)))
    usable = np.zeros(seconds, dtype=bool)
    found: set[Quality] = set()
    top, bottom = (
        np.nanmax(samples, axis=0, initial=-np.inf),
        np.nanmin(samples, axis=0, initial=np.inf),
    )
    for second in range(seconds):
        part = samples[second * length : (second + 1) * length]
        missing = ~np.isfinite(part).all(axis=0)
        steps = np.diff(part, axis=0)
        flat = (steps == 0).mean(axis=0) > FLAT_SHARE if part.shape[0] > 1 else ~missing
        clipped = _clipped(part, top, bottom)
        usable[second] = bool(np.any(~missing & ~flat & ~clipped))
        for quality, bad in (
            (Quality.MISSING_SAMPLES, missing),
            (Quality.FLAT, flat & ~missing),
            (Quality.CLIPPED, clipped & ~flat & ~missing),
        ):
            if bad.any():
                found.add(quality)
    return usable, frozenset(found)


def _clipped(
    part: NDArray[float64], top: NDArray[float64], bottom: NDArray[float64]
) -> NDArray[bool_]:
    """Channels that stick to their highest or lowest value."""
    at_end = (part >= top) | (part <= bottom)
    stuck = at_end[CLIPPED_RUN - 1 :].copy()
    for back in range(1, CLIPPED_RUN):
        stuck &= at_end[CLIPPED_RUN - 1 - back : part.shape[0] - back]
    return stuck.mean(axis=0) > CLIPPED_SHARE if stuck.size else np.zeros(part.shape[1], bool)
