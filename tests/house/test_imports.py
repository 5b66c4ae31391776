"""The import rule holds, and what breaks it is caught."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from typing import TYPE_CHECKING

import pytest
from repository import ROOT
from repository import SRC

if TYPE_CHECKING:
    from pathlib import Path

LINT = "import sys; from importlinter.cli import lint_imports_command as go; sys.exit(go())"


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """The folders of the house with nothing in them, under the house's own contracts."""
    package = tmp_path / "src" / "quietmuscle"
    for init in SRC.glob("*/__init__.py"):
        (package / init.parent.name).mkdir(parents=True)
        (package / init.parent.name / "__init__.py").touch()
    for name in ("__init__.py", "__main__.py"):
        (package / name).touch()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return package


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says of the package in a folder."""
    return subprocess.run(
        [sys.executable, "-c", LINT],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_empty_house_keeps_its_contracts(toy: Path) -> None:
    linted = lint(toy.parent.parent)
    assert linted.returncode == 0, linted.stdout
    assert "0 broken" in linted.stdout


@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("measure/a.py", "quietmuscle.infer"),  # sideways
        ("model/a.py", "quietmuscle.store"),  # upwards
        ("flow/a.py", "quietmuscle.web"),  # to a door
        ("cli/a.py", "quietmuscle.api"),  # from door to door
        ("advise/a.py", "sqlite3"),  # a pure folder and a database
        ("report/a.py", "sqlalchemy"),  # a database outside store
        ("store/a.py", "fastapi"),  # HTTP outside web
    ],
)
def test_what_breaks_the_rule_is_caught(toy: Path, module: str, imported: str) -> None:
    (toy / module).write_text(f"import {imported}\n", "utf-8")
    linted = lint(toy.parent.parent)
    assert linted.returncode == 1
    assert imported in linted.stdout


def test_a_folder_that_has_no_place_is_caught(toy: Path) -> None:
    (toy / "utils").mkdir()
    (toy / "utils" / "__init__.py").touch()
    linted = lint(toy.parent.parent)
    assert linted.returncode == 1
    assert "utils" in linted.stdout + linted.stderr


def test_all_that_is_imported_comes_with_the_app() -> None:
    """What only the tools for tests bring is missing at home, however green the tests are."""
    imported = set()
    for module in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {each.name.split(".")[0] for each in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                imported.add(node.module.split(".")[0])
    made_by = packages_distributions()
    needed = {
        plain(name)
        for each in imported - sys.stdlib_module_names - {"quietmuscle"}
        for name in made_by[each]
    }
    locked = re.findall(
        r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE
    )
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked_for = [re.match(r"[\w.-]+", each)[0] for each in extras["dicom"] + extras["postgres"]]
    assert "numpy" in needed
    assert needed <= {plain(name) for name in (*locked, *asked_for)}


def plain(name: str) -> str:
    """The name of a package as PyPI compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()
