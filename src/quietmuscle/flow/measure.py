"""Measuring a recording: a file becomes events, a rate with its interval, and their quality."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.capture.arrays import read_array
from quietmuscle.capture.reading import OF_PICTURES
from quietmuscle.capture.reading import guess_modality
from quietmuscle.capture.reading import read_signal
from quietmuscle.capture.reading import read_video
from quietmuscle.measure.accel import measure_accel
from quietmuscle.measure.emg import measure_emg
from quietmuscle.measure.video import measure_frames
from quietmuscle.measure.video_result import video_measurement
from quietmuscle.model.measurement import Event
from quietmuscle.model.measurement import Measurement
from quietmuscle.model.measurement import MeasurementSummary
from quietmuscle.model.recording import Modality

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import ArrayLike

    from quietmuscle.model.recording import Frame
    from quietmuscle.model.recording import SignalHeader
    from quietmuscle.model.recording import SignalSource
    from quietmuscle.model.recording import VideoSource

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


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredRecording:
    """A measurement, what is to be said of the file, and (width, height) of a video's picture."""

    measurement: Measurement
    remarks: tuple[Message, ...]
    picture_px: tuple[int, int] | None = None


def measure_file(  # noqa: PLR0913 - what is known of it, and who is told how far it is
    path: Path,
    *,
    modality: Modality | None = None,
    rate_hz: float | None = None,
    unit: str | None = None,
    control: Path | None = None,
    progress: Callable[[float], object] | None = None,
) -> MeasuredFile:
    """What a recording in a file shows.

    Raises ValueNotUnderstoodError for a file that cannot be read.
    """
    found = measure_recording(
        path,
        modality=modality,
        rate_hz=rate_hz,
        unit=unit,
        control=control,
        progress=progress,
    )
    return measured_file(path.name, found.measurement, found.remarks)


def measure_recording(  # noqa: PLR0913 - what is known of it, and who is told how far it is
    path: Path,
    *,
    modality: Modality | None = None,
    rate_hz: float | None = None,
    unit: str | None = None,
    control: Path | None = None,
    progress: Callable[[float], object] | None = None,
) -> MeasuredRecording:
    """The measurement of a file of any kind that this version measures.

    `control` is a recording of the same phone on a table; a phone's alone has one.
    Raises ValueNotUnderstoodError as `measure_file` does.
    """
    sort = modality or guess_modality(path)
    if sort in OF_PICTURES:
        return _of_pictures(read_video(path, modality=sort), progress)
    source = read_signal(path, modality=sort, rate_hz=rate_hz, unit=unit)
    told = _as_share(progress, source.header)
    if sort is Modality.ACCEL:
        return MeasuredRecording(
            measurement=measure_accel(source, _control(control, rate_hz, unit), told),
            remarks=source.header.remarks,
        )
    return MeasuredRecording(measurement=measure_emg(source, told), remarks=source.header.remarks)


def _as_share(
    progress: Callable[[float], object] | None, header: SignalHeader
) -> Callable[[float], object] | None:
    """What is told in seconds of the recording, handed on as a share of its length.

    None where nobody listens, or the file does not say how long it is.
    """
    samples = header.samples
    if progress is None or not samples:
        return None
    return lambda time_s: progress(min(1.0, time_s * header.rate_hz / samples))


def _control(path: Path | None, rate_hz: float | None, unit: str | None) -> SignalSource | None:
    """The phone on a table, where it was brought."""
    if path is None:
        return None
    return read_signal(path, modality=Modality.ACCEL, rate_hz=rate_hz, unit=unit)


def _of_pictures(
    source: VideoSource, progress: Callable[[float], object] | None
) -> MeasuredRecording:
    """The measurement of a film or an ultrasound clip, with the size of its picture."""
    header = source.header

    def told() -> Iterator[Frame]:
        for frame in source.frames():
            if progress is not None and header.duration_s:
                progress(frame.time_s / header.duration_s)
            yield frame

    return MeasuredRecording(
        measurement=video_measurement(measure_frames(told()), header.modality),
        remarks=header.remarks,
        picture_px=(header.width, header.height),
    )


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
