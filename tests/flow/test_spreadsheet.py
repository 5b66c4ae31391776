from __future__ import annotations

import csv
from datetime import UTC
from datetime import datetime
from datetime import time
from datetime import timedelta
from io import BytesIO
from io import StringIO
from typing import TYPE_CHECKING
from uuid import UUID
from zipfile import ZipFile
from zoneinfo import ZoneInfo

from entries import NOW_UTC
from entries import TODAY
from entries import a_lab_result
from entries import a_medicine_change
from entries import a_session_use
from entries import an_episode
from entries import an_id
from measured import a_correction
from measured import a_measurement
from shelves import put_measurement

from quietmuscle.flow import spreadsheet
from quietmuscle.model.day import DayItem
from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.model.moment import moment_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pytest

    from quietmuscle.flow.workspace import Workspace


def read(lines: Iterable[bytes]) -> list[dict[str, str]]:
    text = b"".join(lines).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def tell(workspace: Workspace, days_back: int, note: str = "") -> None:
    episode = an_episode(NOW_UTC - timedelta(days=days_back), note=note)
    workspace.diary.episodes.put(episode, change_id=an_id(), recorded_at_utc=NOW_UTC)


def test_all_entries_newest_first_page_after_page(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quietmuscle.flow.entries.LARGEST_PAGE", 2)
    for back in range(5):
        tell(workspace, back, note=f"n{back}")
    rows = read(spreadsheet.episodes_csv(workspace))
    assert [row["note"] for row in rows] == ["n0", "n1", "n2", "n3", "n4"]


def test_each_day_from_the_first_to_the_last(workspace: Workspace) -> None:
    tell(workspace, 3)
    workspace.diary.days.answer(TODAY, DayItem.SLEEP, 4, change_id=an_id(), recorded_at_utc=NOW_UTC)
    rows = read(spreadsheet.days_csv(workspace))
    assert [(row["day"], row["status"], row["sleep"]) for row in rows] == [
        ("2026-11-20", "twitches", ""),
        ("2026-11-21", "not_logged", ""),
        ("2026-11-22", "not_logged", ""),
        ("2026-11-23", "not_logged", "4"),
    ]


def test_sessions_come_newest_first(workspace: Workspace) -> None:
    early, late = a_session_use(NOW_UTC - timedelta(days=1), after=None), a_session_use()
    for use in (early, late):
        workspace.diary.sessions.put(use, change_id=an_id(), recorded_at_utc=NOW_UTC)
    rows = read(spreadsheet.sessions_csv(workspace))
    assert [(row["local_date"], row["bother_after_0_10"]) for row in rows] == [
        ("2026-11-23", "4"),
        ("2026-11-22", ""),
    ]
    assert rows[0]["steps_done"] == "breathe stretch"
    assert (rows[0]["session"], rows[0]["ended"]) == ("settle", "finished")


def test_blood_results_are_a_table_too(workspace: Workspace) -> None:
    early = a_lab_result(TODAY - timedelta(days=1), value=0.7)
    late, gone = a_lab_result(note="=1+1"), a_lab_result()
    for result in (early, late, gone):
        workspace.diary.labs.put(result, change_id=an_id(), recorded_at_utc=NOW_UTC)
    workspace.diary.labs.delete(gone.id, change_id=an_id(), recorded_at_utc=NOW_UTC)
    rows = read(spreadsheet.labs_csv(workspace))
    assert [(row["day"], row["value"], row["note"]) for row in rows] == [
        ("2026-11-23", "0.82", "'=1+1"),
        ("2026-11-22", "0.7", ""),
    ]


def test_an_empty_diary_has_tables_without_rows(workspace: Workspace) -> None:
    assert read(spreadsheet.episodes_csv(workspace, "en")) == []
    assert read(spreadsheet.days_csv(workspace)) == []
    assert read(spreadsheet.sessions_csv(workspace)) == []
    assert read(spreadsheet.labs_csv(workspace)) == []


def test_all_tables_in_one_file(workspace: Workspace) -> None:
    tell(workspace, 0)
    packed = spreadsheet.spreadsheet_zip(workspace)
    with ZipFile(BytesIO(packed)) as archive:
        assert archive.namelist() == [
            "episodes.csv",
            "days.csv",
            "sessions.csv",
            "medicines.csv",
            "blood_results.csv",
            "measurements.csv",
        ]
        assert archive.read("episodes.csv") == b"".join(spreadsheet.episodes_csv(workspace))
        assert archive.read("sessions.csv") == b"".join(spreadsheet.sessions_csv(workspace))
        assert archive.read("days.csv") == b"".join(spreadsheet.days_csv(workspace))
    assert packed == spreadsheet.spreadsheet_zip(workspace)


def test_measurements_are_a_table_with_both_counts(workspace: Workspace) -> None:
    for days in range(21):
        kept = a_measurement(NOW_UTC - timedelta(days=days), corrections=(a_correction(0),))
        put_measurement(workspace.diary, kept)
    rows = read(spreadsheet.measurements_csv(workspace))
    assert len(rows) == 21
    assert (rows[0]["machine_twitches"], rows[0]["twitches"]) == ("3", "2")
    assert (rows[0]["places"], rows[0]["modality"]) == ("calf.left", "video")
    assert rows[0]["day"] > rows[-1]["day"]


def test_medicines_are_a_table_too(workspace: Workspace) -> None:
    first = a_medicine_change(name="=Baclofen", dose="10 mg")
    moment = moment_at(
        datetime(2026, 11, 22, 9, 30, tzinfo=UTC), ZoneInfo("Europe/London"), time(4)
    )
    dose = MedicineChange(
        id=UUID(int=7),
        day=moment.logical_day,
        name="Sumatriptan",
        action=MedicineAction.TAKEN,
        catalogue_id="sumatriptan",
        moment=moment,
    )
    for change in (first, dose):
        workspace.diary.medicines.put(
            change, change_id=change.id, recorded_at_utc=workspace.clock.now_utc()
        )
    taken, started = read(spreadsheet.medicines_csv(workspace))
    assert (started["name"], started["dose"], started["instant_utc"]) == ("'=Baclofen", "10 mg", "")
    assert (taken["action"], taken["catalogue_id"]) == ("taken", "sumatriptan")
    assert (taken["local_time"], taken["instant_utc"]) == ("09:30:00", "2026-11-22T09:30:00Z")
