"""A test that hangs fails by its name, and the others still run."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from repository import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TESTS = """
import time
import pytest

@pytest.fixture
def slow_to_end():
    yield
    time.sleep(600)

def test_whose_end_hangs(slow_to_end): pass
def test_after_them(): pass
"""
LIMIT_S = 1.5


def test_a_test_that_hangs_fails_by_its_name_and_the_others_run(
    tmp_path: Path, pytestconfig
) -> None:
    assert 60 <= float(pytestconfig.getini("faulthandler_timeout")) <= 600
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_toy.py").write_text(TESTS, "utf-8")
    quick = ["-p", "no:schemathesis", "-p", "no:hypothesispytest", "-p", "no:cacheprovider"]
    limit = ["-o", f"faulthandler_timeout={LIMIT_S}"]
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "--numprocesses", "1", *quick, *limit],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    assert ran.returncode == 1
    failed = re.findall(r"crashed while running 'tests/test_toy.py::(\w+)'", ran.stdout)
    assert set(failed) == {"test_whose_end_hangs"}
    assert "1 failed, 2 passed" in ran.stdout  # it had passed before its end
    assert "Timeout" in ran.stderr
    assert "in slow_to_end" in ran.stderr
