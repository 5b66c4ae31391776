"""Nothing that is committed names a computer, a person's folder or a registry's host."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from repository import ROOT
from repository import shown
from repository import tracked_files

# Put together here, so that this file does not find itself.
HOSTS = ["py" + "pi.org", "python" + "hosted.org", "registry.np" + "mjs.org", "deb." + "debian.org"]
FOLDERS = [
    re.escape(f"{Path.home()}/"),
    re.escape(f"{ROOT}/"),
    "/Us" + r"ers/\w",
    "/ro" + "ot/",
    r"C:\\Us" + "ers",
    "/wo" + r"rk/\w",
]
"""The checkout and the home of whoever runs this, and homes of other systems."""

FORBIDDEN = re.compile("|".join([*map(re.escape, HOSTS), rf"(?<![\w.*-])({'|'.join(FOLDERS)})"]))


def named(text: str) -> list[str]:
    """The lines that name what only one computer has."""
    return [line.strip()[:200] for line in text.splitlines() if FORBIDDEN.search(line)]


def test_no_file_names_a_place_of_one_computer() -> None:
    found = {}
    for path in tracked_files():
        try:
            lines = named(path.read_text("utf-8"))
        except UnicodeDecodeError:
            continue  # a picture or a recording
        if lines:
            found[shown(path)] = lines
    assert found == {}


def test_no_file_is_named_so() -> None:
    assert [shown(path) for path in tracked_files() if FORBIDDEN.search(shown(path))] == []


@pytest.mark.parametrize(
    "place", [HOSTS[0], f"{Path.home()}/x", f"{ROOT}/x", "/ro" + "ot/x", "a /wo" + "rk/b"]
)
def test_such_a_line_is_found(place: str) -> None:
    assert named(f"first\nat {place} it lies\nlast") == [f"at {place} it lies"]
    assert named("homework/a, network/b, at home / work, web/home/door.py") == []
