"""Quiet Muscle as a library: the verbs of the command line as typed functions.

    from quietmuscle import api

    with api.open_diary() as diary:
        api.log(diary, "calf.left", kind=api.FeltKind.FLICKER)
        for episode in api.history(diary, site="calf"):
            print(episode.moment.local, episode.note)

What is refused raises `QuietMuscleError`, whose text is one clear sentence.
"""

from __future__ import annotations

from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from quietmuscle.base.clock import Clock
from quietmuscle.base.clock import SystemClock
from quietmuscle.base.errors import QuietMuscleError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.ids import new_id
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.zone import in_utc
from quietmuscle.flow import archive as flow_archive
from quietmuscle.flow import backups as flow_backups
from quietmuscle.flow.care import care as weigh
from quietmuscle.flow.care import read_scenario
from quietmuscle.flow.day import DayRecord
from quietmuscle.flow.day import day_record
from quietmuscle.flow.entries import every_entry
from quietmuscle.flow.files import write_whole
from quietmuscle.flow.kinds import kinds_of
from quietmuscle.flow.labs import ReadResult
from quietmuscle.flow.labs import lab_results
from quietmuscle.flow.labs import record_lab_result
from quietmuscle.flow.medicines import medicine_list
from quietmuscle.flow.place import today_of
from quietmuscle.flow.record import EpisodeDraft
from quietmuscle.flow.record import answer_day
from quietmuscle.flow.record import record_episode
from quietmuscle.flow.record import say_none
from quietmuscle.flow.workspace import Workspace
from quietmuscle.knowledge.sites import codes_within
from quietmuscle.knowledge.statements import Facts
from quietmuscle.knowledge.statements import stated_facts
from quietmuscle.model.care import Answer
from quietmuscle.model.care import CareResult
from quietmuscle.model.care import CareScenario
from quietmuscle.model.day import DayItem
from quietmuscle.model.day import DayLog
from quietmuscle.model.day import check_day
from quietmuscle.model.episode import Doing
from quietmuscle.model.episode import Episode
from quietmuscle.model.episode import FeltKind
from quietmuscle.model.episode import Lasted
from quietmuscle.model.kinds import KindResult
from quietmuscle.model.lab import Analyte
from quietmuscle.model.lab import LabResult
from quietmuscle.model.lab import LabUnit
from quietmuscle.model.query import EpisodeQuery
from quietmuscle.model.site import SiteRef
from quietmuscle.model.site import read_site
from quietmuscle.store.diary import open_diary as open_stored
from quietmuscle.store.location import location_from_environment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from datetime import date
    from datetime import datetime
    from uuid import UUID

    from numpy.typing import ArrayLike

    from quietmuscle.flow.files import WrittenFile
    from quietmuscle.flow.measure import MeasuredFile
    from quietmuscle.flow.medicine_account import CheckTold
    from quietmuscle.flow.medicine_account import SearchTold
    from quietmuscle.flow.medicines import MedicineList
    from quietmuscle.model.day import DayCount
    from quietmuscle.model.medicine_comparison import MedicineComparison
    from quietmuscle.report.neurologist_page import NeurologistPage
    from quietmuscle.store.archive_in import ImportSummary
    from quietmuscle.store.archive_out import ArchiveSummary
    from quietmuscle.store.backup_files import Backup

__all__ = [
    "Analyte",
    "Answer",
    "CareResult",
    "CareScenario",
    "DayItem",
    "Doing",
    "Facts",
    "FeltKind",
    "KindResult",
    "LabResult",
    "LabUnit",
    "Lasted",
    "QuietMuscleError",
    "SiteRef",
    "Workspace",
    "answer",
    "backup",
    "backups",
    "care",
    "counts",
    "day",
    "export",
    "facts",
    "history",
    "import_",
    "kind",
    "labs",
    "log",
    "log_lab",
    "log_none",
    "measure",
    "medicine_check",
    "medicine_comparisons",
    "medicine_search",
    "medicines",
    "open_diary",
    "report",
    "restore",
    "tables",
]


@contextmanager
def open_diary(folder: Path | None = None, *, clock: Clock | None = None) -> Iterator[Workspace]:
    """The diary of a folder, open until the `with` block ends; made where there is none.

    Without a folder it is the usual one of this person, or the one that
    QUIETMUSCLE_HOME names. QUIETMUSCLE_DATABASE_URL is heeded as well.
    """
    clock = clock or SystemClock()
    diary = open_stored(location_from_environment(folder), clock.now_utc())
    try:
        yield Workspace(diary=diary, clock=clock)
    finally:
        diary.close()


