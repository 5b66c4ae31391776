"""A stretch of a kept EMG, for the page that draws it and for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Annotated
from typing import Self
from uuid import UUID

import numpy as np
from fastapi import Depends
from fastapi import Query

from quietmuscle.flow.recording_trace import MOST_CHANNELS
from quietmuscle.flow.recording_trace import MOST_STEPS
from quietmuscle.flow.recording_trace import LookAt
from quietmuscle.flow.recording_trace import trace_of
from quietmuscle.model.kept_measurement import LONGEST_S
from quietmuscle.model.recording import SignalUnit
from quietmuscle.web.house import ThisHouse
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.part import Part
from quietmuscle.web.wire import Absent
from quietmuscle.web.wire import Wire

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    from quietmuscle.measure.emg_trace import EmgTrace
    from quietmuscle.measure.envelope import Envelope

router = Part(prefix="/measurements", tags=["measurements"])

FIGURES = 5
"""So many figures of a sample go over the wire: 16 bits have not more."""

Seconds = Annotated[float, Query(ge=0, le=LONGEST_S, allow_inf_nan=False)]


class EnvelopeWire(Wire):
    """The lowest and the highest sample of each step; null where there is none.

    Where `is_samples`, each step holds one sample, and `high` is empty: it is `low`.
    """

    start_s: float
    step_s: float
    is_samples: bool
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]

    @classmethod
    def of(cls, found: Envelope) -> Self:
        """The envelope as it goes over the wire."""
        return cls(
            start_s=found.start_s,
            step_s=found.step_s,
            is_samples=found.is_samples,
            low=_rounded(found.low),
            high=() if found.is_samples else _rounded(found.high),
        )


class TraceWire(Wire):
    """A stretch of one channel, as it was recorded and cleaned (its band, without hum).

    `unit` is null where the file does not tell it.
    """

    channels: tuple[str, ...]
    rate_hz: float
    unit: SignalUnit | None
    raw: EnvelopeWire
    cleaned: EnvelopeWire

    @classmethod
    def of(cls, found: EmgTrace) -> Self:
        """The trace as it goes over the wire."""
        return cls(
            channels=found.channels,
            rate_hz=found.rate_hz,
            unit=found.unit,
            raw=EnvelopeWire.of(found.raw),
            cleaned=EnvelopeWire.of(found.cleaned),
        )


@dataclass(frozen=True, slots=True)
class TraceAsked:
    """Which stretch of which channel is asked for; without an end, up to the recording's."""

    channel: Annotated[int, Query(ge=0, lt=MOST_CHANNELS)] = 0
    from_s: Seconds = 0.0
    to_s: Seconds | Absent = None
    steps: Annotated[int, Query(ge=1, le=MOST_STEPS)] = 2000


@router.get("/{measurement_id}/trace")
def get_trace(
    workspace: ThisWorkspace,
    house: ThisHouse,
    measurement_id: UUID,
    asked: Annotated[TraceAsked, Depends()],
) -> TraceWire:
    """A stretch of an EMG whose recording was kept, in so many steps at most."""
    look = LookAt(channel=asked.channel, start_s=asked.from_s, stop_s=asked.to_s, most=asked.steps)
    with house.tracing:
        found = trace_of(workspace, measurement_id, look)
    return TraceWire.of(found)


def _rounded(values: NDArray[float64]) -> tuple[float | None, ...]:
    """The values to so many figures; None where there is none."""
    return tuple(
        float(f"{value:.{FIGURES}g}") if is_there else None
        for value, is_there in zip(values.tolist(), np.isfinite(values).tolist(), strict=True)
    )
