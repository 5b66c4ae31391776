"""What truly happens in a synthetic recording of a phone on a muscle."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from numpy import float64
from numpy.typing import NDArray

from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind


class Happening(StrEnum):
    """What moves the phone."""

    TWITCH = "twitch"
    TREMOR = "tremor"
    CLONUS = "clonus"
    SPASM = "spasm"
    VOLUNTARY = "voluntary"
    HEARTBEAT = "heartbeat"
    TAP = "tap"
    MOVED = "moved"
    VIBRATION = "vibration"
    STEP = "step"


KIND_OF = {
    Happening.TWITCH: (EventKind.FASCICULATION, None),
    Happening.TREMOR: (EventKind.TREMOR, None),
    Happening.CLONUS: (EventKind.CLONUS, None),
    Happening.SPASM: (EventKind.SPASM, None),
    Happening.VOLUNTARY: (EventKind.VOLUNTARY, None),
    Happening.HEARTBEAT: (EventKind.ARTEFACT, EventDetail.HEARTBEAT),
    Happening.TAP: (EventKind.ARTEFACT, EventDetail.MOVEMENT),
    Happening.MOVED: (EventKind.ARTEFACT, EventDetail.MOVEMENT),
    Happening.VIBRATION: (EventKind.ARTEFACT, EventDetail.MOVEMENT),
    Happening.STEP: (EventKind.ARTEFACT, EventDetail.MOVEMENT),
}
"""How a measurement ought to name each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccelTruth:
    """One happening: when it begins, how long it lasts, and its largest value in m/s²."""

    onset_s: float
    duration_s: float
    happening: Happening
    kind: EventKind
    detail: EventDetail | None
    peak_ms2: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SyntheticAccel:
    """A phone's recording: times in s, (samples,), samples in m/s², (samples, 3), and its truth.

    `noise_ms2` is the standard deviation of the phone's noise, for one axis.
    """

    times_s: NDArray[float64]
    samples_ms2: NDArray[float64]
    rate_hz: float
    noise_ms2: float
    truth: tuple[AccelTruth, ...]