def log(  # noqa: PLR0913 - each detail is an argument
    diary: Workspace,
    *places: SiteRef | str,
    when: datetime | None = None,
    on: date | None = None,
    zone: str | None = None,
    kind: FeltKind | None = None,
    count: int | None = None,
    intensity_0_10: int | None = None,
    bother_0_10: int | None = None,
    lasted: Lasted | None = None,
    painful: bool | None = None,
    weak: bool | None = None,
    stiff: bool | None = None,
    doing: Doing | None = None,
    note: str = "",
) -> Episode:
    """A twitch at one or more places, such as "calf.left", kept as a new entry.

    `when` is an aware instant; `on` is a day of which the hour is not known;
    with neither it is now. `zone` is where it was, if not where the diary is.
    """
    now_utc = diary.clock.now_utc()
    draft = EpisodeDraft(
        id=new_id(now_utc),
        sites=tuple(read_site(each) if isinstance(each, str) else each for each in places),
        instant_utc=None if when is None else in_utc(when),
        day=on,
        zone=zone,
        kind=kind,
        count=count,
        intensity_0_10=intensity_0_10,
        bother_0_10=bother_0_10,
        lasted=lasted,
        painful=painful,
        weak=weak,
        stiff=stiff,
        doing=doing,
        note=note,
    )
    return record_episode(diary, draft, change_id=draft.id).entry


def log_none(diary: Workspace, on: date | None = None) -> DayLog:
    """A day without twitches: today, or the one given."""
    return say_none(diary, _day(diary, on), none_today=True, change_id=_change(diary)).entry


def answer(
    diary: Workspace, item: DayItem | str, value: int | None, on: date | None = None
) -> DayLog:
    """An item of a day answered, today's or another's; None takes the answer back."""
    try:
        known = DayItem(item)
    except ValueError:
        raise ValueNotUnderstoodError(
            Message(
                _("There is no item {item}; the items are {items}."),
                {"item": str(item)[:60], "items": ", ".join(DayItem)},
            )
        ) from None
    return answer_day(diary, _day(diary, on), known, value, change_id=_change(diary)).entry


def day(diary: Workspace, on: date | None = None) -> DayRecord:
    """A day with its count, its answers and its entries: today, or the one given."""
    return day_record(diary, _day(diary, on))


def counts(diary: Workspace, first: date, last: date) -> tuple[DayCount, ...]:
    """The count of every day of a range; `twitches` is None where nobody said."""
    for end in (first, last):
        check_day(end)
    return diary.diary.tallies.counts(first, last)


def history(  # noqa: PLR0913 - each limit is an argument
    diary: Workspace,
    *,
    first: date | None = None,
    last: date | None = None,
    words: str = "",
    site: str | None = None,
    deleted: bool = False,
    limit: int | None = None,
) -> Iterator[Episode]:
    """The entries that fit, newest first; read from the diary as they are asked for."""
    query = EpisodeQuery(
        first_day=first,
        last_day=last,
        words=words,
        site_codes=() if site is None else codes_within(site),
        deleted=deleted,
    )
    return islice(every_entry(diary, query), limit)


def care(scenario: CareScenario | str) -> CareResult:
    """How soon help is needed for a scenario, or for the JSON text of one.

    `tier` is None while questions are `missing`. It does not diagnose.
    """
    return weigh(read_scenario(scenario) if isinstance(scenario, str) else scenario)


def medicines(diary: Workspace) -> MedicineList:
    """What is taken and what was, and every change that was told."""
    return medicine_list(diary)


def medicine_check(diary: Workspace) -> CheckTold:
    """What our list knows of what is taken, and what to ask; nothing is ever called safe."""
    from quietmuscle.flow import medicine_review
    from quietmuscle.flow.medicine_account import check_told

    return check_told(
        medicine_review.medicine_check(diary), medicine_review.medicine_questions(diary)
    )


def medicine_search(text: str) -> SearchTold:
    """Medicines whose generic or brand name comes near to a text; only an exact one is a match."""
    from quietmuscle.flow.medicine_account import search_told

    return search_told(text)


