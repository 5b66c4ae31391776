"""A stretch of a kept EMG to be looked at, read in a process of its own."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.capture.isolated import Bounds
from quietmuscle.capture.isolated import in_isolation
from quietmuscle.flow.measurements import recording_path
from quietmuscle.model.recording import Modality

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.measure.emg_trace import EmgTrace
    from quietmuscle.measure.emg_trace import TraceWish
    from quietmuscle.model.kept_measurement import KeptMeasurement

LONGEST_TO_READ_S = 120.0
MOST_STEPS = 200_000
MOST_CHANNELS = 4096
_BOUNDS = Bounds(time_s=LONGEST_TO_READ_S)


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAt:
    """Which stretch of which channel, and in how many steps at most."""

    channel: int = 0
    start_s: float = 0.0
    stop_s: float | None = None
    most: int = MOST_STEPS


def trace_of(workspace: Workspace, measurement_id: UUID, look: LookAt) -> EmgTrace:
    """A stretch of a recording that was kept.

    Raises NotFoundError where it was not kept, or is no EMG, and
    ValueNotUnderstoodError for a stretch or channel that it does not have.
    """
    kept = workspace.diary.measurements.get(measurement_id)
    if kept.result.modality is not Modality.EMG:
        raise NotFoundError(Message(_("Only recordings of electrodes have such a trace.")))
    stop_s = kept.result.duration_s if look.stop_s is None else look.stop_s
    stop_s = min(stop_s, kept.result.duration_s)
    is_stretch = math.isfinite(look.start_s) and 0 <= look.start_s < stop_s
    if not is_stretch or not 0 <= look.channel < channels_of(kept):
        raise ValueNotUnderstoodError(
            Message(_("The recording has no such stretch, or no such channel."))
        )
    path = recording_path(workspace, measurement_id)
    from quietmuscle.measure.emg_trace import TraceWish  # brings SciPy

    wish = TraceWish(
        channel=look.channel,
        start_s=look.start_s,
        stop_s=stop_s,
        most=min(look.most, MOST_STEPS),
    )
    return in_isolation(read_trace, path, _told(kept, "rate_hz"), wish, bounds=_BOUNDS)


def channels_of(kept: KeptMeasurement) -> int:
    """How many channels were measured."""
    told = _told(kept, "channels")
    return 1 if told is None else min(round(told), MOST_CHANNELS)


def read_trace(path: Path, rate_hz: float | None, wish: TraceWish) -> EmgTrace:
    """The stretch of a file; to be run where a file from outside can do no harm."""
    from quietmuscle.capture.reading import read_signal
    from quietmuscle.measure.emg_trace import emg_trace

    return emg_trace(read_signal(path, modality=Modality.EMG, rate_hz=rate_hz), wish)


def _told(kept: KeptMeasurement, name: str) -> float | None:
    """A parameter that was kept with the result; files may be silent on their rate."""
    return dict(kept.result.parameters).get(name)
