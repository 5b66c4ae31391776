"""A stretch of an EMG to be looked at: as it was recorded, and as the detector sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.measure.emg_pieces import filled_gaps
from quietmuscle.measure.emg_pieces import pieces_of
from quietmuscle.measure.envelope import Envelope
from quietmuscle.measure.envelope import EnvelopeMaker
from quietmuscle.measure.filters import LOW_HZ
from quietmuscle.measure.filters import emg_band
from quietmuscle.measure.mains import without_hum
from quietmuscle.model.recording import SignalUnit

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    from quietmuscle.model.recording import SignalSource

LEAST_RATE_HZ = 5 * LOW_HZ
"""Below it hardly a band is left: nothing is called cleaned."""
LEAST_SAMPLES = 64
"""The filters need some samples to swing in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceWish:
    """Which stretch of which channel, in seconds from the start, in how many steps at most."""

    channel: int
    start_s: float
    stop_s: float
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EmgTrace:
    """A stretch of one channel, raw and cleaned, with what is known of the recording.

    `cleaned` has the band and no hum, as in `measure.emg`; it is all NaN where
    the recording is too slow for that. `unit` is None where it is not known.
    """

    channels: tuple[str, ...]
    rate_hz: float
    unit: SignalUnit | None
    raw: Envelope
    cleaned: Envelope


def emg_trace(source: SignalSource, wish: TraceWish) -> EmgTrace:
    """The stretch that is wished for.

    The recording is read piece by piece, and only pieces that the stretch
    touches are cleaned: all channels of them, for hum is told from all.
    """
    header = source.header
    rate_hz = header.rate_hz
    first, stop = round(wish.start_s * rate_hz), round(wish.stop_s * rate_hz)
    raw, cleaned = (EnvelopeMaker(first=first, stop=stop, most=wish.most) for _ in range(2))
    for piece, start, (begin, end) in pieces_of(source):
        if end <= first:
            continue
        if begin >= stop:
            break
        inside = slice(begin - start, end - start)
        of_channel = piece[:, wish.channel]
        raw.take(of_channel[inside], begin)
        clean = _cleaned(piece, rate_hz)[:, wish.channel]
        cleaned.take(np.where(np.isfinite(of_channel), clean, np.nan)[inside], begin)
    return EmgTrace(
        channels=header.channels,
        rate_hz=rate_hz,
        unit=header.unit,
        raw=raw.envelope(rate_hz),
        cleaned=cleaned.envelope(rate_hz),
    )


def _cleaned(piece: NDArray[float64], rate_hz: float) -> NDArray[float64]:
    if rate_hz < LEAST_RATE_HZ or piece.shape[0] < LEAST_SAMPLES:
        return np.full_like(piece, np.nan)
    return without_hum(emg_band(filled_gaps(piece), rate_hz), rate_hz)[0]
