"""Thinking is pure: no clock, no file, no environment, no chance without a seed."""

from __future__ import annotations

import ast

import pytest
from repository import SRC
from repository import files_under
from repository import shown
from repository import tree_of

PURE = ("model", "measure", "infer", "advise", "mechanism")
IMPURE_MODULES = {
    "glob", "io", "logging", "os", "pathlib", "random", "secrets", "shutil", "socket",
    "subprocess", "tempfile", "time", "urllib", "http",
}  # fmt: skip
IMPURE_NAMES = {"open", "print", "input", "uuid1", "uuid4", "new_id", "SystemClock", "getenv"}
CLOCK = {"now", "utcnow", "today", "fromtimestamp"}
FILES = {"read_text", "write_text", "read_bytes", "write_bytes", "environ", "loadtxt", "fromfile"}
WITH_A_SEED = {"default_rng", "Generator", "SeedSequence", "PCG64"}


def impurities(tree: ast.AST) -> list[str]:
    """What a module reaches for that is not given to it as an argument."""
    return sorted({found for node in ast.walk(tree) if (found := impurity(node))})


def impurity(node: ast.AST) -> str | None:
    """What one node of the tree reaches for."""
    if isinstance(node, ast.Import):
        names = [alias.name.split(".")[0] for alias in node.names]
        return next((name for name in names if name in IMPURE_MODULES), None)
    if isinstance(node, ast.ImportFrom):
        root = (node.module or "").split(".")[0]
        names = [alias.name for alias in node.names]
        hidden = next((name for name in names if name in IMPURE_NAMES), None)
        return root if root in IMPURE_MODULES else hidden
    if isinstance(node, ast.Name) and node.id in IMPURE_NAMES:
        return node.id
    if isinstance(node, ast.Attribute):
        return impure_attribute(node)
    if isinstance(node, ast.Call) and called(node) == "default_rng" and not node.args:
        return "default_rng without a seed"
    return None


def impure_attribute(node: ast.Attribute) -> str | None:
    """What `something.name` reaches for."""
    owner = node.value.attr if isinstance(node.value, ast.Attribute) else None
    owner = node.value.id if isinstance(node.value, ast.Name) else owner
    if node.attr in CLOCK and owner in {"datetime", "date"}:
        return f"{owner}.{node.attr}"
    if owner == "random" and node.attr not in WITH_A_SEED:
        return f"random.{node.attr}"
    return node.attr if node.attr in FILES | IMPURE_NAMES - {"print"} else None


def called(node: ast.Call) -> str:
    """The last name of what is called."""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


@pytest.mark.parametrize(
    "path", [path for folder in PURE for path in files_under(SRC / folder, ".py")], ids=shown
)
def test_it_takes_all_it_needs_as_arguments(path) -> None:
    assert impurities(tree_of(path)) == []


@pytest.mark.parametrize(
    "code",
    [
        "datetime.now(UTC)",
        "datetime.datetime.utcnow()",
        "date.today()",
        "import time",
        "from time import monotonic",
        "open('a')",
        "path.read_text()",
        "os.environ['A']",
        "import os.path",
        "import random",
        "np.random.normal()",
        "numpy.random.default_rng()",
        "uuid.uuid4()",
        "from uuid import uuid4",
        "from quietmuscle.base.ids import new_id",
    ],
)
def test_what_is_not_pure_is_found(code: str) -> None:
    assert len(impurities(ast.parse(code))) == 1


def test_what_is_given_is_pure() -> None:
    code = "np.random.default_rng(seed).normal(); from datetime import time; clock.now_utc()"
    assert impurities(ast.parse(code)) == []
