"""The diary's tables for a spreadsheet, read page after page so that memory stays small."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile
from zipfile import ZipInfo

from quietmuscle.flow.entries import every_entry
from quietmuscle.flow.measurements import every_measurement
from quietmuscle.model.day import DayLog
from quietmuscle.model.query import EpisodeQuery
from quietmuscle.report import spreadsheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.day import DayCount

EPISODES_FILE = "episodes.csv"
DAYS_FILE = "days.csv"
SESSIONS_FILE = "sessions.csv"
MEDICINES_FILE = "medicines.csv"
LABS_FILE = "blood_results.csv"
MEASUREMENTS_FILE = "measurements.csv"


def episodes_csv(workspace: Workspace, language: str | None = None) -> Iterator[bytes]:
    """All entries as a table, newest first, a line at a time."""
    language = language or workspace.diary.preferences.settings().language
    return spreadsheet.episodes_csv(every_entry(workspace, EpisodeQuery()), language)


def days_csv(workspace: Workspace) -> Iterator[bytes]:
    """Each day from the first to the last of which anything is known, a line at a time."""
    return spreadsheet.days_csv(_days(workspace))


def sessions_csv(workspace: Workspace) -> Iterator[bytes]:
    """The uses of guided sessions, newest first, a line at a time."""
    return spreadsheet.sessions_csv(workspace.diary.sessions.all())


def medicines_csv(workspace: Workspace) -> Iterator[bytes]:
    """The changes of medicines, by day, a line at a time."""
    return spreadsheet.medicines_csv(workspace.diary.medicines.all())


def labs_csv(workspace: Workspace) -> Iterator[bytes]:
    """The blood results, newest first, a line at a time."""
    return spreadsheet.labs_csv(workspace.diary.labs.all())


def measurements_csv(workspace: Workspace) -> Iterator[bytes]:
    """The measurements, newest first, a line at a time."""
    return spreadsheet.measurements_csv(every_measurement(workspace))


def spreadsheet_zip(workspace: Workspace, language: str | None = None) -> bytes:
    """All tables in one file."""
    packed = BytesIO()
    made_at = workspace.clock.now_utc().timetuple()[:6]
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, lines in (
            (EPISODES_FILE, episodes_csv(workspace, language)),
            (DAYS_FILE, days_csv(workspace)),
            (SESSIONS_FILE, sessions_csv(workspace)),
            (MEDICINES_FILE, medicines_csv(workspace)),
            (LABS_FILE, labs_csv(workspace)),
            (MEASUREMENTS_FILE, measurements_csv(workspace)),
        ):
            entry = ZipInfo(name, date_time=made_at)
            entry.compress_type = ZIP_DEFLATED
            with archive.open(entry, "w") as file:
                for line in lines:
                    file.write(line)
    return packed.getvalue()


def _days(workspace: Workspace) -> Iterator[tuple[DayCount, DayLog]]:
    """Each day with its count and its answers."""
    diary = workspace.diary
    first, last = diary.tallies.first_day(), diary.tallies.last_day()
    if first is None or last is None:
        return
    logs = {log.day: log for log in diary.days.between(first, last)}
    for count in diary.tallies.counts(first, last):
        yield count, logs.get(count.day, DayLog(day=count.day))
