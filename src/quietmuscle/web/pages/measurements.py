"""Kept measurements: the list, and the result of each, which the person can correct."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from fastapi import Depends
from fastapi import Query
from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.responses import RedirectResponse
from fastapi.responses import Response

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.ids import new_id
from quietmuscle.base.ids import read_id
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow import measurements
from quietmuscle.flow.left_out import Stretch
from quietmuscle.flow.left_out import leave_out
from quietmuscle.flow.left_out import take_in_again
from quietmuscle.flow.measurements import Details
from quietmuscle.flow.measurements import Said
from quietmuscle.flow.workspace import Workspace
from quietmuscle.model.corrected import SummedMeasurement
from quietmuscle.model.kept_measurement import Posture
from quietmuscle.model.measurement import EventKind
from quietmuscle.model.query import Cursor
from quietmuscle.model.site import SiteRef
from quietmuscle.model.site import read_site
from quietmuscle.report import measured_words as words
from quietmuscle.web.cursor import read_cursor
from quietmuscle.web.cursor import spell_cursor
from quietmuscle.web.house import ThisHouse
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import page
from quietmuscle.web.pages.measurement_result import Asked
from quietmuscle.web.pages.measurement_result import Refused
from quietmuscle.web.pages.measurement_result import mark_of
from quietmuscle.web.pages.measurement_result import page_of
from quietmuscle.web.pages.measurement_result import result_page
from quietmuscle.web.part import Part
from quietmuscle.web.sent_form import sent_fields
from quietmuscle.web.wire import Absent

router = Part(prefix="/measure")

MOST_FIELDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A measurement in the list: its count in words, or None where numbers are not shown."""

    shown: SummedMeasurement
    count: Message | None


async def _sent(request: Request) -> list[tuple[str, str]]:
    """The fields of a form."""
    return await sent_fields(request, MOST_FIELDS)


Sent = Annotated[list[tuple[str, str]], Depends(_sent)]


@router.get("/kept", response_class=HTMLResponse)
def kept(
    request: Request,
    workspace: ThisWorkspace,
    house: ThisHouse,
    after: Annotated[str | Absent, Query(max_length=100)] = None,
    look: str = "",
) -> HTMLResponse:
    """What was measured, the newest first; and above it what could not be, and is still here."""
    found = measurements.kept_measurements(workspace, read_cursor(after) if after else None)
    calm = _is_calm(workspace, look)
    return page(
        request,
        "measure_result_list.html",
        place="measure",
        lines=tuple(line(each, calm=calm) for each in found.measurements),
        modalities=words.MODALITIES,
        older=_older(found.next, look),
        calm=calm,
        held=house.measuring.held() if not after else (),
        newest=after is None,
    )


def line(shown: SummedMeasurement, *, calm: bool) -> Line:
    """A measurement for a list; in calm mode without its count."""
    count = words.headline(shown.kept.result, shown.summary.corrected)
    return Line(shown=shown, count=None if calm else count)


def _older(after: Cursor | None, look: str) -> str | None:
    if after is None:
        return None
    return f"/measure/kept?after={spell_cursor(after)}{'&look=1' if look else ''}"


def _is_calm(workspace: Workspace, look: str) -> bool:
    """Whether numbers rest: the person wished it, and did not ask to look anyway."""
    return workspace.diary.preferences.settings().calm_mode and not look


@router.get("/{measurement_id}", response_class=HTMLResponse)
def result(
    request: Request,
    workspace: ThisWorkspace,
    measurement_id: UUID,
    asked: Annotated[Asked, Depends()],
) -> HTMLResponse:
    """The result of a measurement, with everything that can be said to it."""
    return result_page(request, workspace, measurement_id, asked)


@router.post("/{measurement_id}/say", response_class=HTMLResponse)
def say_event(
    request: Request, workspace: ThisWorkspace, measurement_id: UUID, sent: Sent
) -> Response:
    """Say what an event is, add one that was missed, or take back what was said."""
    told = dict(sent)
    change_id = new_id(workspace.clock.now_utc())
    onset = told.get("onset", "").strip()
    try:
        if told.get("undo"):
            measurements.take_back_correction(
                workspace, measurement_id, read_id(told["undo"]), change_id=change_id
            )
        else:
            measurements.correct(
                workspace,
                measurement_id,
                new_id(workspace.clock.now_utc()),
                Said(
                    kind=_kind(told.get("kind", "")),
                    event=_whole(told["event"]) if "event" in told else None,
                    onset_s=words.read_moment(onset) if "event" not in told else None,
                ),
                change_id=change_id,
            )
    except ValueNotUnderstoodError as refusal:
        asked = Asked(look=told.get("look", ""))
        refused = Refused(why=refusal.message, onset=onset)
        return result_page(request, workspace, measurement_id, asked, refused)
    page_told = told.get("page", "")
    back = {"events": page_told if page_told.isdecimal() else "1", "saved": "event"}
    if onset and "event" not in told:  # one that was added: where it stands now
        whole = measurements.kept_measurement(workspace, measurement_id)
        number = page_of(whole, words.read_moment(onset), is_whole=bool(told.get("whole")))
        back["events"] = str(number)
        told.pop("others", None)
    back |= {name: "1" for name in ("others", "whole", "look") if told.get(name)}
    query = urlencode(back)
    return RedirectResponse(f"/measure/{measurement_id}?{query}#events", status_code=303)


