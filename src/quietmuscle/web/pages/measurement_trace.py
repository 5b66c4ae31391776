"""The trace of a kept EMG as a page: raw and cleaned, its events by motor unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Annotated
from uuid import UUID

from fastapi import Depends
from fastapi import Query
from fastapi import Request
from fastapi.responses import HTMLResponse

from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow.measurements import kept_measurement
from quietmuscle.flow.recording_trace import channels_of
from quietmuscle.model.kept_measurement import LONGEST_S
from quietmuscle.model.recording import Modality
from quietmuscle.report import measured_words as words
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import page
from quietmuscle.web.part import Part
from quietmuscle.web.wire import Absent

if TYPE_CHECKING:
    from quietmuscle.model.corrected import ShownEvent

router = Part(prefix="/measure")

EVENTS_A_PAGE = 50
NEAR_S = 0.05
"""So much is shown to either side of an event that is gone to."""

Seconds = Annotated[float, Query(ge=0, le=LONGEST_S, allow_inf_nan=False)]


@dataclass(frozen=True, slots=True)
class PartAsked:
    """Which stretch of the recording is shown, which page of its table, and whether in calm mode.

    Without an end it goes up to the recording's.
    """

    from_s: Seconds = 0.0
    to_s: Seconds | Absent = None
    part: Annotated[int, Query(ge=1, le=100_000)] = 1
    look: str = ""

    def view_s(self, length_s: float) -> tuple[float, float]:
        """From when to when; all of it where the recording has no such stretch."""
        stop_s = length_s if self.to_s is None else min(self.to_s, length_s)
        return (self.from_s, stop_s) if self.from_s < stop_s else (0.0, length_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceEvent:
    """An event of the trace: when, of which motor unit, what the program and the person say."""

    onset_s: float
    duration_s: float
    at: str
    near_s: tuple[float, float]
    unit: int | None
    counts: bool
    says: Message
    told: Message | None


@router.get("/{measurement_id}/trace", response_class=HTMLResponse)
def trace_page(
    request: Request,
    workspace: ThisWorkspace,
    measurement_id: UUID,
    asked: Annotated[PartAsked, Depends()],
) -> HTMLResponse:
    """The page of a trace; its table has the events of the stretch, also without a script."""
    whole = kept_measurement(workspace, measurement_id)
    if whole.kept.result.modality is not Modality.EMG:
        raise NotFoundError(Message(_("Only recordings of electrodes have such a trace.")))
    calm = workspace.diary.preferences.settings().calm_mode and not asked.look
    length_s = whole.kept.result.duration_s
    view_s = asked.view_s(length_s)
    inside = [each for each in whole.events if view_s[0] <= each.onset_s <= view_s[1]]
    pages = max(1, -(-len(inside) // EVENTS_A_PAGE))
    number = min(asked.part, pages)
    first = (number - 1) * EVENTS_A_PAGE
    return page(
        request,
        "measure_result_trace.html",
        place="measure",
        kept=whole.kept,
        calm=calm,
        look=bool(asked.look),
        channels=channels_of(whole.kept),
        view_s=view_s,
        is_all=view_s == (0.0, length_s),
        events=tuple(map(_event, inside[first : first + EVENTS_A_PAGE])),
        number=number,
        pages=pages,
    )


def _event(one: ShownEvent) -> TraceEvent:
    """An event as the table and the picture show it."""
    machine = one.machine
    if one.is_left_out:
        told = Message(_("left out"))
    elif one.correction is None:
        told = None
    else:
        told = Message(_("a twitch") if one.is_twitch else _("not a twitch"))
    return TraceEvent(
        onset_s=one.onset_s,
        duration_s=0.0 if machine is None else machine.duration_s,
        at=words.moment_words(one.onset_s),
        near_s=(max(0.0, one.onset_s - NEAR_S), one.onset_s + NEAR_S),
        unit=None if machine is None else machine.unit_id,
        counts=one.is_twitch,
        says=Message(_("nothing: you added it")) if machine is None else words.event_words(machine),
        told=told,
    )
