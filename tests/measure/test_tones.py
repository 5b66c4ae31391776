"""Bursts of hum are told as such, and nothing that a muscle does."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.filters import emg_band
from quietmuscle.measure.tones import tone_bursts
from quietmuscle.mechanism.emg_background import electrode_noise
from quietmuscle.mechanism.emg_scenes import SceneKind
from quietmuscle.mechanism.emg_scenes import emg_scene
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind

RATE_HZ = 2000.0
STARTS_S = (2.0, 5.0, 8.0, 11.0)


def with_bursts(pitch_hz: float, length_s: float, size: float, seed: int) -> np.ndarray:
    """Fifteen seconds of noise of 5 uV with four bursts of a tone, `size` times as large."""
    rng = np.random.default_rng(seed)
    samples = electrode_noise(round(15 * RATE_HZ), RATE_HZ, 5.0, rng)
    for start in STARTS_S:
        times = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
        ramp = np.minimum(1.0, np.minimum(times, length_s - times) / 0.004)
        burst = 5.0 * size * ramp * np.sin(2 * np.pi * pitch_hz * times + rng.uniform(0, 6))
        first = round(start * RATE_HZ)
        samples[first : first + burst.size] += burst
    return emg_band(samples[:, None], RATE_HZ)


@pytest.mark.parametrize("pitch_hz", [50.0, 60.0, 87.0, 120.0])
@pytest.mark.parametrize(("length_s", "size"), [(0.08, 6.0), (0.3, 20.0), (0.45, 4.0)])
def test_a_tone_that_comes_and_goes_is_found_where_it_is(pitch_hz, length_s, size) -> None:
    found = tone_bursts(with_bursts(pitch_hz, length_s, size, 3), RATE_HZ)
    assert [each.start_s for each in found] == pytest.approx(STARTS_S, abs=0.06)
    for each, start in zip(found, STARTS_S, strict=True):
        assert each.stop_s >= start + 0.8 * length_s
        assert (each.kind, each.detail) == (EventKind.ARTEFACT, EventDetail.MAINS)


@pytest.mark.parametrize(
    "kind",
    [
        SceneKind.FASCICULATION,
        SceneKind.DOUBLETS,
        SceneKind.GROUPED,
        SceneKind.CLONUS,
        SceneKind.HIGH_FREQUENCY,
        SceneKind.HEARTBEAT,
    ],
)
def test_what_a_muscle_or_a_heart_does_is_no_tone(kind) -> None:
    scene = emg_scene(kind, np.random.default_rng(5), seconds=20.0, rate_hz=RATE_HZ, channels=2)
    assert tone_bursts(emg_band(scene.recording.samples_uv, RATE_HZ), RATE_HZ) == []


def test_where_nothing_is_nothing_is_found() -> None:
    assert tone_bursts(np.zeros((2000, 1)), RATE_HZ) == []
    assert tone_bursts(np.zeros((0, 1)), RATE_HZ) == []
    noise = electrode_noise(40_000, RATE_HZ, 5.0, np.random.default_rng(2))
    assert tone_bursts(emg_band(noise[:, None], RATE_HZ), RATE_HZ) == []
