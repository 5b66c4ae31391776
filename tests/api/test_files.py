from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from entries import a_medicine_change
from shelves import put_medicine

from quietmuscle import api

if TYPE_CHECKING:
    from pathlib import Path


def test_out_and_in(diary, tmp_path: Path, clock) -> None:
    kept = api.log(diary, "calf.left")
    assert api.export(diary, tmp_path / "diary.zip").counts.episodes == 1
    with api.open_diary(tmp_path / "other", clock=clock) as other:
        assert api.import_(other, tmp_path / "diary.zip").added == 1
        assert list(api.history(other)) == [kept]


def test_a_page_for_the_neurologist(diary, tmp_path: Path) -> None:
    api.log(diary, "calf.left", on=date(2026, 11, 20))
    page = api.report(diary, tmp_path / "page.pdf", last=date(2026, 11, 21))
    assert page.last == date(2026, 11, 21)
    put_medicine(diary.diary, a_medicine_change(date(2026, 11, 1), name="Baclofen"))
    assert api.report(diary, tmp_path / "page.pdf").medicine_questions == ()
    assert api.report(diary, tmp_path / "page.pdf", ask_medicines=True).medicine_questions
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF-")


def test_tables_for_a_spreadsheet(diary, tmp_path: Path) -> None:
    api.log(diary, "calf.left")
    written = api.tables(diary, tmp_path / "tables.zip")
    assert written.size_bytes == written.file.stat().st_size > 0


def test_backups(diary) -> None:
    assert api.backups(diary) == ()
    kept = api.log(diary, "calf.left")
    made = api.backup(diary)
    api.log(diary, "thumb.right")
    replaced = api.restore(diary, made.name)
    assert list(api.history(diary)) == [kept]
    assert api.backups(diary) == (replaced, made)
