"""What is installed elsewhere is what we test here: the wheel holds every file of the package."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

from repository import ROOT
from repository import SRC
from repository import tracked_files

if TYPE_CHECKING:
    from pathlib import Path


def test_the_wheel_is_whole(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("quietmuscle/")}
    ours = {
        path.relative_to(SRC.parent).as_posix()
        for path in tracked_files()
        if SRC in path.parents and path.suffix != ".pot"
    }
    assert ours - packed == set()
    assert {name for name in packed if not name.endswith((".pyc", ".pot"))} - ours == set()
    assert {"quietmuscle/py.typed", "quietmuscle/web/templates/base.html"} <= packed
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("entry_points.txt") for name in names)
