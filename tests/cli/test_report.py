from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from entries import a_medicine_change
from shelves import put_medicine

from quietmuscle.store.diary import open_diary

if TYPE_CHECKING:
    from pathlib import Path


def test_a_page_in_a_file(cli, tmp_path: Path) -> None:
    cli("log", "calf.left")
    file = tmp_path / "page.pdf"
    told = cli("report", str(file))
    assert (told.code, told.out) == (0, f"Written to {file}.\n")
    assert file.read_bytes().startswith(b"%PDF-")


def test_without_a_name_it_is_that_of_the_last_day(cli, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli("report", "--until", "2026-11-20").code == 0
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["quietmuscle-page-2026-11-20.pdf"]


def test_what_it_is_made_of(cli, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    cli("log", "calf.left", "--count", "3", "--when", "yesterday")
    cli("log", "calf.left", "--when", "2026-11-20")
    page = json.loads(cli("report", "--json").out)
    assert page["counts"][-1] == {"day": "2026-11-22", "twitches": 3, "entries": 1}
    assert page["sites"] == [{"site": {"code": "calf", "side": "left"}, "twitches": 4}]
    assert not list(tmp_path.glob("*.pdf"))
    earlier = json.loads(cli("report", "page.pdf", "--until", "2026-11-20", "--json").out)
    assert earlier["counts"][-1]["day"] == "2026-11-20"
    assert (tmp_path / "page.pdf").exists()


def test_questions_about_medicines_are_printed_only_where_asked_for(cli, location, clock) -> None:
    diary = open_diary(location, clock.now_utc())
    put_medicine(diary, a_medicine_change(date(2026, 11, 1), name="Baclofen"))
    diary.close()
    assert json.loads(cli("report", "--json").out)["medicine_questions"] == []
    assert json.loads(cli("report", "--json", "--ask-medicines").out)["medicine_questions"]


def test_a_folder_that_cannot_be_is_refused(cli, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", "utf-8")
    told = cli("report", str(tmp_path / "file" / "page.pdf"))
    assert (told.code, told.out) == (2, "")
    assert told.err.count("\n") == 1


def test_a_folder_that_is_not_there_is_refused_and_not_made(cli, tmp_path: Path) -> None:
    for words in (["report"], ["export"], ["export", "--tables"]):
        told = cli(*words, str(tmp_path / "slip" / "file"))
        assert (told.code, told.out) == (2, "")
        assert f"There is no folder {tmp_path / 'slip'}, so nothing was written." in told.err
    assert not (tmp_path / "slip").exists()
