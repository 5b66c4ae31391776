from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quietmuscle.base.errors import StorageError
from quietmuscle.flow.files import WrittenFile
from quietmuscle.flow.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    for body in (b"first", b""):
        assert write_whole(file, body) == WrittenFile(file=file, size_bytes=len(body))
        assert file.read_bytes() == body
    assert [path.name for path in tmp_path.iterdir()] == ["page.pdf"]


def test_what_cannot_be_written_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "page.pdf"
    file.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("quietmuscle.flow.files.settle", full)
    with pytest.raises(StorageError):
        write_whole(file, b"new")
    assert file.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["page.pdf"]


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"There is no folder .*slip, so nothing was written"):
        write_whole(tmp_path / "slip" / "page.pdf", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError):
        write_whole(tmp_path / "file" / "page.pdf", b"new")
