"""Kept measurements, for the pages and for programs."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from typing import Self
from uuid import UUID

from fastapi import Query
from fastapi.responses import FileResponse
from pydantic import Field
from pydantic import StrictBool
from pydantic import StrictInt

from quietmuscle.flow import measurements
from quietmuscle.flow.left_out import Stretch
from quietmuscle.flow.left_out import leave_out
from quietmuscle.flow.left_out import take_in_again
from quietmuscle.flow.measured_change import change_of
from quietmuscle.flow.measurements import Details
from quietmuscle.flow.measurements import Said
from quietmuscle.flow.measurements import WholeMeasurement
from quietmuscle.flow.measurements import summed
from quietmuscle.model.corrected import Counted
from quietmuscle.model.corrected import ShownEvent
from quietmuscle.model.corrected import SummedMeasurement
from quietmuscle.model.kept_measurement import MOST_EVENTS
from quietmuscle.model.kept_measurement import LeftOut
from quietmuscle.model.kept_measurement import MadeWith
from quietmuscle.model.kept_measurement import Posture
from quietmuscle.model.measured_change import MeasuredChange
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind
from quietmuscle.model.recording import Modality
from quietmuscle.model.site import read_site
from quietmuscle.web.change import ChangeId
from quietmuscle.web.cursor import CURSOR_FORM
from quietmuscle.web.cursor import read_cursor
from quietmuscle.web.cursor import spell_cursor
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.part import Part
from quietmuscle.web.wire import Absent
from quietmuscle.web.wire import Day
from quietmuscle.web.wire import Instant
from quietmuscle.web.wire import Note
from quietmuscle.web.wire import PlaceText
from quietmuscle.web.wire import Wire

router = Part(prefix="/measurements", tags=["measurements"])
# Only ids are read as one, so that /measurements/uploads stays an address of its own.

_BYTES = {"schema": {"type": "string", "format": "binary"}}


class CountWire(Wire):
    """How many twitches, in how much usable time, and the rate with its 95 % interval."""

    twitches: int
    usable_s: float
    rate_per_min: float | None
    rate_interval_95: tuple[float, float] | None

    @classmethod
    def of(cls, counted: Counted) -> Self:
        """The count as it goes over the wire."""
        return cls.model_validate(counted)


class StretchWire(Wire):
    """A stretch that the person leaves out, in seconds from the start."""

    id: UUID
    start_s: float
    stop_s: float
    twitches: int

    @classmethod
    def of(cls, stretch: LeftOut) -> Self:
        """The stretch as it goes over the wire."""
        return cls.model_validate(stretch)


class MeasurementWire(Wire):
    """A measurement as it is kept; `machine` is what the engine counted, `corrected` the person."""

    id: UUID
    instant_utc: datetime
    zone: str
    offset_s: int
    day: Day
    time_known: bool
    places: tuple[str, ...]
    modality: Modality
    made_with: MadeWith
    file: str
    size_bytes: int
    sha256: str
    recording_is_kept: bool
    engine_version: str
    duration_s: float
    usable_s: float
    quality: tuple[str, ...]
    smallest_detectable: float | None
    smallest_detectable_unit: str | None
    machine: CountWire
    corrected: CountWire
    taken_out: int
    put_in: int
    left_out: tuple[StretchWire, ...]
    note: str
    posture: Posture | None

    @classmethod
    def of(cls, shown: SummedMeasurement | WholeMeasurement) -> Self:
        """The measurement as it goes over the wire, without its events."""
        kept, summary = shown.kept, shown.summary
        result = kept.result
        return cls(
            id=kept.id,
            instant_utc=kept.moment.instant_utc,
            zone=kept.moment.zone,
            offset_s=kept.moment.offset_s,
            day=kept.moment.logical_day,
            time_known=kept.moment.time_known,
            places=tuple(map(str, kept.sites)),
            modality=result.modality,
            made_with=kept.made_with,
            file=kept.recording.name,
            size_bytes=kept.recording.size_bytes,
            sha256=kept.recording.sha256,
            recording_is_kept=kept.recording.is_kept,
            engine_version=result.engine_version,
            duration_s=result.duration_s,
            usable_s=result.usable_s,
            quality=result.quality,
            smallest_detectable=result.summary.smallest_detectable,
            smallest_detectable_unit=result.summary.smallest_detectable_unit,
            machine=CountWire.of(summary.machine),
            corrected=CountWire.of(summary.corrected),
            taken_out=summary.taken_out,
            put_in=summary.put_in,
            left_out=tuple(map(StretchWire.of, kept.left_out)),
            note=kept.note,
            posture=kept.recording.posture,
        )


class ChangeWire(Wire):
    """A measurement beside the last one of the same places, method and posture.

    `ratio` is how many times as often it twitched, with the exact 95 % interval
    of the ratio of two Poisson rates; null where none was seen before, and
    `high` where nothing bounds it. All of it is null where nothing may be compared.
    """

    before: UUID | None = None
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    may_be_chance: bool | None = None
    earlier_count: int = 0

    @classmethod
    def of(cls, change: MeasuredChange | None) -> Self:
        """The change as it goes over the wire."""
        if change is None:
            return cls()
        return cls(
            before=change.before,
            ratio=change.ratio.ratio,
            low=change.ratio.low,
            high=change.ratio.high,
            may_be_chance=change.ratio.may_be_chance,
            earlier_count=change.earlier_count,
        )


class MeasurementsWire(Wire):
    """A page of measurements, the newest first, and where the next page begins."""

    measurements: tuple[MeasurementWire, ...]
    next: str | None


class EventWire(Wire):
    """An event: what it counts as now, and what the machine said of it.

    `event` is its number in the machine's list, null for one that the person
    added; `correction` the id of what the person said of it, if anything. One that
    `is_left_out` begins in a stretch that does not count.
    """

    event: int | None
    onset_s: float
    duration_s: float | None
    kind: EventKind
    machine_kind: EventKind | None
    detail: EventDetail | None
    confidence: float | None
    amplitude: float | None
    amplitude_unit: str | None
    channel: str | None
    unit_id: int | None
    location_px: tuple[float, float] | None
    correction: UUID | None
    is_left_out: bool

    @classmethod
    def of(cls, shown: ShownEvent) -> Self:
        """The event as it goes over the wire."""
        machine = shown.machine
        return cls(
            event=shown.number,
            onset_s=shown.onset_s,
            duration_s=machine.duration_s if machine else None,
            kind=shown.kind,
            machine_kind=machine.kind if machine else None,
            detail=machine.detail if machine else None,
            confidence=machine.confidence if machine else None,
            amplitude=machine.amplitude if machine else None,
            amplitude_unit=machine.amplitude_unit if machine else None,
            channel=machine.channel if machine else None,
            unit_id=machine.unit_id if machine else None,
            location_px=machine.location_px if machine else None,
            correction=shown.correction.id if shown.correction else None,
            is_left_out=shown.is_left_out,
        )


class EventsWire(Wire):
    """All events in the order of time."""

    events: tuple[EventWire, ...]


class DetailsToTell(Wire):
    """Where and when it was measured, and a note; without instant and day it keeps its time."""

    places: tuple[PlaceText, ...] = Field(default=(), max_length=40)
    instant_utc: Instant | None = None
    day: Day | None = None
    zone: str | None = None
    note: Note = ""
    posture: Posture | None = None
    keep_recording: StrictBool | None = Field(
        default=None, description="False lets the recording go and keeps the numbers."
    )

    def details(self) -> Details:
        """What is told, in the model's nouns."""
        return Details(
            sites=tuple(map(read_site, self.places)),
            instant_utc=self.instant_utc,
            day=self.day,
            zone=self.zone,
            note=self.note,
            posture=self.posture,
            keep_recording=self.keep_recording,
        )


