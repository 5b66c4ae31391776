"""Modules import each other in one direction: no room, and no house, goes round in a circle."""

from __future__ import annotations

import ast
from graphlib import CycleError
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

import pytest
from repository import SRC
from repository import files_under
from repository import tree_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROOMS = sorted(path.parent for path in SRC.glob("*/__init__.py"))


def modules_of(package: Path) -> dict[str, Path]:
    """The modules of a package by their full names."""
    named = {}
    for path in files_under(package, ".py"):
        parts = path.relative_to(package.parent).with_suffix("").parts
        named[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return named


def imports_of(path: Path) -> Iterator[str]:
    """Whatever a module imports, also late, and also for the eyes of a type checker."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
            yield node.module


def circle_in(package: Path, room: str = "") -> list[str]:
    """Modules each of which imports the next, the last of them the first; or none."""
    modules = {
        name: path for name, path in modules_of(package).items() if f"{name}.".startswith(room)
    }
    # A package's own name says no more than where the module that is meant lies.
    inner = {name for name, path in modules.items() if path.name != "__init__.py"}
    order = TopologicalSorter({name: inner & set(imports_of(modules[name])) for name in inner})
    try:
        order.prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


def test_the_house_has_no_circle() -> None:
    assert circle_in(SRC) == []


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_no_room_has_a_circle(room: Path) -> None:
    assert circle_in(SRC, f"{SRC.name}.{room.name}.") == []


@pytest.mark.parametrize(
    "back",
    [
        "from house.room.a import thing",
        "import house.room.a",
        "from house.room import a",
        "def late():\n    from house.room.a import thing",
        "if TYPE_CHECKING:\n    from house.room.a import Thing",
    ],
)
def test_a_circle_is_found_however_it_is_closed(tmp_path: Path, back: str) -> None:
    room = tmp_path / "house" / "room"
    room.mkdir(parents=True)
    (room / "__init__.py").touch()
    (room / "a.py").write_text("from house.room.b import other\n", "utf-8")
    (room / "b.py").write_text("from house.room.c import third\n", "utf-8")
    (room / "c.py").write_text("", "utf-8")
    assert circle_in(room.parent, "house.room.") == []
    # Another file, since each is read once.
    (room / "b.py").write_text("from house.room.d import third\n", "utf-8")
    tree_of.cache_clear()
    (room / "d.py").write_text(f"{back}\n", "utf-8")
    found = circle_in(room.parent, "house.room.")
    assert found[0] == found[-1]
    assert set(found) == {"house.room.a", "house.room.b", "house.room.d"}
