"""An EMG in pieces that overlap, each bridged where samples are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy import float64
    from numpy.typing import NDArray

    from quietmuscle.model.recording import SignalSource

PIECE_S = 60.0
OVERLAP_S = 2.0


def pieces_of(source: SignalSource) -> Iterator[tuple[NDArray[float64], int, tuple[int, int]]]:
    """Pieces of a recording with their first sample, and from where to where they count.

    Neighbours overlap by twice the overlap; each counts up to its middle.
    """
    rate_hz = source.header.rate_hz
    overlap = round(OVERLAP_S * rate_hz)
    kept: NDArray[float64] | None = None
    start, counted = 0, 0
    for block in source.blocks(round(PIECE_S * rate_hz)):
        if kept is None:
            kept = block
            continue
        yield kept, start, (counted, start + kept.shape[0] - overlap)
        counted = start + kept.shape[0] - overlap
        tail = kept[-2 * overlap :]
        start += kept.shape[0] - tail.shape[0]
        kept = np.vstack([tail, block])
    if kept is not None:
        yield kept, start, (counted, start + kept.shape[0])


def filled_gaps(raw: NDArray[float64]) -> NDArray[float64]:
    """Samples whose missing ones are bridged by a line, for the filters alone."""
    if np.isfinite(raw).all():
        return raw - np.median(raw[:: max(1, raw.shape[0] // 8192)], axis=0)
    index = np.arange(raw.shape[0])
    filled = raw.copy()
    for channel in range(raw.shape[1]):
        there = np.isfinite(raw[:, channel])
        filled[:, channel] = (
            np.interp(index, index[there], raw[there, channel]) if there.any() else 0.0
        )
    return filled - np.median(filled, axis=0)
