"""Tests mirror modules one to one: src/quietmuscle/a/b.py has tests/a/test_b.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from repository import SRC
from repository import TESTS
from repository import files_under

if TYPE_CHECKING:
    from pathlib import Path


def without_mirror(source: Path, tests: Path) -> list[str]:
    """The modules that nobody would know where to test."""
    modules = (path.relative_to(source) for path in files_under(source, ".py"))
    return [
        module.as_posix()
        for module in modules
        if module.name not in {"__init__.py", "__main__.py"}
        and "migrations" not in module.parts
        and not (tests / module.with_name(f"test_{module.name}")).exists()
    ]


def test_each_module_has_its_tests() -> None:
    assert without_mirror(SRC, TESTS) == []


def test_a_module_without_tests_is_found(tmp_path: Path) -> None:
    source, tests = tmp_path / "src", tmp_path / "tests"
    for path in ("__init__.py", "api.py", "store/days.py", "store/migrations/env.py"):
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).touch()
    assert without_mirror(source, tests) == ["api.py", "store/days.py"]
    (tests / "store").mkdir(parents=True)
    (tests / "store" / "test_days.py").touch()
    assert without_mirror(source, tests) == ["api.py"]
