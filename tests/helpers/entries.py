"""Entries for tests: plain ones, and hypothesis strategies of all that a diary can hold."""

from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from quietmuscle.base.ids import uuid7
from quietmuscle.measure.rate import poisson_interval_95
from quietmuscle.model.care import Answer
from quietmuscle.model.care import Tier
from quietmuscle.model.care_check import CareCheck
from quietmuscle.model.care_check import CheckAnswer
from quietmuscle.model.checks import NAME_LIMIT_CHARACTERS
from quietmuscle.model.day import DAY_QUESTIONS
from quietmuscle.model.day import DayAnswer
from quietmuscle.model.day import DayLog
from quietmuscle.model.episode import Doing
from quietmuscle.model.episode import Episode
from quietmuscle.model.episode import FeltKind
from quietmuscle.model.episode import Lasted
from quietmuscle.model.kept_measurement import Correction
from quietmuscle.model.kept_measurement import KeptMeasurement
from quietmuscle.model.kept_measurement import MachineResult
from quietmuscle.model.kept_measurement import MadeWith
from quietmuscle.model.kept_measurement import RecordingFile
from quietmuscle.model.lab import Analyte
from quietmuscle.model.lab import LabResult
from quietmuscle.model.lab import LabUnit
from quietmuscle.model.measurement import Event
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind
from quietmuscle.model.measurement import MeasurementSummary
from quietmuscle.model.measurement import Quality
from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.model.moment import moment_at
from quietmuscle.model.moment import moment_on
from quietmuscle.model.recording import Modality
from quietmuscle.model.session_use import SessionEnd
from quietmuscle.model.session_use import SessionUse
from quietmuscle.model.settings import Person
from quietmuscle.model.settings import Settings
from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef
from quietmuscle.model.upload import Upload

if TYPE_CHECKING:
    from uuid import UUID

NOW_UTC = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
TODAY = NOW_UTC.date()
LONDON = ZoneInfo("Europe/London")
DAY_START = time(4, 0)
CALF = SiteRef("calf", Side.LEFT)
EYELID = SiteRef("eyelid", Side.RIGHT)

_numbers = count(1)


def an_id() -> UUID:
    """An id that no other call gives."""
    return uuid7(NOW_UTC, next(_numbers))


def an_episode(
    at: datetime = NOW_UTC,
    *,
    entry_id: UUID | None = None,
    sites: tuple[SiteRef, ...] = (CALF,),
    count: int | None = None,
    note: str = "",
    attachments: tuple[UUID, ...] = (),
) -> Episode:
    """A twitch, in London."""
    return Episode(
        id=entry_id or an_id(),
        moment=moment_at(at, LONDON, DAY_START),
        sites=sites,
        count=count,
        note=note,
        attachments=attachments,
    )


def a_medicine_change(
    day: date = TODAY, *, entry_id: UUID | None = None, name: str = "Baclofen", dose: str = ""
) -> MedicineChange:
    """The start of a medicine."""
    return MedicineChange(
        id=entry_id or an_id(), day=day, name=name, action=MedicineAction.STARTED, dose=dose
    )


def a_lab_result(
    day: date = TODAY, *, entry_id: UUID | None = None, value: float = 0.82, note: str = ""
) -> LabResult:
    """A magnesium within the range of one's own laboratory."""
    return LabResult(
        id=entry_id or an_id(),
        day=day,
        analyte=Analyte.MAGNESIUM,
        value=value,
        unit=LabUnit.MMOL_L,
        range_low=0.7,
        range_high=1.05,
        note=note,
    )


def a_care_check(
    at: datetime = NOW_UTC, *, entry_id: UUID | None = None, tier: Tier = Tier.T2
) -> CareCheck:
    """A check whose answer was an appointment within two weeks."""
    return CareCheck(
        id=entry_id or an_id(),
        moment=moment_at(at, LONDON, DAY_START),
        tier=tier,
        rules=("F02",),
        answers=(
            CheckAnswer(question="breathing", answer=Answer.NO),
            CheckAnswer(question="vision", answer=Answer.DONT_KNOW),
        ),
        known=("place_weak_or_stiff",),
        ruleset_version="2026.11.1",
    )


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
            detail=EventDetail.UNSURE,
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


def a_session_use(
    at: datetime = NOW_UTC,
    *,
    entry_id: UUID | None = None,
    before: int | None = 6,
    after: int | None = 4,
) -> SessionUse:
    """A session that was gone through to its end, in London."""
    return SessionUse(
        id=entry_id or an_id(),
        moment=moment_at(at, LONDON, DAY_START),
        session="settle",
        ended=SessionEnd.FINISHED,
        steps_done=("breathe", "stretch"),
        lasted_s=725,
        bother_before_0_10=before,
        bother_after_0_10=after,
    )


texts = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\t\r"), max_size=40
)


def _instants(first_year: int, last_year: int) -> st.SearchStrategy[datetime]:
    return st.datetimes(
        datetime.min.replace(year=first_year),  # noqa: DTZ901 (the zone is added)
        datetime.max.replace(year=last_year),  # noqa: DTZ901
        timezones=st.just(UTC),
    )


ids = st.builds(uuid7, _instants(2020, 2030), st.integers(0, 2**74 - 1))
days = st.dates(date(1901, 1, 1), date(2198, 12, 31))
recent_days = st.dates(date(2026, 3, 1), date(2026, 4, 30))
instants = _instants(2026, 2026) | _instants(1901, 2198)
zones = st.sampled_from(
    ["Europe/London", "Pacific/Apia", "America/St_Johns", "Asia/Kathmandu", "UTC"]
).map(ZoneInfo)
day_starts = st.times(max_value=time(12, 0))
moments = st.builds(moment_at, instants, zones, day_starts) | st.builds(
    moment_on, days, zones, day_starts
)
site_refs = st.builds(
    SiteRef,
    st.sampled_from(["calf", "lower_leg", "eyelid", "hand", "tongue"]),
    st.sampled_from(Side),
)
scores = st.none() | st.integers(0, 10)
told = st.none() | st.booleans()


