"""The table of insights, quickly."""

from __future__ import annotations

import subprocess
import sys

import pytest
from repository import ROOT


def printed(name: str, *words: str) -> str:
    ran = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / name, *words],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.mark.slow
def test_every_diary_of_insights_is_printed() -> None:
    table = printed("insights.py", "--runs", "2")
    assert table.count("complete days") == 10
