from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle import api

if TYPE_CHECKING:
    from pathlib import Path


def test_the_usual_diary_is_the_one_of_the_environment(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("QUIETMUSCLE_HOME", str(tmp_path / "mine"))
    with api.open_diary() as diary:
        api.log(diary, "calf.left")
    assert (tmp_path / "mine" / "diary.sqlite3").exists()
