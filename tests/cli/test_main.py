from __future__ import annotations

import os
import subprocess
import sys

import pytest

import quietmuscle


def test_help_names_every_command_and_the_intended_use(cli) -> None:
    told = cli("--help")
    assert told.code == 0
    assert "It does not diagnose." in told.out
    for word in ("serve", "log", "day", "history"):
        assert f"  {word} " in told.out


def test_the_version(cli) -> None:
    assert cli("--version").out == f"quietmuscle, version {quietmuscle.__version__}\n"


@pytest.mark.parametrize("words", [["nonsense"], ["log", "--nonsense"], ["--nonsense"]])
def test_what_is_not_known_is_refused_in_one_sentence(cli, words) -> None:
    told = cli(*words)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("quietmuscle: No such ")
    assert told.err.count("\n") == 1


def test_refusals_are_in_the_language_of_the_diary(cli, monkeypatch) -> None:
    from quietmuscle.cli import bench

    monkeypatch.setattr(bench, "say", lambda message, language: f"{language}: {message.sentence}")
    assert cli("log").err == "quietmuscle: en: Please choose at least one place.\n"


def test_a_folder_that_cannot_be_is_one_sentence(cli, tmp_path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    told = cli("day", "--folder", str(tmp_path / "file" / "diary"))
    assert told.code == 2
    assert told.err.startswith("quietmuscle: ")
    assert told.err.count("\n") == 1


def program(*words: str, folder: os.PathLike[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "quietmuscle", *words],
        env={**os.environ, "QUIETMUSCLE_HOME": os.fspath(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_who_stops_reading_is_not_told_off(in_london) -> None:
    listing = program("day", "--json", folder=in_london.folder)
    listing.stdout.close()
    assert listing.stderr.read() == ""
    listing.stderr.close()
    assert listing.wait() == 1


def test_as_a_program(in_london) -> None:
    out, err = program("log", "calf.left", folder=in_london.folder).communicate()
    assert out.endswith("  left calf\n")
    assert err == ""
    refused = program("log", "calf", folder=in_london.folder)
    out, err = refused.communicate()
    assert (refused.returncode, out) == (2, "")
    assert err.startswith("quietmuscle: A place is written")
