"""Synthetic recordings on the command line."""

from __future__ import annotations

import json


def test_a_recording_and_its_truth_are_written(cli, tmp_path):
    out, truth = tmp_path / "a.npz", tmp_path / "a.json"
    told = cli("synth", "fasciculation", "--seed", "5", "--seconds", "10", "--out", str(out),
               "--truth", str(truth))  # fmt: skip
    assert told.code == 0
    assert "a.npz holds" in told.out
    count = len(json.loads(truth.read_text())["events"])
    assert f"Twitches among them: {count}." in told.out
    assert out.stat().st_size > 1000
    assert json.loads(truth.read_text())["seed"] == 5


def test_programs_get_the_truth_as_an_answer(cli, tmp_path):
    told = cli("synth", "rest", "--seconds", "10", "--out", str(tmp_path / "a.csv"), "--json")
    assert json.loads(told.out)["events"] == []


def test_an_unknown_kind_is_refused_with_those_that_there_are(cli, tmp_path):
    told = cli("synth", "yawn", "--out", str(tmp_path / "a.csv"))
    assert told.code == 2
    assert "high_frequency" in told.err
