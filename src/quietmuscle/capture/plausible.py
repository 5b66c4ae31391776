"""Rates and amplitudes that a recording can have; where they cannot be, we ask."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.capture.refusal import rate_wanted
from quietmuscle.capture.refusal import refusal
from quietmuscle.model.recording import Modality
from quietmuscle.model.recording import SignalUnit

if TYPE_CHECKING:
    from quietmuscle.model.recording import SignalSource

PLAUSIBLE_HZ = {Modality.EMG: (200.0, 50_000.0), Modality.ACCEL: (10.0, 8_000.0)}
"""Rates that amplifiers and phones have; others are believed only if they are given."""

POSSIBLE_HZ = (1.0, 1_000_000.0)
SAME_RATE = 0.02
"""Rates that differ by less than this share are the same."""

PLAUSIBLE_AMPLITUDE = {
    SignalUnit.MICROVOLT: (0.005, 500_000.0),
    SignalUnit.METRE_PER_SECOND_SQUARED: (1e-6, 1_000.0),
}
"""The 99th percentile of what deviates from the median.

No amplifier is quieter than some tenths of a µV; muscle gives no half volt. A
phone's sensor ends at 16 g, which is 157 m/s².
"""

LOOKED_AT = (4, 1 << 16)
"""Blocks, and numbers in a block, that are looked at for their amplitude."""


def is_same_rate(told_hz: float | None, given_hz: float) -> bool:
    """Whether a file's rate is the one that was given, or the file tells none."""
    return told_hz is None or abs(told_hz / given_hz - 1) <= SAME_RATE


def settled_rate(
    told_hz: float | None, given_hz: float | None, modality: Modality
) -> tuple[float, tuple[Message, ...]]:
    """The sampling rate to go by: the given one, else the file's, if it can be."""
    if given_hz is not None:
        if not POSSIBLE_HZ[0] <= given_hz <= POSSIBLE_HZ[1]:
            raise refusal(
                _("A sampling rate of {rate} per second is not possible. Please check it."),
                rate=f"{given_hz:g}",
            )
        if is_same_rate(told_hz, given_hz):
            return given_hz, ()
        remark = _(
            "The file says {told} samples per second; we went by the {given} that were given."
        )
        return given_hz, (Message(remark, {"told": f"{told_hz:g}", "given": f"{given_hz:g}"}),)
    if told_hz is None:
        raise rate_wanted(
            _(
                "This file does not say how many samples there are in a second. "
                "Please give the sampling rate (rate_hz)."
            )
        )
    lowest, highest = PLAUSIBLE_HZ[modality]
    if not lowest <= told_hz <= highest:
        raise rate_wanted(
            _(
                "By this file there are {rate} samples in a second, which is unlikely. "
                "Please check it, and give the sampling rate (rate_hz)."
            ),
            rate=f"{told_hz:.3g}",
        )
    return told_hz, ()


def with_plausible_amplitude(source: SignalSource) -> SignalSource:
    """The same source, if its values can be in the unit that the file names."""
    unit = source.header.unit
    if unit is None:
        return source
    blocks, numbers = LOOKED_AT
    samples = max(1, numbers // len(source.header.channels))
    looked_at = list(islice(source.blocks(samples), blocks))
    if not looked_at:
        return source
    values = np.concatenate(looked_at)
    deviations = [
        float(np.percentile(np.abs(known - np.median(known)), 99))
        for column in values.T
        if (known := column[np.isfinite(column)]).size
    ]
    largest = max(deviations, default=0.0)
    lowest, highest = PLAUSIBLE_AMPLITUDE[unit]
    if largest and not lowest <= largest <= highest:
        raise refusal(
            _(
                "The values of this file can hardly be in the unit that it names: they reach "
                "{value} {unit}. Please check it, and give the unit (unit)."
            ),
            value=f"{largest:.3g}",
            unit={SignalUnit.MICROVOLT: "µV"}.get(unit, "m/s²"),
        )
    return source


def with_remarks(source: SignalSource, *remarks: Message) -> SignalSource:
    """The same source with more to say."""
    header = replace(source.header, remarks=(*source.header.remarks, *remarks))
    return replace(source, header=header)
