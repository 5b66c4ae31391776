"""Kept measurements: the list, and the result of each, which the person can correct."""

from __future__ import annotations

import hashlib
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
from markupsafe import Markup

from quietmuscle.base.errors import QuietMuscleError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.ids import new_id
from quietmuscle.base.ids import read_id
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow import measurements
from quietmuscle.flow.measured_change import change_of
from quietmuscle.flow.measurements import Details
from quietmuscle.flow.measurements import Said
from quietmuscle.flow.measurements import WholeMeasurement
from quietmuscle.flow.workspace import Workspace
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.facts import facts
from quietmuscle.model.corrected import ShownEvent
from quietmuscle.model.corrected import SummedMeasurement
from quietmuscle.model.kept_measurement import KeptMeasurement
from quietmuscle.model.kept_measurement import Posture
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind
from quietmuscle.model.query import Cursor
from quietmuscle.model.site import read_site
from quietmuscle.report import measured_words as words
from quietmuscle.report.charts import NARROW_PX
from quietmuscle.report.charts import WIDE_PX
from quietmuscle.report.measured_change import change_words
from quietmuscle.report.measured_picture import picture_places
from quietmuscle.report.measured_picture import timeline
from quietmuscle.web.cursor import read_cursor
from quietmuscle.web.cursor import spell_cursor
from quietmuscle.web.house import ThisHouse
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import page
from quietmuscle.web.pages.episode import place_groups
from quietmuscle.web.part import Part
from quietmuscle.web.sent_form import sent_fields
from quietmuscle.web.wire import Absent

router = Part(prefix="/measure")

MOST_FIELDS = 60
EVENTS_A_PAGE = 40
PICTURE_PX = 320
LONG_KINDS = frozenset({EventKind.VOLUNTARY, EventKind.SPASM, EventKind.TREMOR, EventKind.CLONUS})
"""What lasts, and cannot have been one twitch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A measurement in the list: its count in words, or None where numbers are not shown."""

    shown: SummedMeasurement
    count: Message | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """An event in the table: when, what the program says, how sure it is, how large it was."""

    event: ShownEvent
    at: str
    says: Message
    sure: Message | None
    size: Message | None
    may_be_twitch: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsPage:
    """Some of the events, the number of this page from 1, and how many there are."""

    lines: tuple[EventLine, ...]
    number: int
    pages: int
    others: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of the events is asked for, and whether numbers are wanted in calm mode."""

    events: Annotated[int, Query(ge=1, le=100_000)] = 1
    others: str = ""
    look: str = ""
    saved: str = ""


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
    return _result(request, workspace, measurement_id, asked)


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
        return _result(request, workspace, measurement_id, asked, refusal=refusal, onset=onset)
    page_told = told.get("page", "")
    back = {"events": page_told} if page_told.isdecimal() else {}
    back |= {name: "1" for name in ("others", "look") if told.get(name)}
    query = f"?{urlencode(back)}" if back else ""
    return RedirectResponse(f"/measure/{measurement_id}{query}#events", status_code=303)


@router.post("/{measurement_id}/details", response_class=HTMLResponse)
def tell_details(
    request: Request, workspace: ThisWorkspace, measurement_id: UUID, sent: Sent
) -> Response:
    """Tell where and on which day it was measured, and a note."""
    told = dict(sent)
    before = workspace.diary.measurements.get(measurement_id)
    day = told.get("day", "")
    try:
        if told.get("seen") not in {None, _mark_of(before)}:
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
            sites=tuple(
                dict.fromkeys(read_site(each) for name, each in sent if name == "place" and each)
            ),
            day=None if same_day else _day(day),
            note=told.get("note", "").replace("\r\n", "\n"),
            posture=Posture(told["posture"]) if told.get("posture") in set(Posture) else None,
            keep_recording=False if told.get("forget") else None,
        )
        measurements.change_details(
            workspace, measurement_id, details, change_id=new_id(workspace.clock.now_utc())
        )
    except ValueNotUnderstoodError as refusal:
        return _result(request, workspace, measurement_id, Asked(), refusal=refusal)
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


def _mark_of(kept: KeptMeasurement) -> str:
    """A short mark of what the form of details shows, to see whether it changed meanwhile."""
    posture = kept.recording.posture or ""
    shown = (kept.moment.logical_day.isoformat(), *map(str, kept.sites), posture, kept.note)
    return hashlib.sha256("\n".join(shown).encode()).hexdigest()[:16]


def _result(  # noqa: PLR0913 - what is shown, and what was refused on it
    request: Request,
    workspace: ThisWorkspace,
    measurement_id: UUID,
    asked: Asked,
    *,
    refusal: QuietMuscleError | None = None,
    onset: str = "",
) -> HTMLResponse:
    whole = measurements.kept_measurement(workspace, measurement_id)
    language = workspace.diary.preferences.settings().language
    found = whole.kept.result
    calm = _is_calm(workspace, asked.look)
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
        changed=change_words(change_of(workspace, whole), language),
        repeated=fact("measuring_repeatability"),
        postures=words.POSTURES,
        modality=words.MODALITIES[found.modality],
        made_with=words.MADE_WITH[whole.kept.made_with],
        honest=facts("measuring"),
        times=_times(whole, language),
        rings=_rings(whole, language),
        events=_events_page(whole, asked.events, others=bool(asked.others)),
        calm=calm,
        look=bool(asked.look),
        saved=bool(asked.saved),
        seen=_mark_of(whole.kept),
        has_others=any(not _is_of_interest(one) for one in whole.events),
        length=words.moment_words(found.duration_s),
        place_groups=place_groups(),
        refusal=refusal.message if refusal else None,
        onset=onset,
        refused_below=bool(refusal and onset and not calm),
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
    machine = one.machine
    unsure = (
        machine is not None
        and machine.kind is EventKind.OTHER
        and machine.detail is EventDetail.UNSURE
    )
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
            event=one,
            at=words.moment_words(one.onset_s),
            says=said,
            sure=None,
            size=None,
            may_be_twitch=True,
        )
    return EventLine(
        event=one,
        at=words.moment_words(one.onset_s),
        says=words.event_words(machine),
        sure=words.sure_words(machine.confidence),
        size=None
        if machine.amplitude is None
        else words.size_words(machine.amplitude, machine.amplitude_unit),
        may_be_twitch=machine.kind not in LONG_KINDS,
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
