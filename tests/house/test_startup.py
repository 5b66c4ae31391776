"""The command line starts quickly: it brings heavy packages only where they are needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    "alembic", "fastapi", "icalendar", "jinja2", "numpy", "psycopg", "pydantic", "scipy",
    "sqlalchemy", "starlette", "structlog", "typst", "uvicorn",
}  # fmt: skip
CODE = """
import sys
sys.argv = ["quietmuscle", *sys.argv[1:]]
from quietmuscle.__main__ import main
assert main() == 0
print("modules", *sys.modules)
"""


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["log", "--help"]], ids=" ".join)
def test_help_brings_nothing_heavy(words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE, *words], capture_output=True, text=True, check=True
    )
    modules = set(done.stdout.rpartition("modules ")[2].split())
    assert "click" in modules
    assert modules & HEAVY == set()
