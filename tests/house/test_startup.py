"""The command line starts quickly: it brings heavy packages only where they are needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    "alembic",
    "av",
    "cryptography",
    "fastapi",
    "icalendar",
    "jinja2",
    "numpy",
    "psycopg",
    "pydantic",
    "scipy",
    "segno",
    "sqlalchemy",
    "starlette",
    "structlog",
    "typst",
    "uvicorn",
    "zeroconf",
}
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


SERVES = """
import sys
from pathlib import Path
from quietmuscle.store.location import Location
from quietmuscle.web import serve
serve.run = lambda *_arguments, **_options: None
serve.serve(Location(folder=Path(sys.argv[1])), port=0, open_browser=False)
print("modules", *sys.modules)
"""


def test_the_pages_of_this_computer_bring_nothing_of_the_home_door(tmp_path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SERVES, str(tmp_path)], capture_output=True, text=True, check=True
    )
    modules = set(done.stdout.rpartition("modules ")[2].split())
    assert "fastapi" in modules
    assert modules & {"cryptography", "segno", "zeroconf"} == set()
