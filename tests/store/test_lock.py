"""One server at a time, one keeper at a time."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from quietmuscle.base.errors import FolderInUseError
from quietmuscle.base.errors import StorageError
from quietmuscle.store import lock
from quietmuscle.store.location import Location
from quietmuscle.store.lock import server_lock
from quietmuscle.store.lock import upkeep_lock

if TYPE_CHECKING:
    from pathlib import Path

HOLD = """
import sys
from pathlib import Path
from quietmuscle.store.location import Location
from quietmuscle.store.lock import server_lock
with server_lock(Location(folder=Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_server_is_refused(tmp_path: Path) -> None:
    location = Location(folder=tmp_path / "diary")
    begin = time.monotonic()
    with server_lock(location), pytest.raises(FolderInUseError) as refusal, server_lock(location):
        pass
    assert time.monotonic() - begin < 2  # nobody waits for a window to be closed
    assert "already open for the folder" in str(refusal.value)
    assert str(location.folder) in str(refusal.value)
    with server_lock(location):
        pass


def test_a_server_that_was_killed_gives_the_folder_back(tmp_path: Path) -> None:
    location = Location(folder=tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(FolderInUseError), server_lock(location):
            pass
        other.kill()
    with server_lock(location):
        pass


def test_the_two_locks_do_not_hinder_each_other(tmp_path: Path) -> None:
    location = Location(folder=tmp_path)
    with server_lock(location), upkeep_lock(location):
        pass


def test_a_keeper_waits_for_the_other_but_not_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_UPKEEP_TIMEOUT_S", 0.05)
    location = Location(folder=tmp_path)
    with upkeep_lock(location), pytest.raises(StorageError, match="busy"), upkeep_lock(location):
        pass