class CorrectionToTell(Wire):
    """What one event is: give its number, or the time of one that was missed.

    The kind `fasciculation` says that it was a twitch, `other` that it was none.
    """

    kind: EventKind
    event: Annotated[StrictInt, Field(ge=0, lt=MOST_EVENTS)] | None = None
    onset_s: Annotated[float, Field(ge=0, allow_inf_nan=False, strict=True)] | None = None


class StretchToTell(Wire):
    """A stretch to leave out, in seconds from the start; an end beyond the recording is its end."""

    start_s: Annotated[float, Field(ge=0, allow_inf_nan=False, strict=True)]
    stop_s: Annotated[float, Field(gt=0, allow_inf_nan=False, strict=True)]


@router.get("")
def get_measurements(
    workspace: ThisWorkspace,
    after: Annotated[
        str | Absent, Query(pattern=CURSOR_FORM, description="The next of the page before.")
    ] = None,
) -> MeasurementsWire:
    """Kept measurements, the newest first, twenty a page."""
    page = measurements.kept_measurements(workspace, None if after is None else read_cursor(after))
    return MeasurementsWire(
        measurements=tuple(map(MeasurementWire.of, page.measurements)),
        next=None if page.next is None else spell_cursor(page.next),
    )


@router.get("/{measurement_id:uuid}")
def get_measurement(workspace: ThisWorkspace, measurement_id: UUID) -> MeasurementWire:
    """One measurement, without its events."""
    return MeasurementWire.of(summed(workspace.diary.measurements.get(measurement_id)))


