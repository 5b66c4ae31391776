"""Where a diary lives."""

from __future__ import annotations

from pathlib import Path

import pytest

from quietmuscle.store.location import Location
from quietmuscle.store.location import default_folder
from quietmuscle.store.location import location_from_environment


def test_all_is_in_the_folder() -> None:
    location = Location(folder=Path("diary"))
    assert location.database_file == Path("diary/diary.sqlite3")
    assert location.attachments_folder == Path("diary/attachments")
    assert location.backups_folder == Path("diary/backups")
    assert location.server_lock_file == Path("diary/server.lock")
    assert location.upkeep_lock_file == Path("diary/upkeep.lock")


def test_the_default_folder_is_the_systems_place_for_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(Path("/somewhere")))
    folder = default_folder()
    assert folder.is_absolute()
    assert "quietmuscle" in folder.parts


def test_another_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QUIETMUSCLE_HOME", str(tmp_path / "mine"))
    assert default_folder() == tmp_path / "mine"
    assert location_from_environment() == Location(folder=tmp_path / "mine")


def test_a_folder_given_outweighs_the_one_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("QUIETMUSCLE_HOME", str(tmp_path / "mine"))
    monkeypatch.chdir(tmp_path)
    assert location_from_environment(Path("given")).folder == tmp_path / "given"


@pytest.mark.parametrize(("url", "expected"), [("postgresql://a", "postgresql://a"), ("", None)])
def test_a_database_can_be_named(
    monkeypatch: pytest.MonkeyPatch, url: str, expected: str | None
) -> None:
    monkeypatch.setenv("QUIETMUSCLE_DATABASE_URL", url)
    assert location_from_environment().database_url == expected
