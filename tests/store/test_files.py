"""Files that are whole or not there."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from quietmuscle.store import files
from quietmuscle.store.files import PART_PREFIX
from quietmuscle.store.files import make_folder
from quietmuscle.store.files import part_path
from quietmuscle.store.files import put_in_place
from quietmuscle.store.files import settle
from quietmuscle.store.files import settle_folder
from quietmuscle.store.files import whole_or_nothing

if TYPE_CHECKING:
    from pathlib import Path


def test_a_whole_file_takes_its_place(tmp_path: Path) -> None:
    target = tmp_path / "new" / "target"
    with whole_or_nothing(target.parent) as (file, path):
        file.write(b"whole")
        settle(file)
        file.close()
        put_in_place(path, target)
    assert target.read_bytes() == b"whole"
    assert list(target.parent.iterdir()) == [target]


def test_a_file_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with whole_or_nothing(tmp_path) as (file, path):
            file.write(b"half")
            assert path.name.startswith(PART_PREFIX)
            raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_names_of_parts_differ(tmp_path: Path) -> None:
    assert part_path(tmp_path) != part_path(tmp_path)


def test_folders_are_private_and_those_that_are_there_stay_as_they_are(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make_folder(tmp_path)
    make_folder(tmp_path / "a" / "b")
    if os.name != "nt":
        assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755
        assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700


def test_windows_settles_folders_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files.os, "name", "nt")
    settle_folder(tmp_path / "not there, and not looked at")
