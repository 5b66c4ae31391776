"""Measuring a recording: a file becomes events, a rate with its interval, and their quality."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.capture.arrays import read_array
from quietmuscle.capture.reading import guess_modality
from quietmuscle.capture.reading import read_signal
from quietmuscle.measure.emg import measure_emg
from quietmuscle.model.measurement import Event
from quietmuscle.model.measurement import Measurement
from quietmuscle.model.measurement import MeasurementSummary
from quietmuscle.model.recording import Modality

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import ArrayLike

MEASUREMENT_SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredFile:
    """What was found in a file, in the order of the documented contract."""

    schema: int
    file: str
    modality: Modality
    engine_version: str
    duration_s: float
    usable_s: float
    quality: tuple[str, ...]
    events: tuple[Event, ...]
    summary: MeasurementSummary
    remarks: tuple[Message, ...]


def measure_file(
    path: Path,
    *,
    modality: Modality | None = None,
    rate_hz: float | None = None,
    unit: str | None = None,
    progress: Callable[[float], object] | None = None,
) -> MeasuredFile:
    """What a recording in a file shows.

    Raises ValueNotUnderstoodError for a file that cannot be read, and for a
    kind of recording that this version does not measure yet.
    """
    sort = modality or guess_modality(path)
    if sort is not Modality.EMG:
        raise ValueNotUnderstoodError(
            Message(
                _(
                    "This version measures recordings of electrodes (EMG), and {file} is "
                    "another kind. With --modality emg it is read as EMG."
                ),
                {"file": path.name},
            )
        )
    source = read_signal(path, modality=sort, rate_hz=rate_hz, unit=unit)
    found = measure_emg(source, progress)
    return measured_file(path.name, found, source.header.remarks)


def measure_array(samples: ArrayLike, *, rate_hz: float, unit: str | None = None) -> MeasuredFile:
    """What an array of EMG samples shows: (samples,) or (samples, channels)."""
    source = read_array(samples, modality=Modality.EMG, rate_hz=rate_hz, unit=unit)
    return measured_file("", measure_emg(source), source.header.remarks)


def measured_file(name: str, found: Measurement, remarks: tuple[Message, ...] = ()) -> MeasuredFile:
    """A measurement with the name of its file."""
    return MeasuredFile(
        schema=MEASUREMENT_SCHEMA,
        file=name,
        modality=found.modality,
        engine_version=found.engine_version,
        duration_s=found.duration_s,
        usable_s=found.usable_s,
        quality=found.quality,
        events=found.events,
        summary=found.summary,
        remarks=remarks,
    )
