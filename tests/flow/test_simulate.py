"""Scenarios become traces and summaries."""

from __future__ import annotations

import json

import numpy as np
import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.wire import from_json
from quietmuscle.base.wire import to_json
from quietmuscle.flow.measure import measure_file
from quietmuscle.flow.simulate import simulate
from quietmuscle.flow.simulate import simulate_file
from quietmuscle.flow.simulate import write_traces
from quietmuscle.flow.simulation import SimulationScenario
from quietmuscle.mechanism.bounds import DivergedError

PATCH = '{"seed": 3, "patch": {"membrane": {"noise_ua_per_cm2": 5}, "run": {"duration_ms": 200}}}'
FIBRE = """{"fibre": {"nodes": 11, "damage": {"first_internode": 4, "internodes": 2,
"lamellae_left": 0.1}, "shocks": [{"node": 1, "start_ms": 0.2}], "run": {"duration_ms": 2}}}"""
REFLEX = '{"reflex": {"reflex_gain": 2, "duration_s": 3}}'
RECORDING = '{"seed": 1, "recording": {"skin": {"seconds": 20}}}'


def made(text):
    return simulate(from_json(SimulationScenario, text))


@pytest.mark.parametrize("text", [PATCH, FIBRE, REFLEX, RECORDING, '{"work": {}}'])
def test_each_has_its_summary_and_traces_of_one_length(text):
    done = made(text)
    kind = next(each for each in json.loads(text) if each != "seed")
    told = json.loads(to_json(done.summary))
    assert [name for name in told if isinstance(told[name], dict)] == [kind]
    assert {each.values.shape for each in done.traces} == {done.times_s.shape}
    assert np.all(np.diff(done.times_s) > 0)


def test_the_seed_decides():
    one, again, other = made(PATCH), made(PATCH), made(PATCH.replace("3", "4", 1))
    assert np.array_equal(one.traces[0].values, again.traces[0].values)
    assert not np.array_equal(one.traces[0].values, other.traces[0].values)


def test_a_fibre_tells_whether_the_impulse_gets_through():
    done = made(FIBRE)
    assert done.summary.fibre.gets_through
    assert [each.name for each in done.traces][-3:] == [
        "node_10_mv",
        "internode_4_mv",
        "internode_5_mv",
    ]


def test_work_is_told_in_its_times():
    told = made('{"work": {"work_s": 60}}').summary.work
    assert told.highest_share == pytest.approx(0.24, abs=0.01)
    assert told.halved_after_s < told.within_5_percent_after_s < 900


@pytest.mark.parametrize("suffix", ["npz", "csv"])
def test_traces_are_written_and_read_again(tmp_path, suffix):
    done = made(FIBRE)
    out = tmp_path / f"traces.{suffix}"
    write_traces(done, out)
    if suffix == "npz":
        with np.load(out) as kept:
            assert np.array_equal(kept["node_1_mv"], done.traces[1].values)
            assert np.array_equal(kept["time_s"], done.times_s)
    else:
        head = out.read_text().splitlines()[0].split(",")
        assert head[:2] == ["time_s", "node_0_mv"]
        assert np.loadtxt(out, delimiter=",", skiprows=1).shape == (200, 14)


@pytest.mark.parametrize("suffix", ["npz", "csv"])
def test_a_made_recording_can_be_measured(tmp_path, suffix):
    done = made(RECORDING)
    out = tmp_path / f"made.{suffix}"
    write_traces(done, out)
    found = measure_file(out)
    assert found.duration_s == pytest.approx(20, abs=0.01)
    told = done.summary.recording
    assert found.summary.fasciculations == len(told.electrodes.onsets_s)
    assert len(told.true_s) > 2
    assert told.electrodes.right >= 0.8 * len(told.true_s)


def test_other_formats_are_refused(tmp_path):
    with pytest.raises(ValueNotUnderstoodError, match=r"\*\.npz or \*\.csv"):
        write_traces(made('{"work": {}}'), tmp_path / "a.txt")


def test_files_are_refused_in_one_sentence(tmp_path):
    missing, large = tmp_path / "no.json", tmp_path / "large.json"
    large.write_text(" " * 1_100_000)
    with pytest.raises(ValueNotUnderstoodError, match=r"no\.json cannot be read"):
        simulate_file(missing)
    with pytest.raises(ValueNotUnderstoodError, match="too large for a scenario"):
        simulate_file(large)


def test_what_runs_away_says_so(monkeypatch):
    from quietmuscle.mechanism import point_lesion

    monkeypatch.setattr(point_lesion, "SODIUM_MV", 1e9)
    with pytest.raises(DivergedError, match="ran away"):
        made(PATCH)
