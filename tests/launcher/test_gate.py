"""Two runs at once, and what a run that was killed leaves behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from conftest import Toy


@pytest.fixture
def ended() -> int:
    """The number of a process that has ended."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def gate_of(toy: Toy, holder: int | None, *, age_s: float = 0.0) -> Path:
    gate = toy.root / ".venv.lock"
    gate.mkdir()
    if holder is not None:
        (gate / "holder").write_text(str(holder), "ascii")
    then = time.time() - age_s
    os.utime(gate, (then, then))
    return gate


def test_of_two_runs_at_once_one_installs_and_both_go_on(toy: Toy) -> None:
    runs = [toy.start("day", str(number)) for number in range(3)]
    told = [run.communicate(timeout=240) for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0], told
    assert [out for out, _ in told] == ["app day 0\n", "app day 1\n", "app day 2\n"]
    assert sum("run: making" in err for _, err in told) == 1
    assert sum("run: installing" in err for _, err in told) == 1
    assert not (toy.root / ".venv.lock").exists()


def test_a_gate_whose_holder_has_ended_is_taken_away(
    toy: Toy, launcher: ModuleType, ended: int
) -> None:
    gate = gate_of(toy, ended)
    launcher.enter()
    assert launcher.holder(str(gate)) == os.getpid()


def test_a_gate_without_a_name_is_taken_away_after_a_while(toy: Toy, launcher: ModuleType) -> None:
    gate = gate_of(toy, None, age_s=11)
    launcher.enter()
    assert launcher.holder(str(gate)) == os.getpid()


@pytest.mark.parametrize(
    ("holder", "age_s", "stale"),
    [(None, 0, False), ("self", 60, False), ("self", 3600, True), ("ended", 0, True)],
)
def test_only_a_gate_nobody_can_be_behind_is_stale(
    toy: Toy, launcher: ModuleType, ended: int, holder: str | None, age_s: float, stale: bool
) -> None:
    numbers = {None: None, "self": os.getpid(), "ended": ended}
    assert launcher.is_stale(str(gate_of(toy, numbers[holder], age_s=age_s))) is stale


def test_a_gate_that_is_gone_is_not_stale(launcher: ModuleType, tmp_path: Path) -> None:
    assert launcher.is_stale(str(tmp_path / "nothing")) is False


def test_a_holder_who_came_in_between_keeps_the_gate(
    toy: Toy, launcher: ModuleType, ended: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = gate_of(toy, os.getpid())
    seen = iter([ended, os.getpid()])
    monkeypatch.setattr(launcher, "holder", lambda _: next(seen))
    launcher.take_away(str(gate))
    assert (gate / "holder").read_text("ascii") == str(os.getpid())


def test_a_waiter_says_so_and_gives_up_with_a_sentence(
    toy: Toy,
    launcher: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    gate = gate_of(toy, os.getpid())
    monkeypatch.setattr(launcher, "LONGEST_INSTALL_S", 1)
    with pytest.raises(SystemExit) as refusal:
        launcher.enter()
    assert refusal.value.code == 2
    said = capsys.readouterr().err
    assert said.count("another run is installing; waiting") == 1
    assert f"If there is none, delete {gate} and run this again." in said


def test_a_run_that_was_killed_while_installing_is_made_good(toy: Toy) -> None:
    killed = toy.start("day")
    deadline = time.monotonic() + 60
    while not (toy.root / ".venv.lock" / "holder").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    killed.kill()
    killed.communicate()
    assert (toy.root / ".venv.lock").exists()
    again = toy.call("day")
    assert (again.returncode, again.stdout) == (0, "app day\n"), again.stderr
    assert not (toy.root / ".venv.lock").exists()
