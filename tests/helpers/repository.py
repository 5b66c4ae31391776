"""The files of this repository, for tests that read them."""

from __future__ import annotations

import ast
import subprocess
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "quietmuscle"
TESTS = ROOT / "tests"
NOT_OURS = {"__pycache__", "vendor", "node_modules"}


def files_under(folder: Path, *suffixes: str) -> list[Path]:
    """The files of a folder with one of these endings, without those of others."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in suffixes and not NOT_OURS & set(path.relative_to(folder).parts)
    )


@lru_cache
def tracked_files() -> tuple[Path, ...]:
    """The files that a clone would have; where there is no clone, those that are here."""
    try:
        command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout
    except (OSError, subprocess.CalledProcessError):
        folders = [ROOT / name for name in ("src", "tests", "tools", "docs", "benchmarks", ".ci")]
        found = [*ROOT.glob("*"), *(path for folder in folders for path in folder.rglob("*"))]
        return tuple(path for path in found if path.is_file() and "__pycache__" not in path.parts)
    paths = (ROOT / name for name in listed.decode("utf-8").split("\0") if name)
    return tuple(path for path in paths if path.is_file())


@lru_cache
def tree_of(path: Path) -> ast.Module:
    """A Python file as its syntax tree."""
    return ast.parse(path.read_text("utf-8"), str(path))


def shown(path: Path) -> str:
    """A path as a reader finds it."""
    return path.relative_to(ROOT).as_posix()
