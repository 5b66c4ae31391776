"""One idea a module: none is longer than 500 lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from repository import ROOT
from repository import SRC
from repository import files_under
from repository import shown

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 500
FOLDERS = [SRC, ROOT / "tests", ROOT / "tools", ROOT / "benchmarks"]


def too_long(folder: Path) -> dict[str, int]:
    """The modules of a folder with more lines than one idea needs."""
    lengths = {
        path: len(path.read_text("utf-8").splitlines())
        for path in files_under(folder, ".py", ".js", ".mjs", ".css", ".html", ".typ")
    }
    return {
        path.name: length
        for path, length in lengths.items()
        if length > LONGEST and path.parent.name != "vendor"  # others wrote it
    }


@pytest.mark.parametrize("folder", FOLDERS, ids=shown)
def test_no_module_is_too_long(folder: Path) -> None:
    assert too_long(folder) == {}


def test_the_launcher_is_not_too_long() -> None:
    assert len((ROOT / "run").read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("name", ["long.py", "long.js", "long.css"])
def test_a_long_module_is_found(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x\n" * 500, "utf-8")
    assert too_long(tmp_path) == {}
    (tmp_path / name).write_text("x\n" * 501, "utf-8")
    assert too_long(tmp_path) == {name: 501}
