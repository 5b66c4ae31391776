"""What `./run` does on the way to a ready app."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from conftest import Toy

OFFLINE = {
    "PIP_NO_INDEX": "0",
    "PIP_INDEX_URL": "http://127.0.0.1:9/",
    "PIP_FIND_LINKS": "",
    "PIP_RETRIES": "1",
}


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory, make_toy: Callable[[Path], Toy]) -> Toy:
    """A toy whose app was installed; tests leave it as they found it."""
    toy = make_toy(tmp_path_factory.mktemp("ready") / "Zuhause & más" / "ruhiger Muskel")
    first = toy.call()
    assert first.returncode == 0, first.stderr
    assert first.stdout == "app\n"
    return toy


def test_the_first_call_installs_and_says_so_on_stderr_only(toy: Toy) -> None:
    first = toy.call("day", "--json")
    assert (first.returncode, first.stdout) == (0, "app day --json\n")
    assert "run: making " in first.stderr
    assert "run: installing the app;" in first.stderr
    second = toy.call("day", "--json")
    assert (second.returncode, second.stdout, second.stderr) == (0, "app day --json\n", "")


def test_without_a_word_it_serves(ready: Toy) -> None:
    assert ready.call().stdout == "app\n"


def test_the_exit_code_is_the_apps_own(ready: Toy) -> None:
    assert ready.call("fail").returncode == 7


def test_python_and_pip_are_the_ones_of_the_app(ready: Toy) -> None:
    where = ready.call("python", "-c", "import sys; print(sys.prefix)").stdout.strip()
    assert Path(where) == ready.venv
    assert "quietmuscle" in ready.call("pip", "list").stdout


def test_the_folder_it_is_called_from_does_not_shadow_the_app(ready: Toy) -> None:
    decoy = ready.root.parent / "quietmuscle.py"
    decoy.write_text("raise SystemExit('shadowed')", "utf-8")
    try:
        assert ready.call("day").stdout == "app day\n"
    finally:
        decoy.unlink()


def test_another_python_does_not_install_again(ready: Toy, pythons: dict[str, str]) -> None:
    others = [path for version, path in pythons.items() if version >= "3.11"]
    for other in others or [sys.executable]:
        again = ready.call("day", by=other)
        assert (again.returncode, again.stdout, again.stderr) == (0, "app day\n", "")


def test_tests_add_their_tools_once_and_the_app_stays_ready(begun: Toy) -> None:
    assert begun.call("day").returncode == 0
    tested = begun.call("test")
    assert tested.returncode == 0, tested.stderr
    assert "run: installing the app and the tools for its tests" in tested.stderr
    assert "installing" not in begun.call("test").stderr
    assert begun.call("day").stderr == ""


def test_a_change_of_the_lock_installs_again(begun: Toy) -> None:
    assert begun.call("day").returncode == 0
    assert begun.call("python", "-m", "ruff").returncode != 0
    begun.lock("requirements.lock")
    again = begun.call("python", "-m", "ruff")
    assert "run: installing the app" in again.stderr
    assert "run: making" not in again.stderr
    assert (again.returncode, again.stdout) == (0, "tool ruff\n")


def test_a_file_that_is_not_the_one_of_the_lock_is_refused(begun: Toy) -> None:
    begun.lock("requirements.lock", digest="0" * 64)
    refused = begun.call("day")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "DO NOT MATCH THE HASHES" in refused.stderr
    assert "run: the install did not finish; the lines above say why" in refused.stderr


def test_without_a_network_it_says_so_and_goes_on_later(begun: Toy) -> None:
    begun.lock("requirements.lock")
    refused = begun.call("day", **OFFLINE)
    assert (refused.returncode, refused.stdout) == (2, "")
    last = refused.stderr.splitlines()[-1]
    assert last.startswith("run: the install needs the internet, and it could not be reached.")
    assert "Traceback" not in refused.stderr
    later = begun.call("day")
    assert (later.returncode, later.stdout) == (0, "app day\n")
    assert "run: making" not in later.stderr


def test_a_moved_folder_goes_on_without_a_network(begun: Toy) -> None:
    begun.lock("requirements.lock")
    assert begun.call("day").returncode == 0
    moved = begun.root.with_name("umgezogen nach Åland")
    begun.root.rename(moved)
    begun.root = moved
    again = begun.call(
        "python", "-c", "import quietmuscle; print(quietmuscle.__path__[0])", **OFFLINE
    )
    assert again.returncode == 0, again.stderr
    assert Path(again.stdout.strip()) == moved / "src" / "quietmuscle"


@pytest.fixture
def steps(launcher: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The steps that the launcher takes, noted instead of taken."""
    taken: list[str] = []
    monkeypatch.setattr(launcher, "make_venv", lambda _python: taken.append("make"))
    monkeypatch.setattr(launcher, "install", taken.append)
    return taken


def test_an_interpreter_that_went_away_is_replaced(
    begun: Toy, launcher: ModuleType, steps: list[str]
) -> None:
    launcher.prepare("app")
    assert steps == ["app"]
    begun.python.unlink()
    begun.python.symlink_to(begun.root / "python-that-went-away")
    launcher.prepare("app")
    assert steps == ["app", "make", "app"]


def test_an_interpreter_that_changed_its_version_is_noticed(toy: Toy, launcher: ModuleType) -> None:
    toy.venv.mkdir()
    toy.python.parent.mkdir()
    toy.python.symlink_to(sys.executable)
    before = launcher.fingerprint("app")
    toy.python.unlink()
    toy.python.symlink_to(shutil.which("sh") or sys.executable)
    assert launcher.fingerprint("app") != before


def test_a_half_made_folder_is_made_anew(toy: Toy, launcher: ModuleType, steps: list[str]) -> None:
    toy.python.parent.mkdir(parents=True)
    (toy.venv / "pyvenv.cfg").write_text("home = nowhere\n", "utf-8")
    launcher.prepare("dev")
    assert steps == ["make", "dev"]


def test_the_folder_can_be_elsewhere(toy: Toy, tmp_path: Path, bare_venv: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(bare_venv, elsewhere, symlinks=True)
    code = "import sys; print(sys.prefix)"
    done = toy.call("python", "-c", code, QUIETMUSCLE_VENV=str(elsewhere))
    assert Path(done.stdout.strip()) == elsewhere
    assert not toy.venv.exists()


def test_a_folder_that_cannot_be_written_to_is_named(toy: Toy, tmp_path: Path) -> None:
    file = tmp_path / "a file"
    file.write_text("not a folder", "utf-8")
    refused = toy.call("day", QUIETMUSCLE_VENV=str(file / "venv"))
    assert refused.returncode == 2
    assert refused.stderr.startswith(f"run: {file} cannot be written to (")
    assert "Set QUIETMUSCLE_VENV to a folder that can." in refused.stderr
