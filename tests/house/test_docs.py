"""What the program can do is documented, and what is documented is there."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import fields
from functools import lru_cache
from importlib.util import module_from_spec
from importlib.util import spec_from_file_location
from typing import TYPE_CHECKING

import click
import pytest
from packaging.requirements import Requirement
from repository import ROOT
from repository import SRC
from repository import files_under
from repository import shown

from quietmuscle import api
from quietmuscle.base.units import UnitSystem
from quietmuscle.cli.main import commands
from quietmuscle.model.day import DayItem
from quietmuscle.model.settings import MSType
from quietmuscle.model.settings import Person
from quietmuscle.model.settings import Settings
from quietmuscle.model.settings import TextSize
from quietmuscle.model.settings import Theme

if TYPE_CHECKING:
    from enum import StrEnum
    from pathlib import Path
    from types import ModuleType

DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
SETTINGS_PAGE = (DOCS / "reference" / "settings.md").read_text("utf-8")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
MADE_LATER = {"docs/pictures/today.png"}


@lru_cache
def writer() -> ModuleType:
    """tools/write_reference.py."""
    spec = spec_from_file_location("write_reference", ROOT / "tools" / "write_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["command-line.md", "http.md", "simulations.md"])
def test_written_pages_are_up_to_date(name: str) -> None:
    page = writer().PAGES[name]()
    assert (DOCS / "reference" / name).read_text("utf-8") == page, (
        "./run python tools/write_reference.py writes it anew"
    )


@pytest.mark.parametrize("context", [*writer().walk(commands)], ids=lambda each: each.command_path)
def test_each_command_and_each_option_explains_itself(context: click.Context) -> None:
    assert context.command.help
    for parameter in context.command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.opts


def test_each_address_of_the_api_explains_itself() -> None:
    for path, operations in writer().openapi()["paths"].items():
        for method, operation in operations.items():
            assert operation.get("description"), f"{method} {path}"


@pytest.mark.parametrize("field", [*fields(Settings), *fields(Person)], ids=lambda each: each.name)
def test_each_setting_is_documented(field) -> None:
    assert f"| `{field.name}` |" in SETTINGS_PAGE


@pytest.mark.parametrize("choices", [UnitSystem, Theme, TextSize, DayItem, MSType])
def test_each_choice_of_a_setting_is_documented(choices: type[StrEnum]) -> None:
    for choice in choices:
        assert f"`{choice}`" in SETTINGS_PAGE


@pytest.mark.parametrize("field", fields(Settings), ids=lambda each: each.name)
def test_what_a_setting_is_at_first_is_documented(field) -> None:
    (row,) = (line for line in SETTINGS_PAGE.splitlines() if line.startswith(f"| `{field.name}` |"))
    value = getattr(Settings(), field.name)
    if field.name == "day_items":
        words = "all eight"
    elif field.name == "reminders":
        words = "none"
    elif field.name == "day_start":
        words = f"`{value:%H:%M}`"
    else:
        words = f"`{json.dumps(value)}`".replace('"', "")
    assert words in row.split("|")[3]


def test_each_environment_variable_is_documented() -> None:
    code = [ROOT / "run", *files_under(SRC, ".py")]
    found = {name for path in code for name in re.findall(r"QUIETMUSCLE_[A-Z_]+", path.read_text())}
    assert found >= {"QUIETMUSCLE_HOME", "QUIETMUSCLE_DATABASE_URL", "QUIETMUSCLE_VENV"}
    assert {name for name in found if f"| `{name}` |" not in SETTINGS_PAGE} == set()


def test_each_function_of_the_library_is_documented() -> None:
    page = (DOCS / "reference" / "python.md").read_text("utf-8")
    assert len(api.__all__) > 10
    assert [name for name in api.__all__ if f"`{name}" not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_links_lead_somewhere(page: Path) -> None:
    lost = []
    for link in LINK.findall(page.read_text("utf-8")):
        if re.match(r"https?://", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists():
            if target.relative_to(ROOT).as_posix() not in MADE_LATER:
                lost.append(link)
        elif anchor and anchor not in anchors(target):
            lost.append(link)
    assert lost == []


def anchors(page: Path) -> set[str]:
    """The headings of a page as links spell them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), flags=re.MULTILINE)
    return {
        re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings
    }


def test_each_folder_of_the_house_has_its_line() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    folders = [path.name for path in SRC.iterdir() if path.is_dir() and path.name != "__pycache__"]
    assert [name for name in folders if f"| `{name}/` |" not in page] == []


def test_each_decision_is_listed() -> None:
    listed = (DOCS / "decisions" / "README.md").read_text("utf-8")
    records = [path.name for path in (DOCS / "decisions").glob("0*.md")]
    assert len(records) >= 10
    assert [name for name in records if f"]({name})" not in listed] == []


def test_each_dependency_says_what_it_replaces() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *(name for names in extras.values() for name in names)]
    names = {Requirement(each).name for each in wanted} - {project["name"]}
    told = (DOCS / "decisions" / "0008-dependencies.md").read_text("utf-8")
    assert {name for name in names if f"`{name}`" not in told} == set()


def test_the_readme_says_what_it_is_for() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for words in ("never diagnoses", "stop or change a prescribed medicine", "./run test"):
        assert words in readme