@router.get("/{measurement_id}/change")
def get_change(workspace: ThisWorkspace, measurement_id: UUID) -> ChangeWire:
    """What changed since the last measurement that may be compared with it."""
    return ChangeWire.of(
        change_of(workspace, summed(workspace.diary.measurements.get(measurement_id)))
    )


@router.get("/{measurement_id}/events")
def get_events(workspace: ThisWorkspace, measurement_id: UUID) -> EventsWire:
    """What was found in the recording, with what the person said of it."""
    whole = measurements.kept_measurement(workspace, measurement_id)
    return EventsWire(events=tuple(map(EventWire.of, whole.events)))


@router.get(
    "/{measurement_id}/recording",
    response_class=FileResponse,
    responses={200: {"description": "The bytes.", "content": {"*/*": _BYTES}}},
)
def get_recording(workspace: ThisWorkspace, measurement_id: UUID) -> FileResponse:
    """The bytes of a recording that was kept, to be saved; parts can be asked for (Range)."""
    path = measurements.recording_path(workspace, measurement_id)
    recording = workspace.diary.measurements.get(measurement_id).recording
    suffix = "".join(sign for sign in recording.name.rpartition(".")[2] if sign.isalnum())[:8]
    return FileResponse(
        path,
        media_type="application/octet-stream",
        filename=f"quiet-muscle-{measurement_id}.{suffix or 'bin'}",
        headers={"cache-control": "no-store"},
    )


@router.put("/{measurement_id:uuid}")
def put_measurement(
    workspace: ThisWorkspace, change_id: ChangeId, measurement_id: UUID, told: DetailsToTell
) -> MeasurementWire:
    """Tell where and when it was measured; what was found stays as it is."""
    saved = measurements.change_details(
        workspace, measurement_id, told.details(), change_id=change_id
    )
    return MeasurementWire.of(summed(saved.entry))


@router.put("/{measurement_id}/corrections/{correction_id}")
def put_correction(
    workspace: ThisWorkspace,
    change_id: ChangeId,
    measurement_id: UUID,
    correction_id: UUID,
    told: CorrectionToTell,
) -> MeasurementWire:
    """Say that an event is something else, or add one that was missed."""
    said = Said(kind=told.kind, event=told.event, onset_s=told.onset_s)
    saved = measurements.correct(
        workspace, measurement_id, correction_id, said, change_id=change_id
    )
    return MeasurementWire.of(summed(saved.entry))


@router.delete("/{measurement_id}/corrections/{correction_id}")
def delete_correction(
    workspace: ThisWorkspace, change_id: ChangeId, measurement_id: UUID, correction_id: UUID
) -> MeasurementWire:
    """Undo a correction; the machine's word counts again."""
    saved = measurements.take_back_correction(
        workspace, measurement_id, correction_id, change_id=change_id
    )
    return MeasurementWire.of(summed(saved.entry))


@router.put("/{measurement_id}/stretches/{stretch_id}")
def put_stretch(
    workspace: ThisWorkspace,
    change_id: ChangeId,
    measurement_id: UUID,
    stretch_id: UUID,
    told: StretchToTell,
) -> MeasurementWire:
    """Leave a stretch of the recording out: what begins in it no longer counts."""
    saved = leave_out(
        workspace,
        measurement_id,
        Stretch(id=stretch_id, start_s=told.start_s, stop_s=told.stop_s),
        change_id=change_id,
    )
    return MeasurementWire.of(summed(saved.entry))


@router.delete("/{measurement_id}/stretches/{stretch_id}")
def delete_stretch(
    workspace: ThisWorkspace, change_id: ChangeId, measurement_id: UUID, stretch_id: UUID
) -> MeasurementWire:
    """Take a stretch in again that was left out."""
    saved = take_in_again(workspace, measurement_id, stretch_id, change_id=change_id)
    return MeasurementWire.of(summed(saved.entry))


@router.delete("/{measurement_id:uuid}")
def delete_measurement(
    workspace: ThisWorkspace, change_id: ChangeId, measurement_id: UUID
) -> MeasurementWire:
    """Put a measurement into the bin, from which it can be taken for 30 days."""
    saved = measurements.delete_measurement(workspace, measurement_id, change_id=change_id)
    return MeasurementWire.of(summed(saved.entry))


@router.post("/{measurement_id}/restore")
def restore_measurement(
    workspace: ThisWorkspace, change_id: ChangeId, measurement_id: UUID
) -> MeasurementWire:
    """Take a measurement out of the bin."""
    saved = measurements.restore_measurement(workspace, measurement_id, change_id=change_id)
    return MeasurementWire.of(summed(saved.entry))
