"""Arrays of a program's own, as signals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.capture.blocks import MOST_CHANNELS
from quietmuscle.capture.blocks import PIECE_SAMPLES
from quietmuscle.capture.blocks import in_blocks
from quietmuscle.capture.plausible import settled_rate
from quietmuscle.capture.refusal import empty
from quietmuscle.capture.refusal import refusal
from quietmuscle.capture.units import UNKNOWN
from quietmuscle.capture.units import fits
from quietmuscle.capture.units import scale_given
from quietmuscle.model.recording import Modality
from quietmuscle.model.recording import SignalHeader
from quietmuscle.model.recording import SignalSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import ArrayLike

    from quietmuscle.model.recording import Samples

NUMBERS = "iuf"
"""Kinds of numbers that samples can be: whole or with a point."""


def layout(shape: tuple[int, ...], kind: str) -> tuple[int, int, bool]:
    """Samples, channels, and whether the channels come first, of an array."""
    if kind not in NUMBERS or len(shape) not in {1, 2}:
        raise refusal(
            _("This array does not hold samples: it must be numbers in rows of channels.")
        )
    if 0 in shape:
        raise empty()
    if len(shape) == 1:
        return shape[0], 1, False
    turned = shape[0] < shape[1]
    samples, channels = shape[::-1] if turned else shape
    if channels > MOST_CHANNELS:
        raise refusal(
            _("This file promises {count} channels, which cannot be. It may be damaged."),
            count=channels,
        )
    return samples, channels, turned


def turned_remark(channels: int) -> Message:
    """The remark that rows were taken to be channels."""
    return Message(
        _("The array was taken to hold one channel, lying in a row."),
        {},
        _("The array was taken to hold {count} channels, each in a row."),
        channels,
    )


def read_array(
    array: ArrayLike,
    *,
    rate_hz: float,
    modality: Modality | None = None,
    unit: str | None = None,
    channels: tuple[str, ...] = (),
) -> SignalSource:
    """The samples of an array, of shape (samples,), (samples, channels) or turned round."""
    values = np.asarray(array)
    samples, width, turned = layout(values.shape, values.dtype.kind)
    scale = scale_given(unit) if unit else UNKNOWN
    kind = modality or next(
        (each for each in Modality if scale.unit and fits(scale.unit, each)), Modality.EMG
    )
    settled_hz, remarks = settled_rate(None, rate_hz, kind)
    upright = values.T if turned else values.reshape(samples, width)
    step = max(1, PIECE_SAMPLES // width)

    def pieces() -> Iterator[Samples]:
        for start in range(0, samples, step):
            yield upright[start : start + step].astype(np.float64) * scale.factor

    return SignalSource(
        header=SignalHeader(
            modality=kind,
            rate_hz=settled_hz,
            channels=channels or tuple(str(place + 1) for place in range(width)),
            unit=scale.unit,
            samples=samples,
            remarks=(*((turned_remark(width),) if turned else ()), *remarks),
        ),
        blocks=in_blocks(pieces),
    )
