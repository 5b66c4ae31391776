"""Recordings of one class each."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.mechanism.emg_scenes import SceneKind
from quietmuscle.mechanism.emg_scenes import emg_scene

WITHOUT_DISCHARGES = {
    SceneKind.REST,
    SceneKind.HEARTBEAT,
    SceneKind.MAINS,
    SceneKind.MOVEMENT,
}


@pytest.mark.parametrize("kind", list(SceneKind))
def test_a_scene_holds_what_it_says_and_is_the_same_for_the_same_seed(kind):
    scene, again = (
        emg_scene(kind, np.random.default_rng(4), seconds=20, rate_hz=1000.0) for _ in range(2)
    )
    assert scene.recording.samples_uv.shape == (20_000, 1)
    np.testing.assert_array_equal(scene.recording.samples_uv, again.recording.samples_uv)
    kinds = {event.kind for event in scene.recording.truth}
    if kind in WITHOUT_DISCHARGES:
        assert not kinds
    else:
        assert kinds == {SceneKind.FASCICULATION if kind is SceneKind.DOUBLETS else kind}
    assert all(0 <= each.start_s < each.stop_s <= 20.1 for each in scene.stretches)


def test_several_channels_have_noise_of_their_own():
    scene = emg_scene(SceneKind.REST, np.random.default_rng(5), seconds=5, channels=3)
    alike = np.corrcoef(scene.recording.samples_uv.T) - np.eye(3)
    assert np.abs(alike).max() < 0.1


def test_a_rhythm_beats_at_its_rate():
    scene = emg_scene(SceneKind.CLONUS, np.random.default_rng(6), seconds=20)
    (stretch,) = scene.stretches
    counts, _ = np.histogram(
        [event.onset_s for event in scene.recording.truth],
        np.arange(stretch.start_s, stretch.stop_s, 0.01),
    )
    power = np.abs(np.fft.rfft(counts - counts.mean())) ** 2
    hz = np.fft.rfftfreq(counts.size, 0.01)
    assert 4.5 <= hz[1:][np.argmax(power[1:])] <= 17
