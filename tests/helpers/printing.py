"""What a benchmark prints."""

from __future__ import annotations

import subprocess
import sys

from repository import ROOT


def printed(name: str, *words: str) -> str:
    """The table of a benchmark that must end well."""
    ran = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / name, *words],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout
