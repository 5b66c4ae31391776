"""Which channels of a file are measured together: one kind of sensor, one rate."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.capture.refusal import refusal
from quietmuscle.capture.refusal import shown
from quietmuscle.capture.units import Scale
from quietmuscle.capture.units import fits
from quietmuscle.capture.units import modality_of
from quietmuscle.model.recording import Modality

OTHER_SENSORS = re.compile(
    r"\b(EEG|ECG|EKG|EOG|GSR|EDA|PPG|SAO2|SPO2|RESP\w*|TRIG\w*|STATUS|MARKERS?|EVENTS?|"
    r"GYRO\w*|MAG\w*|TEMP\w*|COUNTER|BATTERY)\b",
    re.IGNORECASE,
)
NAMES_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A channel of a file; `place` is the reader's own number of it."""

    place: int
    name: str
    scale: Scale
    rate_hz: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The channels that are measured, and what is to be said of the others."""

    modality: Modality
    channels: tuple[Channel, ...]
    remarks: tuple[Message, ...]


def chosen(channels: tuple[Channel, ...], modality: Modality | None) -> Choice:
    """The channels that a sensor of this kind made, of the highest rate among them."""
    named = [each for each in channels if not OTHER_SENSORS.search(each.name)]
    kind = modality or _kind_of(named)
    suited = [each for each in named if fits(each.scale.unit, kind)]
    known = [each for each in suited if each.scale.unit is not None]
    suited = known or suited
    if not suited:
        raise refusal(_("This file holds no channel of muscle or movement. Please check the file."))
    rate_hz = max(each.rate_hz for each in suited)
    kept = tuple(each for each in suited if each.rate_hz == rate_hz)
    left = [each.name for each in channels if each not in kept]
    return Choice(modality=kind, channels=kept, remarks=(left_out(left),) if left else ())


def _kind_of(channels: list[Channel]) -> Modality:
    """What most channels of a known unit were made with; else electrodes."""
    kinds = Counter(kind for each in channels if (kind := modality_of(each.scale.unit)))
    return Modality.ACCEL if kinds[Modality.ACCEL] > kinds[Modality.EMG] else Modality.EMG


def left_out(names: list[str]) -> Message:
    """The remark that some channels are not measured."""
    more = ", …" if len(names) > NAMES_SHOWN else ""
    return Message(
        _("These channels have another unit, rate or sensor and were left out: {names}."),
        {"names": ", ".join(map(shown, names[:NAMES_SHOWN])) + more},
    )
