"""What `./run test` runs, and its one exit code."""

from __future__ import annotations

import os
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

    from conftest import Toy


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory, make_toy: Callable[[Path], Toy]) -> Toy:
    """A toy with the tools for its tests."""
    toy = make_toy(tmp_path_factory.mktemp("ready") / "toy")
    assert toy.call("test").returncode == 0
    return toy


def test_every_check_and_then_every_test(ready: Toy) -> None:
    done = ready.call("test")
    assert done.stdout.splitlines() == [
        "tool ruff check .",
        "tool ruff format --check .",
        "tool lint",
        "tool pytest --numprocesses auto --dist worksteal --durations 15",
        "tool mypy",
    ]
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("tool", "names"),
    [
        ("ruff", "ruff check, ruff format"),
        ("mypy", "mypy"),
        ("lint", "import-linter"),
        ("pytest", "pytest"),
    ],
)
def test_one_failure_fails_it_all_and_the_rest_still_runs(
    ready: Toy, tool: str, names: str
) -> None:
    done = ready.call("test", TOY_FAILS=tool)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 5
    assert done.stderr.endswith(f"run: failed: {names}\n")


@pytest.mark.parametrize("words", [["test"], ["test", "-x"]])
def test_what_the_tests_start_may_keep_its_compiled_modules(ready: Toy, words: list[str]) -> None:
    done = ready.call(*words, PYTHONDONTWRITEBYTECODE="1", TOY_TELLS="1")
    assert "PYTHONDONTWRITEBYTECODE" not in done.stdout
    assert "OPENBLAS_NUM_THREADS" in done.stdout


@pytest.mark.skipif(not hasattr(os, "statvfs"), reason="there are no folders in memory")
@pytest.mark.parametrize(
    ("free_gib", "flags", "fits"), [(4, 0, True), (2, 0, False), (4, 8, False)]
)
def test_tests_write_into_memory_where_there_is_room_and_programs_run(
    launcher: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    free_gib: int,
    flags: int,
    fits: bool,
) -> None:
    place = SimpleNamespace(f_bavail=free_gib * 2**18, f_frsize=4096, f_flag=flags)
    monkeypatch.setattr(launcher, "IN_MEMORY", str(tmp_path))
    monkeypatch.setattr(os, "statvfs", lambda _folder: place)
    assert launcher.folder_in_memory() == (str(tmp_path) if fits else None)


def test_without_a_folder_in_memory_tests_write_to_the_disk(
    launcher: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launcher, "IN_MEMORY", str(tmp_path / "none"))
    assert launcher.folder_in_memory() is None


def test_with_arguments_it_is_pytest_alone(ready: Toy) -> None:
    done = ready.call("test", "-k", "a word", TOY_FAILS="ruff")
    assert done.stdout == "tool pytest -k a word\n"
    assert done.returncode == 0
    assert ready.call("test", "-x", TOY_FAILS="pytest").returncode == 1
