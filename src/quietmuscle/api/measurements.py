"""Measurements that are kept: put in, listed, read, corrected, and stretches left out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quietmuscle.api.diaries import new_change
from quietmuscle.base.ids import new_id
from quietmuscle.base.zone import in_utc
from quietmuscle.flow import left_out as stretches
from quietmuscle.flow import measurements as flow
from quietmuscle.flow.measurements import Said
from quietmuscle.model.site import SiteRef
from quietmuscle.model.site import read_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from datetime import datetime
    from uuid import UUID

    from quietmuscle.flow.measure_and_keep import KeptFile
    from quietmuscle.flow.measurements import WholeMeasurement
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.corrected import SummedMeasurement
    from quietmuscle.model.kept_measurement import Posture
    from quietmuscle.model.measured_change import MeasuredChange
    from quietmuscle.model.measurement import EventKind
    from quietmuscle.model.recording import Modality


def measure_and_keep(  # noqa: PLR0913 - each detail is an argument
    diary: Workspace,
    recording: Path | str,
    *places: SiteRef | str,
    when: datetime | None = None,
    on: date | None = None,
    modality: Modality | None = None,
    rate_hz: float | None = None,
    unit: str | None = None,
    control: Path | str | None = None,
    note: str = "",
    posture: Posture | None = None,
    keep_recording: bool = False,
) -> KeptFile:
    """A recording measured at one or more places, such as "calf.left", and kept with its numbers.

    Give `when` or `on`; with neither it is of now. The file itself is kept only
    with `keep_recording`.
    """
    from quietmuscle.flow.measure_and_keep import measure_and_keep as keep

    return keep(
        diary,
        Path(recording),
        moment=flow.moment_of(
            diary, instant_utc=None if when is None else in_utc(when), day=on, zone=None
        ),
        sites=tuple(read_site(each) if isinstance(each, str) else each for each in places),
        modality=modality,
        rate_hz=rate_hz,
        unit=unit,
        control=None if control is None else Path(control),
        note=note,
        posture=posture,
        keep_recording=keep_recording,
    )


def change(diary: Workspace, measurement_id: UUID) -> MeasuredChange | None:
    """A measurement beside the last one of the same place, method and posture, if there is one."""
    from quietmuscle.flow.measured_change import change_of

    return change_of(diary, flow.summed(diary.diary.measurements.get(measurement_id)))


def measurements(diary: Workspace) -> Iterator[SummedMeasurement]:
    """What was measured, the newest first, with the program's count and the corrected one."""
    return flow.every_measurement(diary)


def measurement(diary: Workspace, measurement_id: UUID) -> WholeMeasurement:
    """One measurement with all its events, and what was said of them."""
    return flow.kept_measurement(diary, measurement_id)


def correct(
    diary: Workspace,
    measurement_id: UUID,
    *,
    kind: EventKind,
    event: int | None = None,
    onset_s: float | None = None,
) -> WholeMeasurement:
    """Say what an event is, by its number, or add one that was missed, by its time.

    EventKind.OTHER is "not a twitch". What the program found stays beside it.
    """
    flow.correct(
        diary,
        measurement_id,
        new_id(diary.clock.now_utc()),
        Said(kind=kind, event=event, onset_s=onset_s),
        change_id=new_change(diary),
    )
    return measurement(diary, measurement_id)


def leave_out(
    diary: Workspace, measurement_id: UUID, *, start_s: float, stop_s: float
) -> WholeMeasurement:
    """Leave a stretch out, in seconds from the start: what begins in it no longer counts."""
    stretches.leave_out(
        diary,
        measurement_id,
        stretches.Stretch(id=new_id(diary.clock.now_utc()), start_s=start_s, stop_s=stop_s),
        change_id=new_change(diary),
    )
    return measurement(diary, measurement_id)


def take_in_again(diary: Workspace, measurement_id: UUID, stretch_id: UUID) -> WholeMeasurement:
    """Take a stretch in again that was left out."""
    stretches.take_in_again(diary, measurement_id, stretch_id, change_id=new_change(diary))
    return measurement(diary, measurement_id)
