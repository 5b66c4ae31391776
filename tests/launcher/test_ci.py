"""What `.ci/run` brings before it runs the tests; its commands are pretended."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SHELL = "chromium-headless-shell"
SCRIPT = Path(__file__).parents[2] / ".ci" / "run"
PRETENDED = {
    "apt-get": 'echo "apt-get $*"',
    "certutil": "true",
    SHELL: "true",
    "dirname": f'exec {shutil.which("dirname")} "$@"',
    "initdb": "true",
    "pdftotext": "true",
    "python3": '[ "$1" = -c ] || echo "python3 $* CI=$CI"',
    "sudo": '"$@"',
}

pytestmark = pytest.mark.skipif(os.name == "nt", reason="runs on Debian")


def run(folder: Path, **changed: str | None) -> subprocess.CompletedProcess[str]:
    """The script on a machine with these commands; None takes one away."""
    commands = folder / "commands"
    commands.mkdir()
    for name, script in {**PRETENDED, **changed}.items():
        if script is not None:
            (commands / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
            (commands / name).chmod(0o755)
    (folder / ".ci").mkdir()
    shutil.copy(SCRIPT, folder / ".ci" / "run")
    bash = shutil.which("bash")
    assert bash is not None
    return subprocess.run(
        [bash, folder / ".ci" / "run"],
        env={"PATH": str(commands)},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )


def test_where_nothing_is_missing_nothing_is_installed(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.stdout == "python3 run test CI=true\n"
    assert done.returncode == 0


def test_what_is_missing_is_installed_first(tmp_path: Path) -> None:
    done = run(tmp_path, pdftotext=None, **{SHELL: None})
    assert done.stdout.splitlines() == [
        f"Installing {SHELL} poppler-utils",
        "apt-get update",
        f"apt-get install --yes --no-install-recommends {SHELL} poppler-utils",
        "python3 run test CI=true",
    ]


def test_a_chromium_that_is_there_will_do(tmp_path: Path) -> None:
    done = run(tmp_path, chromium="true", **{SHELL: None})
    assert done.stdout == "python3 run test CI=true\n"


def test_an_old_python_is_missing_too(tmp_path: Path) -> None:
    done = run(tmp_path, python3='[ "$1" = -c ] && exit 1; echo "python3 $*"')
    assert "Installing python3 python3-venv" in done.stdout
    assert done.stdout.endswith("python3 run test\n")


def test_a_failed_install_fails(tmp_path: Path) -> None:
    done = run(tmp_path, **{SHELL: None, "apt-get": "exit 100"})
    assert done.returncode == 100
    assert "run test" not in done.stdout


def test_the_exit_code_is_that_of_the_tests(tmp_path: Path) -> None:
    done = run(tmp_path, python3='[ "$1" = -c ] || exit 1')
    assert done.returncode == 1
