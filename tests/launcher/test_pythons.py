"""Which Python `./run` builds on, and what it says where there is none."""

from __future__ import annotations

import ast
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

    from conftest import Toy

OLD = ("2.7", "3.6", "3.7", "3.8", "3.9", "3.10")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="makes its commands as shell scripts")


def command(folder: Path, name: str, script: str) -> Path:
    """A command of this name on a PATH of our own."""
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return file


def shim(folder: Path, name: str) -> None:
    """A pyenv shim of a Python that is not chosen: it is there, and it fails."""
    command(folder, name, f"echo 'pyenv: {name}: command not found' >&2; exit 127")


def test_it_is_written_for_any_python(toy: Toy) -> None:
    source = toy.run.read_text("utf-8")
    source.encode("ascii")
    tree = ast.parse(source, feature_version=(3, 4))
    for node in ast.walk(tree):
        assert not isinstance(node, ast.JoinedStr | ast.NamedExpr | ast.AnnAssign | ast.Nonlocal)
        if isinstance(node, ast.FunctionDef):
            assert not node.returns
            assert not node.args.kwonlyargs
        if isinstance(node, ast.Raise):
            assert node.cause is None
        if isinstance(node, ast.Starred):  # Python 2 knows it as a call's argument only
            assert any(isinstance(call, ast.Call) and node in call.args for call in ast.walk(tree))


@pytest.mark.parametrize("version", OLD)
def test_an_old_python_says_in_one_sentence_what_is_missing(
    toy: Toy, tmp_path: Path, pythons: dict[str, str], version: str
) -> None:
    if version not in pythons:
        pytest.skip(f"there is no Python {version} here")
    shim(tmp_path / "shims", "python3.13")
    refused = toy.call("day", by=pythons[version], PATH=str(tmp_path / "shims"))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith(
        f"run: Quiet Muscle needs Python 3.11 or newer, and this computer's is {version}."
    )
    assert refused.stderr.count("\n") == 1


def test_the_same_sentence_on_any_machine(
    toy: Toy,
    launcher: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(launcher.sys, "version_info", (3, 8, 18, "final", 0))
    monkeypatch.setattr(launcher.sys, "version", "3.8.18 (default)")
    monkeypatch.setenv("PATH", str(toy.root))
    with pytest.raises(SystemExit) as refusal:
        launcher.main(["day"])
    assert refusal.value.code == 2
    assert "needs Python 3.11 or newer, and this computer's is 3.8.18." in capsys.readouterr().err


@pytest.mark.parametrize("version", OLD)
def test_an_old_python_hands_over_to_a_newer_one_on_path(
    toy: Toy, tmp_path: Path, pythons: dict[str, str], version: str
) -> None:
    if version not in pythons:
        pytest.skip(f"there is no Python {version} here")
    path = tmp_path / "commands"
    shim(path, "python3.14")
    newer = path / "python3.12"
    about = f"echo 312; echo {newer}; echo whole"
    command(path, newer.name, f'case $1 in -c) {about};; *) echo "$@";; esac')
    done = toy.call("day", "--json", by=pythons[version], PATH=str(path))
    assert (done.returncode, done.stdout) == (0, f"{toy.run} day --json\n"), done.stderr


@pytest.mark.parametrize("version", OLD)
def test_an_old_python_is_enough_once_it_is_made(
    begun: Toy, tmp_path: Path, pythons: dict[str, str], version: str
) -> None:
    if version not in pythons:
        pytest.skip(f"there is no Python {version} here")
    done = begun.call("day", "--json", by=pythons[version], PATH=str(tmp_path))
    assert (done.returncode, done.stdout) == (0, "app day --json\n"), done.stderr


def test_this_python_comes_first_and_shims_are_tried_before_they_are_trusted(
    toy: Toy, launcher: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shim(tmp_path / "shims", "python3.14")
    monkeypatch.setenv("PATH", str(tmp_path / "shims"))
    base = Path(getattr(sys, "_base_executable", sys.executable))
    assert [Path(path) for path, _ in launcher.pythons()] == [base]
    monkeypatch.setattr(launcher.sys, "executable", "")
    assert list(launcher.pythons()) == []


def test_tested_versions_come_before_one_from_the_future(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launcher.sys, "version_info", (3, 15, 0, "final", 0))
    commands = launcher.candidates()
    assert commands[0] == ["python3.14"]
    assert commands.index([sys.executable]) == 4
    monkeypatch.setattr(launcher.sys, "version_info", (3, 11, 2, "final", 0))
    assert launcher.candidates()[0] == [sys.executable]


def test_a_python_without_ensurepip_is_passed_over(
    launcher: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = "echo 311; echo /usr/bin/python3.11; echo 'in part'"
    command(tmp_path / "commands", "python3.11", answers)
    monkeypatch.setenv("PATH", str(tmp_path / "commands"))
    assert Path(launcher.needed_python()).name.startswith("python")
    assert launcher.needed_python() != "/usr/bin/python3.11"


def test_where_only_ensurepip_is_missing_the_package_is_named(
    launcher: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    debians = tmp_path / "commands" / "python3.11"
    answers = (
        f"case $2 in *ensurepip*) echo 311; echo {debians}; echo 'in part';; *) echo 3.11;; esac"
    )
    command(debians.parent, debians.name, answers)
    monkeypatch.setenv("PATH", str(debians.parent))
    monkeypatch.setattr(launcher.sys, "executable", "")
    with pytest.raises(SystemExit) as refusal:
        launcher.needed_python()
    assert refusal.value.code == 2
    said = capsys.readouterr().err
    assert "'sudo apt install python3.11-venv' brings it" in said
    assert said.count("\n") == 1


def test_a_venv_that_cannot_be_made_says_why(
    toy: Toy, launcher: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = command(tmp_path / "commands", "python3.11", "echo 'Error: no room left'; exit 1")
    with pytest.raises(SystemExit) as refusal:
        launcher.make_venv(str(broken))
    assert refusal.value.code == 2
    assert f"{toy.venv} could not be made: Error: no room left" in capsys.readouterr().err
    assert not toy.venv.exists()


def test_windows_has_its_own_launcher_and_folder(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launcher, "WINDOWS", True)
    assert ["py", "-3.12"] in launcher.candidates()
    assert launcher.named([(3, 12)]) == [["python3.12"], ["py", "-3.12"]]