def medicine_comparisons(diary: Workspace) -> tuple[MedicineComparison, ...]:
    """The days before and after each change of what is taken, the newest first."""
    from quietmuscle.flow.medicine_review import compare_medicine_changes

    return compare_medicine_changes(diary)


def measure(
    recording: Path | str | ArrayLike, *, rate_hz: float | None = None, unit: str | None = None
) -> MeasuredFile:
    """What a recording of electrodes shows: a file by its path, or an array of samples.

    An array is (samples,) or (samples, channels) and needs `rate_hz`. A rate is
    no diagnosis.
    """
    from quietmuscle.flow.measure import measure_array
    from quietmuscle.flow.measure import measure_file

    if isinstance(recording, str | Path):
        return measure_file(Path(recording), rate_hz=rate_hz, unit=unit)
    if rate_hz is None:
        raise ValueNotUnderstoodError(
            Message(_("An array needs its sampling rate: measure(array, rate_hz=2000)."))
        )
    return measure_array(recording, rate_hz=rate_hz, unit=unit)


def report(diary: Workspace, file: Path, *, last: date | None = None) -> NeurologistPage:
    """The page for the neurologist as a PDF in a file; what it was made of.

    It tells of the six weeks that end with `last`, or with today.
    """
    from quietmuscle.flow.neurologist_page import gather
    from quietmuscle.flow.neurologist_page import neurologist_page

    write_whole(file, neurologist_page(diary, last_day=last))
    return gather(diary, last_day=last)


def facts() -> Facts:
    """Every sentence about health with its status and sources, and how many have which status."""
    return stated_facts()


def kind(answers: Mapping[str, Iterable[str]]) -> KindResult:
    """What kind of twitch the answers point to; never a diagnosis.

    The answers go by the ids of `quietmuscle kind --questions`, such as
    {"visible": ["yes"]}; "dont_know" is never a no.
    """
    return kinds_of(answers)


def labs(diary: Workspace) -> tuple[ReadResult, ...]:
    """Blood results with where each lies in its range, the newest first."""
    return lab_results(diary)


def log_lab(  # noqa: PLR0913 - each detail is an argument
    diary: Workspace,
    analyte: Analyte | str,
    value: float,
    unit: LabUnit | str,
    *,
    on: date | None = None,
    range_low: float | None = None,
    range_high: float | None = None,
    note: str = "",
    unit_confirmed: bool = False,
) -> LabResult:
    """A blood result kept, with the range that the own laboratory printed beside it.

    A number that would be usual in another unit is refused until
    `unit_confirmed` says that the person looked at the paper again.
    """
    try:
        known, given = Analyte(analyte), LabUnit(unit)
    except ValueError:
        raise ValueNotUnderstoodError(
            Message(
                _("We know {analytes}, in {units}."),
                {"analytes": ", ".join(Analyte), "units": ", ".join(LabUnit)},
            )
        ) from None
    result = LabResult(
        id=_change(diary),
        day=_day(diary, on),
        analyte=known,
        value=value,
        unit=given,
        range_low=range_low,
        range_high=range_high,
        note=note,
    )
    return record_lab_result(
        diary, result, change_id=result.id, unit_confirmed=unit_confirmed
    ).entry


def export(diary: Workspace, file: Path) -> ArchiveSummary:
    """The whole diary written into one file, which is there whole or not at all."""
    return flow_archive.export_to_file(diary, file)


def tables(diary: Workspace, file: Path) -> WrittenFile:
    """The entries and the days as two tables in CSV, in one ZIP file."""
    from quietmuscle.flow.spreadsheet import spreadsheet_zip

    return write_whole(file, spreadsheet_zip(diary))


def import_(diary: Workspace, file: Path) -> ImportSummary:
    """An exported file taken into the diary, all of it or nothing; what is here stays."""
    return flow_archive.import_from_file(diary, file)


def backup(diary: Workspace) -> Backup:
    """A backup, made now."""
    return flow_backups.back_up(diary)


def backups(diary: Workspace) -> tuple[Backup, ...]:
    """All backups, the newest first."""
    return flow_backups.backups(diary.diary.location)


def restore(diary: Workspace, name: str) -> Backup:
    """A backup brought back by its name; the backup made of what it replaced."""
    return flow_backups.restore(diary.diary.location, diary.clock, name)


def _day(diary: Workspace, on: date | None) -> date:
    return today_of(diary) if on is None else on


def _change(diary: Workspace) -> UUID:
    return new_id(diary.clock.now_utc())
