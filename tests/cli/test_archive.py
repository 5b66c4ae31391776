from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

from quietmuscle.base.text import say
from quietmuscle.cli.archive import export_lines
from quietmuscle.cli.archive import import_lines
from quietmuscle.store.archive_form import Counts
from quietmuscle.store.archive_in import ImportSummary
from quietmuscle.store.archive_out import ArchiveSummary


def test_out_and_in_again(cli, tmp_path: Path) -> None:
    cli("log", "calf.left", "--note", "after a walk")
    cli("log", "--none", "--when", "yesterday")
    archive = tmp_path / "diary.zip"
    told = cli("export", str(archive))
    assert told.out == (
        f"Written to {archive}. Records in it: 2 (twitches 1, days 1, medicines 0, sessions 0, "
        "blood results 0, care checks 0, measurements 0, experiments 0). "
        "Photos, videos and recordings: 0.\n"
    )
    other = ["--folder", str(tmp_path / "other")]
    assert cli("import", str(archive), *other).out == (
        "Records added: 2. Already here: 0. Here with another value, and left as they were: 0.\n"
    )
    assert json.loads(cli("import", str(archive), "--json", *other).out) == {
        "added": 0,
        "already_here": 2,
        "kept_ours": 0,
        "stopped_trials": 0,
    }
    assert cli("history", *other).out == cli("history").out


def test_without_a_name_it_is_that_of_the_day(cli, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = json.loads(cli("export", "--json").out)
    assert told["counts"]["episodes"] == 0
    assert (tmp_path / "quietmuscle-2026-11-23.zip").exists()


def test_tables_for_a_spreadsheet(cli, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    cli("log", "calf.left", "--note", "after a walk")
    assert cli("export", "--tables").out == "Written to quietmuscle-tables-2026-11-23.zip.\n"
    told = json.loads(cli("export", "--tables", "mine.zip", "--json").out)
    assert told == {"file": "mine.zip", "size_bytes": (tmp_path / "mine.zip").stat().st_size}
    with ZipFile(tmp_path / "mine.zip") as tables:
        assert tables.namelist() == [
            "episodes.csv",
            "days.csv",
            "sessions.csv",
            "medicines.csv",
            "blood_results.csv",
            "measurements.csv",
        ]
        assert b"after a walk" in tables.read("episodes.csv")


def test_a_file_that_is_no_archive_is_refused(cli, tmp_path: Path) -> None:
    (tmp_path / "letter.zip").write_text("Dear diary", "utf-8")
    told = cli("import", str(tmp_path / "letter.zip"))
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("quietmuscle: ")
    assert told.err.count("\n") == 1


def test_a_file_that_is_not_there_is_named(cli, tmp_path: Path) -> None:
    told = cli("import", str(tmp_path / "gone.zip"))
    assert told.code == 2
    assert "gone.zip' does not exist" in told.err


def test_a_folder_that_cannot_be_is_refused(cli, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", "utf-8")
    told = cli("export", str(tmp_path / "file" / "diary.zip"))
    assert (told.code, told.out) == (2, "")
    assert told.err.count("\n") == 1


def test_what_could_not_be_written_is_said() -> None:
    counts = Counts(episodes=1, days=0, medicines=0, revisions=1, attachments=2)
    lines = export_lines(ArchiveSummary(counts=counts, missing_files=2), Path("a.zip"))
    assert say(lines[1]) == ("2 photos or videos were left out: their files are gone or damaged.")
    whole = export_lines(ArchiveSummary(counts=counts, missing_files=0), Path("a.zip"))
    assert len(whole) == 1


def test_what_became_of_an_import() -> None:
    summary = ImportSummary(added=3, already_here=2, kept_ours=1)
    (words,) = map(say, import_lines(summary))
    assert words.startswith("Records added: 3. Already here: 2. ")
    assert words.endswith(": 1.")
    _taken_in, stopped = map(say, import_lines(replace(summary, stopped_trials=1)))
    assert stopped.endswith("the older one was stopped. Stopped: 1.")
