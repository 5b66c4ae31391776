"""Runs of one unit at 150-300 Hz."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.filters import emg_band
from quietmuscle.measure.high_frequency import high_frequency_runs
from quietmuscle.mechanism.emg_scenes import SceneKind
from quietmuscle.mechanism.emg_scenes import emg_scene
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
