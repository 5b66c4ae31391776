"""Runs of one unit at 150-300 Hz."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.filters import emg_band
from quietmuscle.measure.high_frequency import high_frequency_runs
from quietmuscle.mechanism.emg_scenes import SceneKind
from quietmuscle.mechanism.emg_scenes import emg_scene
from quietmuscle.mechanism.emg_shapes import free_potential
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind

RATE_HZ = 2000.0


def runs(kind, seed):
    scene = emg_scene(kind, np.random.default_rng(seed), seconds=20, rate_hz=RATE_HZ)
    return high_frequency_runs(emg_band(scene.recording.samples_uv, RATE_HZ), RATE_HZ), scene


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_fast_runs_are_found_from_their_start_to_their_end(seed):
    found, scene = runs(SceneKind.HIGH_FREQUENCY, seed)
    assert {each.detail for each in found} == {EventDetail.HIGH_FREQUENCY}
    covered = [
        any(
            each.start_s <= true.start_s + 0.1 and each.stop_s >= true.stop_s - 0.15
            for each in found
        )
        for true in scene.stretches
    ]
    assert np.mean(covered) >= 0.7


@pytest.mark.parametrize(
    "kind", [SceneKind.REST, SceneKind.FASCICULATION, SceneKind.CONTRACTION, SceneKind.GROUPED]
)
def test_other_things_are_not_fast_runs(kind):
    assert runs(kind, 3)[0] == []


@pytest.mark.parametrize("hz", [150, 180, 240, 300])
def test_a_thing_that_is_switched_on_hums_and_is_no_fast_run(hz):
    times = np.arange(round(20 * RATE_HZ)) / RATE_HZ
    samples = np.random.default_rng(hz).normal(0, 2, (times.size, 1))
    on = (times > 8) & (times < 11)
    samples[on, 0] += 15 * np.sin(2 * np.pi * 1.0006 * hz * times[on])
    (hum,) = high_frequency_runs(emg_band(samples, RATE_HZ), RATE_HZ)
    assert (hum.kind, hum.detail) == (EventKind.ARTEFACT, EventDetail.MAINS)
    assert (hum.start_s, hum.stop_s) == (pytest.approx(8, abs=0.1), pytest.approx(11, abs=0.1))


def test_silence_has_no_runs():
    assert high_frequency_runs(np.zeros((4000, 1)), RATE_HZ) == []


def a_run(from_hz, to_hz, rate_hz, seed=1):
    """Noise, and in it from 5 to 5.6 s a unit whose pace goes from one to another."""
    rng = np.random.default_rng(seed)
    samples = rng.normal(0, 3, (round(10 * rate_hz), 1))
    shape = free_potential(200.0, rate_hz, rng)
    at = 5.0
    while at < 5.6:
        first = round(at * rate_hz)
        samples[first : first + len(shape)] += shape
        at += 1 / (from_hz + (to_hz - from_hz) * (at - 5.0) / 0.6)
    return high_frequency_runs(emg_band(samples, rate_hz), rate_hz)


@pytest.mark.parametrize(
    ("from_hz", "to_hz", "rate_hz"), [(231, 178, 1000.0), (151, 116, 1000.0), (205, 195, 2000.0)]
)
def test_a_run_that_wanes_is_one_and_no_hum(from_hz, to_hz, rate_hz):
    (run,) = a_run(from_hz, to_hz, rate_hz)
    assert run.detail is EventDetail.HIGH_FREQUENCY
    assert (run.start_s, run.stop_s) == (pytest.approx(5, abs=0.1), pytest.approx(5.6, abs=0.15))


def test_a_group_that_never_was_fast_is_no_run():
    assert a_run(115, 110, 2000.0) == []
