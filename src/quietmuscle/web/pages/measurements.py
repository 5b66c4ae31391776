"""Kept measurements: the list, and the result of each, which the person can correct."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from fastapi import Depends
from fastapi import Query
from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.responses import RedirectResponse
from fastapi.responses import Response
from markupsafe import Markup

from quietmuscle.base.errors import QuietMuscleError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.ids import new_id
from quietmuscle.base.ids import read_id
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow import measurements
from quietmuscle.flow.measurements import Details
from quietmuscle.flow.measurements import Said
from quietmuscle.flow.measurements import WholeMeasurement
from quietmuscle.knowledge.facts import facts
from quietmuscle.model.corrected import ShownEvent
from quietmuscle.model.corrected import SummedMeasurement
from quietmuscle.model.measurement import EventKind
from quietmuscle.model.site import read_site
from quietmuscle.report import measured_words as words
from quietmuscle.report.charts import NARROW_PX
from quietmuscle.report.charts import WIDE_PX
from quietmuscle.report.measured_picture import picture_places
from quietmuscle.report.measured_picture import timeline
from quietmuscle.web.cursor import read_cursor
from quietmuscle.web.cursor import spell_cursor
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import page
from quietmuscle.web.pages.episode import place_groups
from quietmuscle.web.sent_form import sent_fields
from quietmuscle.web.wire import Absent

router = APIRouter(prefix="/measure")

MOST_FIELDS = 60
EVENTS_A_PAGE = 40
PICTURE_PX = 320


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A measurement in the list: its count in words."""

    shown: SummedMeasurement
    count: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """An event in the table: when, what the program says, how sure it is, how large it was."""

    event: ShownEvent
    at: str
    says: Message
    sure: str
    size: Message | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsPage:
    """Some of the events, the number of this page from 1, and how many there are."""

    lines: tuple[EventLine, ...]
    number: int
    pages: int
    others: bool


async def _sent(request: Request) -> list[tuple[str, str]]:
    """The fields of a form."""
    return await sent_fields(request, MOST_FIELDS)


Sent = Annotated[list[tuple[str, str]], Depends(_sent)]


@router.get("/kept", response_class=HTMLResponse)
def kept(
    request: Request,
    workspace: ThisWorkspace,
    after: Annotated[str | Absent, Query(max_length=100)] = None,
) -> HTMLResponse:
    """What was measured, the newest first."""
    found = measurements.kept_measurements(workspace, read_cursor(after) if after else None)
    return page(
        request,
        "measure_result_list.html",
        place="measure",
        lines=tuple(map(line, found.measurements)),
        modalities=words.MODALITIES,
        older=f"/measure/kept?after={spell_cursor(found.next)}" if found.next else None,
        newest=after is None,
    )


def line(shown: SummedMeasurement) -> Line:
    """A measurement for a list."""
    return Line(shown=shown, count=words.headline(shown.kept.result, shown.summary.corrected))


@router.get("/{measurement_id}", response_class=HTMLResponse)
def result(
    request: Request,
    workspace: ThisWorkspace,
    measurement_id: UUID,
    events: Annotated[int, Query(ge=1, le=100_000)] = 1,
    others: str = "",
) -> HTMLResponse:
    """The result of a measurement, with everything that can be said to it."""
    return _result(request, workspace, measurement_id, events, bool(others))


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
                    onset_s=_seconds(onset) if "event" not in told else None,
                ),
                change_id=change_id,
            )
    except ValueNotUnderstoodError as refusal:
        return _result(request, workspace, measurement_id, 1, False, refusal=refusal, onset=onset)
    back = f"?events={told['page']}" if told.get("page", "").isdecimal() else ""
    if told.get("others"):
        back += f"{'&' if back else '?'}others=1"
    return RedirectResponse(f"/measure/{measurement_id}{back}#events", status_code=303)


@router.post("/{measurement_id}/details", response_class=HTMLResponse)
def tell_details(
    request: Request, workspace: ThisWorkspace, measurement_id: UUID, sent: Sent
) -> Response:
    """Tell where and on which day it was measured, and a note."""
    told = dict(sent)
    before = workspace.diary.measurements.get(measurement_id)
    day = told.get("day", "")
    try:
        same_day = day in {"", before.moment.logical_day.isoformat()}
        details = Details(
            sites=tuple(
                dict.fromkeys(read_site(each) for name, each in sent if name == "place" and each)
            ),
            day=None if same_day else _day(day),
            note=told.get("note", "").replace("\r\n", "\n"),
            keep_recording=False if told.get("forget") else None,
        )
        measurements.change_details(
            workspace, measurement_id, details, change_id=new_id(workspace.clock.now_utc())
        )
    except ValueNotUnderstoodError as refusal:
        return _result(request, workspace, measurement_id, 1, False, refusal=refusal)
    return RedirectResponse(f"/measure/{measurement_id}", status_code=303)


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


