"""The trace of a kept EMG as a page: raw and cleaned, its events by motor unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Annotated
from uuid import UUID

from fastapi import Query
from fastapi import Request
from fastapi.responses import HTMLResponse

from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow.measurements import kept_measurement
from quietmuscle.flow.recording_trace import channels_of
from quietmuscle.model.recording import Modality
from quietmuscle.report import measured_words as words
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import page
from quietmuscle.web.part import Part

if TYPE_CHECKING:
    from quietmuscle.model.corrected import ShownEvent

router = Part(prefix="/measure")

EVENTS_A_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceEvent:
    """An event of the trace: when, of which motor unit, what the program and the person say."""

    onset_s: float
    duration_s: float
    at: str
    unit: int | None
    counts: bool
    says: Message
    told: Message | None


@router.get("/{measurement_id}/trace", response_class=HTMLResponse)
def trace_page(
    request: Request,
    workspace: ThisWorkspace,
    measurement_id: UUID,
    part: Annotated[int, Query(ge=1, le=100_000)] = 1,
    look: str = "",
) -> HTMLResponse:
    """The page of a trace; its table of events stands also without a script."""
    whole = kept_measurement(workspace, measurement_id)
    if whole.kept.result.modality is not Modality.EMG:
        raise NotFoundError(Message(_("Only recordings of electrodes have such a trace.")))
    calm = workspace.diary.preferences.settings().calm_mode and not look
    pages = max(1, -(-len(whole.events) // EVENTS_A_PAGE))
    number = min(part, pages)
    first = (number - 1) * EVENTS_A_PAGE
    return page(
        request,
        "measure_result_trace.html",
        place="measure",
        kept=whole.kept,
        calm=calm,
        look=bool(look),
        channels=channels_of(whole.kept),
        events=tuple(map(_event, whole.events[first : first + EVENTS_A_PAGE])),
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
        unit=None if machine is None else machine.unit_id,
        counts=one.is_twitch,
        says=Message(_("nothing: you added it")) if machine is None else words.event_words(machine),
        told=told,
    )
