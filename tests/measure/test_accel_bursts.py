"""What lasts, and what moves the whole phone."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.accel_bursts import bursts
from quietmuscle.measure.accel_bursts import has_jerks
from quietmuscle.measure.accel_bursts import jolts
from quietmuscle.measure.accel_bursts import kind_of_rhythm
from quietmuscle.measure.accel_bursts import spans_of
from quietmuscle.measure.accel_rhythm import Rhythm
from quietmuscle.model.measurement import EventKind

RATE_HZ = 200.0
ALL = np.ones(4000, dtype=bool)


def noise(seed: int) -> np.ndarray:
    return 0.02 * np.random.default_rng(seed).standard_normal((4000, 3))


def test_a_burst_of_a_second_is_found_and_a_twitch_is_none():
    band = noise(1)
    band[1000:1040] += 0.3 * np.sin(np.arange(40))[:, None]
    assert bursts(band, ALL, RATE_HZ) == []
    band[2000:2300] *= 10
    (burst,) = bursts(band, ALL, RATE_HZ)
    assert burst.start_s == pytest.approx(10.0, abs=0.15)
    assert burst.stop_s == pytest.approx(11.5, abs=0.15)
    assert burst.kind is EventKind.SPASM
    assert not burst.is_sure


def test_what_swells_is_willed_and_a_tone_is_no_muscle():
    band = noise(2)
    swell = np.sin(np.pi * np.arange(800) / 800)
    band[1000:1800] *= 1 + 15 * swell[:, None]
    assert [each.kind for each in bursts(band, ALL, RATE_HZ)] == [EventKind.VOLUNTARY]
    ring = noise(3)
    ring[1000:1200] += np.sin(2 * np.pi * 60 * np.arange(200) / RATE_HZ)[:, None]
    assert [each.kind for each in bursts(ring, ALL, RATE_HZ)] == [EventKind.ARTEFACT]


def test_a_knock_and_a_turn_of_the_phone_are_jolts():
    samples = noise(4) + np.array([0, 0, 9.8])
    band = noise(4)
    nothing = np.zeros(4000, dtype=bool)
    assert jolts(samples, band, nothing, RATE_HZ) == []
    band[500] = 4.0
    samples[2000:] = samples[2000:, [0, 2, 1]]
    knock, turn = jolts(samples, band, nothing, RATE_HZ)
    assert knock.start_s < 2.5 < knock.stop_s
    assert turn.start_s < 10 < turn.stop_s


@pytest.mark.parametrize(
    ("hz", "overtones", "kind"),
    [
        (6.0, 3.0, EventKind.CLONUS),
        (6.0, 0.1, EventKind.TREMOR),
        (11.0, 3.0, EventKind.TREMOR),
    ],
)
def test_clonus_jerks_and_tremor_sways(hz, overtones, kind):
    rhythm = Rhythm(start_s=0, stop_s=4, rate_hz=hz, overtones=overtones, likeness=0.9)
    assert kind_of_rhythm(rhythm)[0] is kind
    assert has_jerks(rhythm) == (overtones > 1)
    assert has_jerks(rhythm) == (kind_of_rhythm(rhythm)[1] <= 0.5)


def test_stretches_are_joined_over_short_pauses():
    is_so = np.array([0, 1, 1, 0, 1, 0, 0, 0, 1], dtype=bool)
    assert spans_of(is_so, 1) == [(1, 5), (8, 9)]
    assert spans_of(np.zeros(4, dtype=bool), 1) == []