no_attachments: st.SearchStrategy[tuple[UUID, ...]] = st.just(())


def episodes(
    ids: st.SearchStrategy[UUID] = ids,
    moments: st.SearchStrategy[object] = moments,
    attachments: st.SearchStrategy[tuple[UUID, ...]] = no_attachments,
) -> st.SearchStrategy[Episode]:
    """All that an episode can be."""
    return st.builds(
        Episode,
        id=ids,
        moment=moments,
        sites=st.lists(site_refs, min_size=1, max_size=4, unique=True).map(tuple),
        kind=st.none() | st.sampled_from(FeltKind),
        count=st.none() | st.integers(1, 10_000),
        intensity_0_10=scores,
        bother_0_10=scores,
        lasted=st.none() | st.sampled_from(Lasted),
        painful=told,
        weak=told,
        stiff=told,
        doing=st.none() | st.sampled_from(Doing),
        note=texts,
        attachments=attachments,
    )


def medicine_changes(ids: st.SearchStrategy[UUID] = ids) -> st.SearchStrategy[MedicineChange]:
    """All that a change of medicine can be."""
    names = texts.filter(str.strip)
    changes = st.builds(
        MedicineChange,
        id=ids,
        day=days,
        name=names,
        action=st.sampled_from(MedicineAction),
        dose=texts,
        note=texts,
        catalogue_id=st.none() | st.sampled_from(["baclofen", "of_a_newer_list"]),
    )
    taken = st.builds(
        lambda moment, **told: MedicineChange(day=moment.logical_day, moment=moment, **told),
        st.builds(moment_at, instants, zones, day_starts),
        id=ids,
        name=names,
        action=st.just(MedicineAction.TAKEN),
    )
    return changes | taken


def session_uses(ids: st.SearchStrategy[UUID] = ids) -> st.SearchStrategy[SessionUse]:
    """All that a use of a session can be."""
    return st.builds(
        SessionUse,
        id=ids,
        moment=st.builds(moment_at, instants, zones, day_starts),
        session=st.sampled_from(["settle", "desk", "of_a_newer_version"]),
        ended=st.sampled_from(SessionEnd),
        steps_done=st.lists(
            st.sampled_from(["breathe", "stretch", "warm"]), max_size=3, unique=True
        ).map(tuple),
        lasted_s=st.none() | st.integers(0, 24 * 3600),
        bother_before_0_10=scores,
        bother_after_0_10=scores,
    )


day_answers = st.sampled_from(DAY_QUESTIONS).flatmap(
    lambda question: st.builds(
        DayAnswer,
        item=st.just(question.item),
        value=st.sampled_from([choice.value for choice in question.choices]),
    )
)
day_logs = st.builds(
    DayLog,
    day=days,
    answers=st.lists(day_answers, max_size=8, unique_by=lambda answer: answer.item).map(tuple),
    none_today=st.booleans(),
)
settings = st.builds(
    Settings,
    zone=st.none() | st.sampled_from(["Europe/London", "Asia/Kathmandu"]),
    day_start=day_starts,
    country=st.none() | st.sampled_from(["GB", "NP"]),
    calm_mode=st.booleans(),
    reminders=st.lists(st.times(), max_size=4).map(tuple),
    introduced=st.booleans(),
)
people = st.builds(
    Person,
    name=texts.filter(lambda text: len(text) <= NAME_LIMIT_CHARACTERS),
    born_on=st.none() | days,
    questions=st.lists(texts, max_size=3).map(tuple),
)
changes_after = st.timedeltas(timedelta(0), timedelta(days=40))


def lab_results(ids: st.SearchStrategy[UUID] = ids) -> st.SearchStrategy[LabResult]:
    """All that a blood result can be."""
    number = st.floats(min_value=0.001, max_value=9_999, allow_nan=False)
    return st.builds(
        LabResult,
        id=ids,
        day=st.dates(date(1990, 1, 1), date(2199, 1, 1)),
        analyte=st.sampled_from(Analyte),
        value=number,
        unit=st.sampled_from(LabUnit),
        range_low=st.none() | st.floats(min_value=0.001, max_value=1.0, allow_nan=False),
        range_high=st.none() | st.floats(min_value=1.5, max_value=9_999, allow_nan=False),
        note=st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=50),
    )


def care_checks(ids: st.SearchStrategy[UUID] = ids) -> st.SearchStrategy[CareCheck]:
    """All that a kept care check can be."""
    names = st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True)
    rules = st.from_regex(r"[A-Z][0-9]{2}", fullmatch=True)
    return st.builds(
        CareCheck,
        id=ids,
        moment=moments,
        tier=st.sampled_from(Tier),
        rules=st.lists(rules, max_size=3, unique=True).map(tuple),
        answers=st.lists(
            st.builds(CheckAnswer, question=names, answer=st.sampled_from(Answer)),
            max_size=4,
            unique_by=lambda each: each.question,
        ).map(tuple),
        known=st.lists(names, max_size=2, unique=True).map(tuple),
        contradictions=st.lists(names, max_size=2, unique=True).map(tuple),
        ruleset_version=st.sampled_from(["2026.11.1", "2027.1.12"]),
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
        note=texts,
    )
