"""Synthetic recordings in files."""

from __future__ import annotations

import json

import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.capture.reading import read_signal
from quietmuscle.flow.synth import SynthWish
from quietmuscle.flow.synth import TrueEvent
from quietmuscle.flow.synth import Truth
from quietmuscle.flow.synth import synth
from quietmuscle.flow.synth import twitches_of
from quietmuscle.model.recording import Modality
from quietmuscle.model.recording import SignalUnit


def wish(kind, seconds=10.0, **more):
    return SynthWish(kind=kind, seed=3, seconds=seconds, **more)


@pytest.mark.parametrize("name", ["a.edf", "b.csv", "c.npz"])
def test_electrodes_are_read_back_with_their_rate_and_unit(tmp_path, name):
    synth(wish("grouped", rate_hz=1000.0, channels=2), tmp_path / name, tmp_path / "t.json")
    source = read_signal(tmp_path / name, modality=Modality.EMG)
    assert source.header.rate_hz == pytest.approx(1000.0)
    assert source.header.unit is SignalUnit.MICROVOLT
    assert len(source.header.channels) == 2
    assert sum(len(block) for block in source.blocks(4000)) == 10_000
    truth = json.loads((tmp_path / "t.json").read_text())
    assert (truth["schema"], truth["kind"], truth["file"]) == (1, "grouped", name)
    assert {each["kind"] for each in truth["events"]} == {"grouped"}


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    for name in ("a.csv", "b.csv"):
        synth(wish("phone"), tmp_path / name)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert read_signal(tmp_path / "a.csv").header.modality is Modality.ACCEL


def test_twitches_are_counted_apart_and_a_doublet_once():
    told = [
        (1.0, "fasciculation", 0),
        (1.05, "fasciculation", 0),
        (1.06, "fasciculation", 1),
        (3.0, "fasciculation", 0),
        (4.0, "twitch", None),
        (4.05, "twitch", None),
        (5.0, "heartbeat", None),
    ]
    events = tuple(
        TrueEvent(onset_s=at, duration_s=None, kind=kind, unit=unit) for at, kind, unit in told
    )
    truth = Truth(schema=1, file="a", kind="rest", seed=0, duration_s=10.0, events=events)
    assert twitches_of(truth) == 5


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (wish("yawn"), "a.edf"),
        (wish("rest", seconds=1.0), "a.edf"),
        (wish("rest", channels=65), "a.edf"),
        (wish("rest"), "a.mp4"),
        (wish("film"), "a.edf"),
    ],
)
def test_what_is_not_made_is_refused_and_nothing_is_written(tmp_path, given, name):
    with pytest.raises(ValueNotUnderstoodError):
        synth(given, tmp_path / name, tmp_path / "t.json")
    assert list(tmp_path.iterdir()) == []
