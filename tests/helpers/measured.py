"""Measurements for tests: plain ones, and hypothesis strategies of all that can be kept of one."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from entries import CALF
from entries import DAY_START
from entries import LONDON
from entries import NOW_UTC
from entries import an_id
from entries import ids
from entries import instants
from entries import moments
from entries import site_refs
from entries import texts
from hypothesis import strategies as st

from quietmuscle.measure.rate import poisson_interval_95
from quietmuscle.model.kept_measurement import Correction
from quietmuscle.model.kept_measurement import KeptMeasurement
from quietmuscle.model.kept_measurement import LeftOut
from quietmuscle.model.kept_measurement import MachineResult
from quietmuscle.model.kept_measurement import MadeWith
from quietmuscle.model.kept_measurement import RecordingFile
from quietmuscle.model.measurement import Event
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind
from quietmuscle.model.measurement import MeasurementSummary
from quietmuscle.model.measurement import Quality
from quietmuscle.model.moment import moment_at
from quietmuscle.model.recording import Modality
from quietmuscle.model.upload import Upload

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from quietmuscle.model.site import SiteRef


def some_events() -> tuple[Event, ...]:
    """Three twitches, a heartbeat, and a movement of the camera."""
    return (
        Event(
            onset_s=3.25,
            duration_s=0.2,
            kind=EventKind.FASCICULATION,
            confidence=0.95,
            amplitude=2.5,
            amplitude_unit="px",
            location_px=(320.0, 200.0),
        ),
        Event(
            onset_s=10.0,
            duration_s=0.3,
            kind=EventKind.ARTEFACT,
            detail=EventDetail.HEARTBEAT,
            confidence=0.9,
        ),
        Event(
            onset_s=17.5,
            duration_s=0.25,
            kind=EventKind.FASCICULATION,
            confidence=0.55,
            location_px=(330.5, 210.0),
        ),
        Event(onset_s=40.125, duration_s=0.2, kind=EventKind.FASCICULATION, confidence=0.8),
        Event(
            onset_s=50.0,
            duration_s=1.0,
            kind=EventKind.ARTEFACT,
            detail=EventDetail.MOVEMENT,
            confidence=0.9,
        ),
    )


def a_measurement(
    at: datetime = NOW_UTC,
    *,
    entry_id: UUID | None = None,
    sites: tuple[SiteRef, ...] = (CALF,),
    modality: Modality = Modality.VIDEO,
    twitches: int = 3,
    corrections: tuple[Correction, ...] = (),
    note: str = "",
) -> KeptMeasurement:
    """A minute of the calf that was filmed, with as many twitches; `some_events` fits it."""
    return KeptMeasurement(
        id=entry_id or an_id(),
        moment=moment_at(at, LONDON, DAY_START),
        sites=sites,
        made_with=MadeWith.CAMERA,
        recording=RecordingFile(
            name="calf.webm",
            size_bytes=12_345,
            sha256="ab" * 32,
            media_type="video/webm",
            picture_px=(640, 480),
        ),
        result=MachineResult(
            modality=modality,
            engine_version="video 1",
            duration_s=60.0,
            usable_s=58.5,
            quality=(Quality.HEARTBEAT,),
            summary=MeasurementSummary(
                fasciculations=twitches,
                rate_per_min=twitches / 58.5 * 60,
                rate_interval_95=poisson_interval_95(twitches, 58.5 / 60),
                smallest_detectable=1.5,
                smallest_detectable_unit="px",
            ),
            parameters=(("sure_z", 6.0),),
        ),
        corrections=corrections,
        note=note,
    )


def a_correction(
    event: int = 0, *, kind: EventKind = EventKind.OTHER, entry_id: UUID | None = None
) -> Correction:
    """What the person says of one of `some_events`: that it was no twitch."""
    return Correction(
        id=entry_id or an_id(),
        told_at_utc=NOW_UTC,
        kind=kind,
        event=event,
        was=some_events()[event].kind,
    )


def a_stretch(start_s: float = 2.0, stop_s: float = 9.0) -> LeftOut:
    """A stretch that is left out; with its usual bounds one twitch of `some_events` lies in it."""
    onsets = [event.onset_s for event in some_events()]
    first, stop = bisect_left(onsets, start_s), bisect_left(onsets, stop_s)
    kinds = [event.kind for event in some_events()[first:stop]]
    return LeftOut(
        id=an_id(),
        told_at_utc=NOW_UTC,
        start_s=start_s,
        stop_s=stop_s,
        first_event=first,
        stop_event=stop,
        twitches=kinds.count(EventKind.FASCICULATION),
    )


def a_missed_twitch(onset_s: float = 30.0) -> Correction:
    """A twitch that the machine missed."""
    return Correction(
        id=an_id(), told_at_utc=NOW_UTC, kind=EventKind.FASCICULATION, onset_s=onset_s
    )


def an_upload(*, name: str = "calf.npz", modality: Modality | None = None) -> Upload:
    """A recording of the calf that is to be measured."""
    return Upload(
        id=an_id(),
        name=name,
        made_with=MadeWith.FILE,
        moment=moment_at(NOW_UTC, LONDON, DAY_START),
        modality=modality,
        sites=(CALF,),
    )


def events() -> st.SearchStrategy[Event]:
    """All that an event can be."""
    number = st.floats(0, 1e6, allow_nan=False)
    return st.builds(
        Event,
        onset_s=number,
        duration_s=number,
        kind=st.sampled_from(EventKind),
        detail=st.none() | st.sampled_from(EventDetail),
        confidence=st.floats(0, 1),
        amplitude=st.none() | number,
        amplitude_unit=st.none() | st.sampled_from(["uV", "px", "m/s2"]),
        channel=st.none() | texts,
        unit_id=st.none() | st.integers(0, 50),
        location_px=st.none() | st.tuples(number, number),
    )


def measurements(ids: st.SearchStrategy[UUID] = ids) -> st.SearchStrategy[KeptMeasurement]:
    """All that a kept measurement can be."""
    number = st.floats(0, 1e5, allow_nan=False)
    of_machine = st.builds(
        Correction,
        id=st.uuids(),
        told_at_utc=instants,
        kind=st.sampled_from(EventKind),
        event=st.integers(0, 1000),
        was=st.sampled_from(EventKind),
    )
    missed = st.builds(
        Correction,
        id=st.uuids(),
        told_at_utc=instants,
        kind=st.sampled_from(EventKind),
        onset_s=st.floats(0, 10, allow_nan=False),
    )
    return st.builds(
        KeptMeasurement,
        id=ids,
        moment=moments,
        sites=st.lists(site_refs, max_size=3, unique=True).map(tuple),
        made_with=st.sampled_from(MadeWith),
        recording=st.builds(
            RecordingFile,
            name=texts,
            size_bytes=st.integers(0, 2**40),
            sha256=st.binary(min_size=32, max_size=32).map(bytes.hex),
            media_type=st.sampled_from(["video/mp4", "application/octet-stream"]),
            is_kept=st.booleans(),
            picture_px=st.none() | st.tuples(st.integers(1, 8000), st.integers(1, 8000)),
        ),
        result=st.builds(
            MachineResult,
            modality=st.sampled_from(Modality),
            engine_version=st.sampled_from(["emg 1", "video 12"]),
            duration_s=st.floats(10, 1e5),
            usable_s=number,
            quality=st.lists(st.sampled_from(Quality), max_size=3, unique=True).map(tuple),
            summary=st.builds(
                MeasurementSummary,
                fasciculations=st.integers(0, 1000),
                rate_per_min=st.none() | number,
                rate_interval_95=st.none() | st.tuples(number, number),
            ),
            parameters=st.lists(st.tuples(texts, number), max_size=2).map(tuple),
        ),
        corrections=st.lists(
            of_machine | missed, max_size=3, unique_by=lambda each: each.event
        ).map(tuple),
        left_out=st.just(()) | st.builds(a_stretch).map(lambda part: (part,)),
        note=texts,
    )