def _result(  # noqa: PLR0913, PLR0917 - what is shown, and what was refused on it
    request: Request,
    workspace: ThisWorkspace,
    measurement_id: UUID,
    number: int,
    others: bool,  # noqa: FBT001
    refusal: QuietMuscleError | None = None,
    onset: str = "",
) -> HTMLResponse:
    whole = measurements.kept_measurement(workspace, measurement_id)
    language = workspace.diary.preferences.settings().language
    found = whole.kept.result
    return page(
        request,
        "measure_result.html",
        place="measure",
        status_code=422 if refusal else 200,
        kept=whole.kept,
        summary=whole.summary,
        headline=words.headline(found, whole.summary.corrected),
        sure=words.how_sure(found, whole.summary),
        unseen=words.not_seen(found),
        modality=words.MODALITIES[found.modality],
        made_with=words.MADE_WITH[whole.kept.made_with],
        honest=facts("measuring"),
        times=_times(whole, language),
        rings=_rings(whole, language),
        events=_events_page(whole, number, others=others),
        has_others=any(not _is_of_interest(one) for one in whole.events),
        length=words.moment_words(found.duration_s),
        place_groups=place_groups(),
        refusal=refusal.message if refusal else None,
        onset=onset,
    )


def _times(whole: WholeMeasurement, language: str) -> tuple[Markup, Markup]:
    """The time line for a phone and for a desk."""
    narrow, wide = (
        Markup(  # noqa: S704 - our own drawing
            timeline(
                whole.events,
                whole.kept.result.duration_s,
                width_px=width,
                language=language,
                id_prefix=f"times-{width}",
            )
        )
        for width in (NARROW_PX, WIDE_PX)
    )
    return narrow, wide


def _rings(whole: WholeMeasurement, language: str) -> Markup:
    """Where in a video it twitched; empty for other recordings."""
    size = whole.kept.recording.picture_px
    if size is None:
        return Markup()
    return Markup(  # noqa: S704 - our own drawing
        picture_places(
            whole.events, size, width_px=PICTURE_PX, language=language, id_prefix="places"
        )
    )


def _is_of_interest(one: ShownEvent) -> bool:
    """Whether an event is a twitch, was one, or perhaps is one."""
    unsure = one.machine is not None and one.machine.detail == "unsure"
    return one.is_twitch or one.correction is not None or unsure


def _events_page(whole: WholeMeasurement, number: int, *, others: bool) -> EventsPage:
    shown = tuple(one for one in whole.events if _is_of_interest(one) != others)
    pages = max(1, -(-len(shown) // EVENTS_A_PAGE))
    number = min(number, pages)
    part = shown[(number - 1) * EVENTS_A_PAGE : number * EVENTS_A_PAGE]
    return EventsPage(
        lines=tuple(map(_event_line, part)), number=number, pages=pages, others=others
    )


def _event_line(one: ShownEvent) -> EventLine:
    machine = one.machine
    if machine is None:
        said = Message(_("nothing: you added it"))
        return EventLine(
            event=one, at=words.moment_words(one.onset_s), says=said, sure="", size=None
        )
    return EventLine(
        event=one,
        at=words.moment_words(one.onset_s),
        says=words.event_words(machine),
        sure=f"{100 * machine.confidence:.0f} %",
        size=None
        if machine.amplitude is None
        else words.size_words(machine.amplitude, machine.amplitude_unit),
    )


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


def _seconds(text: str) -> float:
    """A moment as people write it: 12.5, 12,5 or 1:02.5."""
    minutes, colon, rest = text.replace(",", ".").rpartition(":")
    try:
        seconds = float(rest)
        whole = int(minutes) if colon else 0
    except ValueError:
        seconds, whole = -1.0, 0
    if not 0 <= seconds < float("inf") or whole < 0:
        raise ValueNotUnderstoodError(
            Message(
                _("A moment of the recording is written as 0:12.5, not {text}."),
                {"text": text[:30] or "…"},
            )
        )
    return 60 * whole + seconds
