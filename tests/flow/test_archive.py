"""Getting a diary out and in again, by stream and by file."""

from __future__ import annotations

import io
import os
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from entries import an_episode
from shelves import fill
from shelves import put
from shelves import put_trial
from tried import a_trial

from quietmuscle.base.errors import ArchiveRefusedError
from quietmuscle.base.errors import StorageError
from quietmuscle.flow.archive import export_diary
from quietmuscle.flow.archive import export_to_file
from quietmuscle.flow.archive import import_diary
from quietmuscle.flow.archive import import_from_file
from quietmuscle.flow.place import today_of
from quietmuscle.flow.wipe import wipe_diary
from quietmuscle.store.backup import backups

if TYPE_CHECKING:
    from pathlib import Path

    from quietmuscle.flow.workspace import Workspace


def test_out_and_in_again(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace.diary)
    path, stream = tmp_path / "mine.zip", io.BytesIO()

    assert export_to_file(workspace, path) == export_diary(workspace, stream)

    assert path.read_bytes() == stream.getvalue()
    wipe_diary(workspace)
    assert import_from_file(workspace, path).added == 20
    assert import_diary(workspace, io.BytesIO(stream.getvalue())).already_here == 20
    (backup,) = backups(workspace.diary.location)
    assert backup.made_at_utc == workspace.clock.now_utc()


def test_of_two_experiments_that_would_run_at_once_it_tells_that_one_was_stopped(
    workspace: Workspace,
) -> None:
    today, stream = today_of(workspace), io.BytesIO()
    older, newer = a_trial(today - timedelta(days=9)), a_trial(today - timedelta(days=3))
    put_trial(workspace.diary, newer)
    export_diary(workspace, stream)
    wipe_diary(workspace)
    put_trial(workspace.diary, older)

    summary = import_diary(workspace, io.BytesIO(stream.getvalue()))

    assert (summary.added, summary.stopped_trials) == (1, 1)
    assert workspace.diary.trials.get(older.id).stopped_on == today - timedelta(days=4)
    assert workspace.diary.trials.get(newer.id).stopped_on is None


def test_a_file_is_replaced_only_by_a_whole_one(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "mine.zip"
    export_to_file(workspace, path)
    first = path.read_bytes()
    put(workspace.diary, an_episode())
    export_to_file(workspace, path)
    assert path.read_bytes() != first
    assert list(tmp_path.glob("*.zip")) == list(tmp_path.glob("[!d]*")) == [path]


def test_a_relative_path_is_from_here(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "mine.zip"
    export_to_file(workspace, path.relative_to(tmp_path))
    assert import_from_file(workspace, path.relative_to(tmp_path)).added == 0


def test_a_place_that_cannot_be_written_is_said_so(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageError, match=str(tmp_path / "file")):
        export_to_file(workspace, tmp_path / "file" / "mine.zip")


@pytest.mark.parametrize("name", ["missing.zip", "diary"])
def test_a_file_that_cannot_be_read_is_said_so(
    workspace: Workspace, tmp_path: Path, name: str
) -> None:
    if os.name == "nt" and name == "diary":
        pytest.skip("Windows says it in other words.")
    with pytest.raises(StorageError, match="could not be used"):
        import_from_file(workspace, tmp_path / name)


def test_anything_else_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "holiday.zip").write_bytes(b"sun and sea")
    with pytest.raises(ArchiveRefusedError):
        import_from_file(workspace, tmp_path / "holiday.zip")