@router.post("/{measurement_id}/stretch", response_class=HTMLResponse)
def tell_stretch(
    request: Request, workspace: ThisWorkspace, measurement_id: UUID, sent: Sent
) -> Response:
    """Leave a stretch of the recording out, or take one in again."""
    told = dict(sent)
    change_id = new_id(workspace.clock.now_utc())
    start, stop = (told.get(name, "").strip() for name in ("start", "stop"))
    try:
        if told.get("undo"):
            take_in_again(workspace, measurement_id, read_id(told["undo"]), change_id=change_id)
        else:
            leave_out(
                workspace,
                measurement_id,
                Stretch(
                    id=new_id(workspace.clock.now_utc()),
                    start_s=words.read_moment(start),
                    stop_s=words.read_moment(stop),
                ),
                change_id=change_id,
            )
    except ValueNotUnderstoodError as refusal:
        asked = Asked(look=told.get("look", ""))
        refused = Refused(why=refusal.message, start=start or "0:00", stop=stop)
        return result_page(request, workspace, measurement_id, asked, refused)
    query = urlencode({"saved": "stretch"} | ({"look": "1"} if told.get("look") else {}))
    return RedirectResponse(f"/measure/{measurement_id}?{query}#stretches", status_code=303)


@router.post("/{measurement_id}/place", response_class=HTMLResponse)
def tell_place(
    request: Request, workspace: ThisWorkspace, measurement_id: UUID, sent: Sent
) -> Response:
    """Tell which muscle was measured; all else stays as it is."""
    before = workspace.diary.measurements.get(measurement_id)
    look = dict(sent).get("look", "")
    try:
        details = Details(sites=_places(sent), note=before.note, posture=before.recording.posture)
        measurements.change_details(
            workspace, measurement_id, details, change_id=new_id(workspace.clock.now_utc())
        )
    except ValueNotUnderstoodError as refusal:
        asked = Asked(look=look)
        return result_page(request, workspace, measurement_id, asked, Refused(why=refusal.message))
    query = urlencode({"saved": "place"} | ({"look": "1"} if look else {}))
    return RedirectResponse(f"/measure/{measurement_id}?{query}#muscle", status_code=303)


@router.post("/{measurement_id}/details", response_class=HTMLResponse)
def tell_details(
    request: Request, workspace: ThisWorkspace, measurement_id: UUID, sent: Sent
) -> Response:
    """Tell where and on which day it was measured, and a note."""
    told = dict(sent)
    before = workspace.diary.measurements.get(measurement_id)
    day = told.get("day", "")
    try:
        if told.get("seen") not in {None, mark_of(before)}:
            raise ValueNotUnderstoodError(  # noqa: TRY301 - it is shown as the others are
                Message(
                    _(
                        "Place, day or note were changed elsewhere meanwhile. They are shown as "
                        "they are now; please tell yours again."
                    )
                )
            )
        same_day = day in {"", before.moment.logical_day.isoformat()}
        details = Details(
            sites=_places(sent),
            day=None if same_day else _day(day),
            note=told.get("note", "").replace("\r\n", "\n"),
            posture=Posture(told["posture"]) if told.get("posture") in set(Posture) else None,
            keep_recording=False if told.get("forget") else None,
        )
        measurements.change_details(
            workspace, measurement_id, details, change_id=new_id(workspace.clock.now_utc())
        )
    except ValueNotUnderstoodError as refusal:
        refused = Refused(why=refusal.message, told=True)
        return result_page(request, workspace, measurement_id, Asked(), refused)
    return RedirectResponse(f"/measure/{measurement_id}?saved=1#told", status_code=303)


@router.post("/{measurement_id}/delete", response_class=HTMLResponse)
def delete(request: Request, workspace: ThisWorkspace, measurement_id: UUID) -> HTMLResponse:
    """Put a measurement into the bin, and offer to take it back."""
    change_id = new_id(workspace.clock.now_utc())
    gone = measurements.delete_measurement(workspace, measurement_id, change_id=change_id).entry
    return page(request, "measure_result_gone.html", place="measure", gone=gone)


@router.post("/{measurement_id}/restore", response_class=HTMLResponse)
def restore(workspace: ThisWorkspace, measurement_id: UUID) -> Response:
    """Take a measurement back out of the bin."""
    change_id = new_id(workspace.clock.now_utc())
    measurements.restore_measurement(workspace, measurement_id, change_id=change_id)
    return RedirectResponse(f"/measure/{measurement_id}", status_code=303)


def _places(sent: list[tuple[str, str]]) -> tuple[SiteRef, ...]:
    """The places that a form tells, each once."""
    return tuple(dict.fromkeys(read_site(each) for name, each in sent if name == "place" and each))


def _kind(text: str) -> EventKind:
    if text not in set(EventKind):
        raise ValueNotUnderstoodError(Message(_("This correction cannot be read.")))
    return EventKind(text)


def _whole(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise ValueNotUnderstoodError(Message(_("This measurement has no such event.")))
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueNotUnderstoodError(
            Message(_("The day {day} cannot be read."), {"day": text[:30]})
        ) from None
