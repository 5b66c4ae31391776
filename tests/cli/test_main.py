from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

import quietmuscle


def test_help_names_every_command_and_the_intended_use(cli) -> None:
    told = cli("--help")
    assert told.code == 0
    assert "It does not diagnose." in told.out
    for word in ("serve", "log", "day", "history", "export", "import", "backup"):
        assert f"  {word} " in told.out


def test_the_version(cli) -> None:
    assert cli("--version").out == f"quietmuscle, version {quietmuscle.__version__}\n"


@pytest.mark.parametrize("words", [["nonsense"], ["log", "--nonsense"], ["--nonsense"]])
def test_what_is_not_known_is_refused_in_one_sentence(cli, words) -> None:
    told = cli(*words)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("quietmuscle: No such ")
    assert told.err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ["log", "calf.left", "--when", "0001-01-01T00:00+14:00"],
        ["log", "calf.left", "--when", "9999-12-31T23:59-14:00"],
        ["log", "--none", "--when", "0001-01-01"],
        ["day", "0001-01-01"],
        ["day", "9999-12-31"],
        ["report", "--until", "9999-12-31", "page.pdf"],
        ["history", "--limit", "99999999999999999999"],
    ],
)
def test_absurd_values_are_refused_in_one_sentence(cli, words) -> None:
    told = cli(*words)
    assert (told.code, told.out) == (2, "")
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


def test_who_stops_it_by_hand_sees_no_fuss(cli, server, monkeypatch) -> None:
    def stop(*_args: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(type(server), "__call__", stop)
    told = cli("serve")
    assert (told.code, told.out, told.err.strip()) == (130, "", "")


def test_it_opens_the_pages_and_closes_when_asked(in_london) -> None:
    opened = program("--port", "0", "--no-browser", folder=in_london.folder)
    line = opened.stdout.readline()
    assert re.fullmatch(r"Quiet Muscle is open at http://127\.0\.0\.1:\d+\n", line)
    port = line.rstrip().rpartition(":")[2]
    taken = program("--port", port, "--no-browser", folder=in_london.folder / "other")
    _, err = taken.communicate()
    assert taken.returncode == 2
    assert err.startswith(f"quietmuscle: Port {port} cannot be used on this computer")
    assert err.count("\n") == 1
    opened.terminate()
    _, err = opened.communicate(timeout=20)
    assert opened.returncode == 0
    assert "Traceback" not in err


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
