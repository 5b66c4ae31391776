"""Measurements that are kept: listing them, their details, corrections, and the bin."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING

from quietmuscle.base.errors import ConflictError
from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.zone import read_zone
from quietmuscle.flow.place import zone_of
from quietmuscle.flow.record import check_not_ahead
from quietmuscle.knowledge.sites import known
from quietmuscle.measure.corrected import corrected_summary
from quietmuscle.measure.corrected import shown_events
from quietmuscle.model.corrected import CorrectedSummary
from quietmuscle.model.corrected import ShownEvent
from quietmuscle.model.corrected import SummedMeasurement
from quietmuscle.model.kept_measurement import Correction
from quietmuscle.model.kept_measurement import KeptMeasurement
from quietmuscle.model.kept_measurement import Posture
from quietmuscle.model.measurement import Event
from quietmuscle.model.measurement import EventKind
from quietmuscle.model.moment import moment_at
from quietmuscle.model.moment import moment_on
from quietmuscle.model.query import Cursor
from quietmuscle.model.site import SiteRef

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from pathlib import Path
    from uuid import UUID

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.moment import Moment
    from quietmuscle.model.saved import Saved

A_PAGE = 20
MOST_OF_A_DAY = 50
MOST_OF_ALL = 5000
SAME_TWITCH_S = 0.1
"""As finely as a moment is read and told. Judgement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeMeasurement:
    """A kept measurement with everything: its events and what is said of each."""

    kept: KeptMeasurement
    summary: CorrectedSummary
    found: tuple[Event, ...]
    events: tuple[ShownEvent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurementPage:
    """Kept measurements, the newest first, and where the next page begins (None at the end)."""

    measurements: tuple[SummedMeasurement, ...]
    next: Cursor | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What the person says of a measurement: where, when, and a note.

    Give `instant_utc` where the time is known, or `day` where only the day is;
    with neither, it keeps its moment. `keep_recording` of False lets the
    recording go and keeps the numbers; None leaves it as it is.
    """

    sites: tuple[SiteRef, ...]
    instant_utc: datetime | None = None
    day: date | None = None
    zone: str | None = None
    note: str = ""
    posture: Posture | None = None
    keep_recording: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the person says of one event: its number or, for one that was missed, its time."""

    kind: EventKind
    event: int | None = None
    onset_s: float | None = None


def kept_measurements(workspace: Workspace, after: Cursor | None = None) -> MeasurementPage:
    """A page of measurements."""
    found = workspace.diary.measurements.find(after=after, limit=A_PAGE + 1)
    shown = found[:A_PAGE]
    last = shown[-1] if len(found) > A_PAGE else None
    return MeasurementPage(
        measurements=tuple(map(summed, shown)),
        next=None if last is None else Cursor(instant_utc=last.moment.instant_utc, id=last.id),
    )


def measurements_between(
    workspace: Workspace, from_day: date, to_day: date, most: int = MOST_OF_ALL
) -> tuple[SummedMeasurement, ...]:
    """The measurements of some days (both included), the newest first."""
    found = workspace.diary.measurements.find(from_day=from_day, to_day=to_day, limit=most)
    return tuple(map(summed, found))


def every_measurement(workspace: Workspace) -> Iterator[SummedMeasurement]:
    """All measurements, the newest first, read page after page so that memory stays small."""
    after: Cursor | None = None
    while True:
        found = kept_measurements(workspace, after)
        yield from found.measurements
        after = found.next
        if after is None:
            return


def last_measurements(workspace: Workspace, most: int = 5) -> tuple[SummedMeasurement, ...]:
    """The newest measurements."""
    return tuple(map(summed, workspace.diary.measurements.find(limit=most)))


def deleted_measurements(workspace: Workspace) -> tuple[KeptMeasurement, ...]:
    """The measurements that lie in the bin, the newest first."""
    return workspace.diary.measurements.find(deleted=True, limit=MOST_OF_ALL)


def kept_measurement(workspace: Workspace, measurement_id: UUID) -> WholeMeasurement:
    """One measurement with its events; NotFoundError where there is none."""
    kept = workspace.diary.measurements.get(measurement_id)
    found = workspace.diary.measurements.events(measurement_id)
    return WholeMeasurement(
        kept=kept,
        summary=corrected_summary(kept.result, kept.corrections, kept.left_out),
        found=found,
        events=shown_events(found, kept.corrections, kept.left_out),
    )


def summed(kept: KeptMeasurement) -> SummedMeasurement:
    """A measurement with its count."""
    return SummedMeasurement(
        kept=kept, summary=corrected_summary(kept.result, kept.corrections, kept.left_out)
    )


def recording_path(workspace: Workspace, measurement_id: UUID) -> Path:
    """The file of a recording; NotFoundError where only its numbers were kept."""
    kept = workspace.diary.measurements.get(measurement_id)
    if not kept.recording.is_kept:
        raise NotFoundError(
            Message(_("Only the numbers of this measurement were kept, not the recording."))
        )
    return workspace.diary.attachments.path(measurement_id)


def change_details(
    workspace: Workspace, measurement_id: UUID, details: Details, *, change_id: UUID
) -> Saved[KeptMeasurement]:
    """Where, when and a note told anew; what was found stays as it is."""
    for place in details.sites:
        check_known(place)

    def told(before: KeptMeasurement | None) -> KeptMeasurement:
        kept = _there(before)
        recording = replace(kept.recording, posture=details.posture)
        if details.keep_recording is False:
            recording = replace(recording, is_kept=False)
        elif details.keep_recording and not recording.is_kept:
            if not workspace.diary.attachments.known((measurement_id,)):
                raise ConflictError(
                    Message(_("The recording is gone; only its numbers were kept."))
                )
            recording = replace(recording, is_kept=True)
        return replace(
            kept,
            sites=details.sites,
            moment=moment_of(
                workspace,
                instant_utc=details.instant_utc,
                day=details.day,
                zone=details.zone,
                before=kept.moment,
            ),
            note=details.note,
            recording=recording,
        )

    saved = _change(workspace, measurement_id, told, change_id)
    if details.keep_recording is False:
        with suppress(NotFoundError):  # it was gone already
            workspace.diary.attachments.delete(measurement_id)
    return saved


def correct(
    workspace: Workspace, measurement_id: UUID, correction_id: UUID, said: Said, *, change_id: UUID
) -> Saved[KeptMeasurement]:
    """One event told to be something else, or one added that was missed.

    What the engine said is kept beside it. An earlier correction of the same
    event is replaced; the history knows it.
    """
    found = workspace.diary.measurements.events(measurement_id)
    if said.event is not None and not 0 <= said.event < len(found):
        raise ValueNotUnderstoodError(Message(_("This measurement has no such event.")))
    was = None if said.event is None else found[said.event].kind
    correction = Correction(
        id=correction_id,
        told_at_utc=workspace.clock.now_utc(),
        kind=said.kind,
        event=said.event,
        was=was,
        onset_s=said.onset_s,
    )

    def corrected(before: KeptMeasurement | None) -> KeptMeasurement:
        kept = _there(before)
        if said.onset_s is not None:
            _check_not_there(said.onset_s, shown_events(found, kept.corrections, kept.left_out))
        others = tuple(
            each
            for each in kept.corrections
            if each.id != correction_id and (each.event is None or each.event != said.event)
        )
        # What the machine says anyway needs no correction.
        added = () if was is said.kind else (correction,)
        return replace(kept, corrections=(*others, *added))

    return _change(workspace, measurement_id, corrected, change_id)


def take_back_correction(
    workspace: Workspace, measurement_id: UUID, correction_id: UUID, *, change_id: UUID
) -> Saved[KeptMeasurement]:
    """A correction undone; the machine's word counts again."""

    def without(before: KeptMeasurement | None) -> KeptMeasurement:
        kept = _there(before)
        return replace(
            kept, corrections=tuple(each for each in kept.corrections if each.id != correction_id)
        )

    return _change(workspace, measurement_id, without, change_id)


def delete_measurement(
    workspace: Workspace, measurement_id: UUID, *, change_id: UUID
) -> Saved[KeptMeasurement]:
    """A measurement put into the bin, from which it can be taken for 30 days."""
    return workspace.diary.measurements.delete(
        measurement_id, change_id=change_id, recorded_at_utc=workspace.clock.now_utc()
    )


def restore_measurement(
    workspace: Workspace, measurement_id: UUID, *, change_id: UUID
) -> Saved[KeptMeasurement]:
    """A measurement taken out of the bin."""
    return workspace.diary.measurements.restore(
        measurement_id, change_id=change_id, recorded_at_utc=workspace.clock.now_utc()
    )


def check_known(place: SiteRef) -> None:
    """Refuse a place that no catalogue of ours has."""
    if not known(place):
        raise ValueNotUnderstoodError(
            Message(_("We do not know the body site {code}."), {"code": str(place)})
        )


def moment_of(
    workspace: Workspace,
    *,
    instant_utc: datetime | None,
    day: date | None,
    zone: str | None,
    before: Moment | None = None,
) -> Moment:
    """The moment that is meant; without instant and day that of before, or else now."""
    settings = workspace.diary.preferences.settings()
    at = read_zone(zone) if zone else zone_of(settings)
    if instant_utc is not None:
        if before and before.time_known and before.instant_utc == instant_utc:
            return before
        moment = moment_at(instant_utc, at, settings.day_start)
    elif day is not None:
        if before and before.logical_day == day:
            return before
        moment = moment_on(day, at, settings.day_start)
    elif before:
        return before
    else:
        moment = moment_at(workspace.clock.now_utc(), at, settings.day_start)
    check_not_ahead(workspace, moment.logical_day)
    return moment


def _change(
    workspace: Workspace,
    measurement_id: UUID,
    changed: Callable[[KeptMeasurement | None], KeptMeasurement],
    change_id: UUID,
) -> Saved[KeptMeasurement]:
    return workspace.diary.measurements.change(
        measurement_id, changed, change_id=change_id, recorded_at_utc=workspace.clock.now_utc()
    )


def _check_not_there(onset_s: float, shown: tuple[ShownEvent, ...]) -> None:
    """Refuse to add a twitch where one is counted already."""
    for one in shown:
        length_s = 0.0 if one.machine is None else one.machine.duration_s
        begins_s = one.onset_s - SAME_TWITCH_S
        if one.is_twitch and begins_s <= onset_s <= one.onset_s + length_s + SAME_TWITCH_S:
            raise ValueNotUnderstoodError(
                Message(_("At this moment a twitch is counted already. Nothing was changed."))
            )


def _there(before: KeptMeasurement | None) -> KeptMeasurement:
    if before is None:
        raise NotFoundError(Message(_("There is no such measurement. It may have been deleted.")))
    return before
