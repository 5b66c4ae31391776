"""Nouns of a diary drawn at random: what hypothesis may give to a test of a law."""

from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from zoneinfo import ZoneInfo

from entries import care_checks
from entries import lab_results
from hypothesis import strategies as st
from measured import measurements
from tried import kept_trials
from tried import trial_notes

from quietmuscle.base.units import UnitSystem
from quietmuscle.model.attachment import Attachment
from quietmuscle.model.day import DAY_QUESTIONS
from quietmuscle.model.day import DayAnswer
from quietmuscle.model.day import DayLog
from quietmuscle.model.episode import Doing
from quietmuscle.model.episode import Episode
from quietmuscle.model.episode import FeltKind
from quietmuscle.model.episode import Lasted
from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.model.moment import moment_at
from quietmuscle.model.moment import moment_on
from quietmuscle.model.revision import Action
from quietmuscle.model.revision import EntryKind
from quietmuscle.model.revision import Revision
from quietmuscle.model.session_use import SessionEnd
from quietmuscle.model.session_use import SessionUse
from quietmuscle.model.settings import MSType
from quietmuscle.model.settings import Person
from quietmuscle.model.settings import Settings
from quietmuscle.model.settings import TextSize
from quietmuscle.model.settings import Theme
from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef

ZONES = (
    "Europe/London",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Asia/Kathmandu",
    "UTC",
)
zones = st.sampled_from(ZONES).map(ZoneInfo)
day_starts = st.integers(min_value=0, max_value=12 * 4).map(
    lambda quarter: time(quarter // 4, quarter % 4 * 15)
)
walls = st.times().map(lambda wall: wall.replace(fold=0))
days = st.dates(min_value=date(1901, 1, 1), max_value=date(2199, 12, 30))
ids = st.uuids()
instants = st.integers(min_value=-(2**40), max_value=2**42).map(
    lambda ms: datetime.fromtimestamp(ms // 1000, UTC).replace(microsecond=ms % 1000 * 1000)
)
kept_characters = st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n\t\r")


def texts(most: int = 60) -> st.SearchStrategy[str]:
    """Text of any script, as a person may type it."""
    return st.text(kept_characters, max_size=most)


def maybe(drawn: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """A value, or that it was not told."""
    return st.one_of(st.none(), drawn)


scores = st.integers(min_value=0, max_value=10)
sites = st.builds(
    SiteRef, st.from_regex(r"[a-z][a-z0-9_]{1,39}", fullmatch=True), st.sampled_from(Side)
)
moments = st.one_of(
    st.builds(moment_at, instants, zones, day_starts), st.builds(moment_on, days, zones, day_starts)
)
episodes = st.builds(
    Episode,
    id=ids,
    moment=moments,
    sites=st.lists(sites, min_size=1, max_size=5, unique=True).map(tuple),
    kind=maybe(st.sampled_from(FeltKind)),
    count=maybe(st.integers(min_value=1, max_value=10_000)),
    intensity_0_10=maybe(scores),
    bother_0_10=maybe(scores),
    lasted=maybe(st.sampled_from(Lasted)),
    painful=maybe(st.booleans()),
    weak=maybe(st.booleans()),
    stiff=maybe(st.booleans()),
    doing=maybe(st.sampled_from(Doing)),
    note=texts(),
    attachments=st.lists(ids, max_size=3, unique=True).map(tuple),
)
day_logs = st.builds(
    DayLog,
    day=days,
    answers=st.tuples(
        *(
            st.sampled_from([None, *(choice.value for choice in question.choices)])
            for question in DAY_QUESTIONS
        )
    ).map(
        lambda values: tuple(
            DayAnswer(item=question.item, value=value)
            for question, value in zip(DAY_QUESTIONS, values, strict=True)
            if value is not None
        )
    ),
    none_today=st.booleans(),
)
medicine_changes = st.builds(
    MedicineChange,
    id=ids,
    day=days,
    name=texts().filter(str.strip),
    action=st.sampled_from([each for each in MedicineAction if each is not MedicineAction.TAKEN]),
    dose=texts(),
    note=texts(),
    catalogue_id=maybe(st.sampled_from(["baclofen", "of_a_newer_list"])),
) | st.builds(
    lambda moment, **told: MedicineChange(day=moment.logical_day, moment=moment, **told),
    st.builds(moment_at, instants, zones, day_starts),
    id=ids,
    name=texts().filter(str.strip),
    action=st.just(MedicineAction.TAKEN),
    dose=texts(),
)
session_uses = st.builds(
    SessionUse,
    id=ids,
    moment=st.builds(moment_at, instants, zones, day_starts),
    session=st.sampled_from(["settle", "of_a_newer_version"]),
    ended=st.sampled_from(SessionEnd),
    steps_done=st.lists(st.sampled_from(["breathe", "warm"]), unique=True).map(tuple),
    lasted_s=maybe(st.integers(min_value=0, max_value=24 * 3600)),
    bother_before_0_10=maybe(scores),
    bother_after_0_10=maybe(scores),
)
settings_records = st.builds(
    Settings,
    zone=maybe(st.sampled_from(ZONES)),
    day_start=day_starts,
    units=st.sampled_from(UnitSystem),
    country=maybe(st.sampled_from(["GB", "DE", "US"])),
    language=st.sampled_from(["en", "de", "pt-BR"]),
    calm_mode=st.booleans(),
    theme=st.sampled_from(Theme),
    text_size=st.sampled_from(TextSize),
    reminders=st.lists(walls, max_size=4).map(tuple),
    introduced=st.booleans(),
)
persons = st.builds(
    Person,
    name=texts(),
    born_on=maybe(days),
    ms_type=maybe(st.sampled_from(MSType)),
    diagnosed_year=maybe(st.integers(min_value=1900, max_value=2199)),
    main_problem=texts(),
    questions=st.lists(texts(), max_size=3).map(tuple),
)
attachments = st.builds(
    Attachment,
    id=ids,
    sha256=st.binary(min_size=32, max_size=32).map(bytes.hex),
    media_type=st.sampled_from(["image/jpeg", "video/mp4", 'video/webm; codecs="vp9"']),
    size_bytes=st.integers(min_value=0, max_value=2**40),
    added_at_utc=instants,
)
revisions = st.one_of(
    *(
        st.builds(
            Revision,
            change_id=ids,
            kind=st.just(kind),
            entry_id=st.text("0123456789abcdef-", min_size=1, max_size=36),
            number=st.integers(min_value=1, max_value=1000),
            recorded_at_utc=instants,
            action=st.sampled_from(Action),
            before=maybe(entries),
        )
        for kind, entries in (
            (EntryKind.EPISODE, episodes),
            (EntryKind.DAY, day_logs),
            (EntryKind.MEDICINE_CHANGE, medicine_changes),
            (EntryKind.SESSION_USE, session_uses),
            (EntryKind.LAB_RESULT, lab_results()),
            (EntryKind.CARE_CHECK, care_checks()),
            (EntryKind.MEASUREMENT, measurements()),
            (EntryKind.TRIAL, kept_trials()),
            (EntryKind.TRIAL_NOTE, trial_notes()),
        )
    )
)
