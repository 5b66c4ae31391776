"""What is written beside the answer."""

from __future__ import annotations

import json

import numpy as np
import pytest

from quietmuscle.flow import annotated_film


@pytest.fixture
def folder(tmp_path):
    for seed, name in enumerate(("a.npz", "b.npz")):
        samples = np.random.default_rng(seed).normal(0, 5, (5_000, 1))
        samples[2_000:2_010, 0] += 150 * np.sin(np.linspace(0, 6.28, 10))
        np.savez(tmp_path / name, data=samples, fs=1000.0, unit="uV")
    (tmp_path / "bad.csv").write_bytes(b"no numbers")
    return tmp_path


def test_many_files_are_answered_and_a_bad_one_is_told_at_the_end(cli, folder):
    told = cli("measure", *(str(folder / n) for n in ("a.npz", "bad.csv", "b.npz")),
               "--summary", str(folder / "s.csv"))  # fmt: skip
    assert told.code == 2
    assert "1 of 3 were not measured: bad.csv" in told.err
    assert "a.npz: 5.0 s" in told.out
    assert "b.npz: 5.0 s" in told.out
    assert len((folder / "s.csv").read_text().splitlines()) == 4


def test_tables_marks_and_a_page_of_one(cli, folder):
    names = {"--csv": "e.csv", "--annotate": "m.edf", "--report": "r.html"}
    flags = [word for flag, name in names.items() for word in (flag, str(folder / name))]
    told = cli("measure", str(folder / "a.npz"), *flags, "--json")
    assert told.code == 0
    found = json.loads(told.out)
    assert len((folder / "e.csv").read_text().splitlines()) == 1 + len(found["events"])
    assert (folder / "m.edf").read_bytes()[:1] == b"0"
    assert cli("measure", str(folder / "a.npz"), "--annotate", str(folder / "n.EDF")).code == 0
    assert (folder / "n.EDF").read_bytes() == (folder / "m.edf").read_bytes()
    assert "<svg" in (folder / "r.html").read_text()


def test_a_film_is_annotated_and_what_is_no_film_is_refused(cli, folder, monkeypatch):
    out = folder / "seen.mp4"
    told = cli("measure", str(folder / "a.npz"), "--annotate", str(out))
    assert (told.code, out.exists()) == (2, False)
    assert "a.npz is no film" in told.err
    made = []
    monkeypatch.setattr(
        annotated_film, "write_annotated_film", lambda film, _found, to: made.append((film, to))
    )
    assert cli("measure", str(folder / "a.npz"), "--annotate", str(out)).code == 0
    assert made == [(folder / "a.npz", out)]


def test_a_page_is_of_one_recording_and_a_recording_is_never_written_over(cli, folder):
    one, two = str(folder / "a.npz"), str(folder / "b.npz")
    assert cli("measure", one, two, "--report", str(folder / "r.html")).code == 2
    before = (folder / "a.npz").read_bytes()
    (folder / "link.csv").symlink_to(folder / "a.npz")
    for name in (one, str(folder / "link.csv"), str(folder / "." / ".." / folder.name / "a.npz")):
        assert cli("measure", one, "--csv", name).code == 2
    assert (folder / "a.npz").read_bytes() == before
    assert cli("measure", one, "--csv", str(folder / "nowhere" / "e.csv")).code == 2
