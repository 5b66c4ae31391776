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
from quietmuscle.model.lab import Analyte
from quietmuscle.model.lab import LabResult
from quietmuscle.model.lab import LabUnit
from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.model.moment import moment_at
from quietmuscle.model.moment import moment_on
from quietmuscle.model.session_use import SessionEnd
from quietmuscle.model.session_use import SessionUse
from quietmuscle.model.settings import Person
from quietmuscle.model.settings import Settings
from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef

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
