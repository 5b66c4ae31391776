"""Contraction, spasm, tremor and clonus are told from single potentials."""

from __future__ import annotations

import numpy as np
import pytest
from emg_conditions import RATE_HZ
from emg_conditions import a_unit

from quietmuscle.measure.activity import sustained_activity
from quietmuscle.measure.filters import emg_band
from quietmuscle.mechanism.discharges import poisson_discharges
from quietmuscle.mechanism.discharges import regular_discharges
from quietmuscle.mechanism.emg_background import electrode_noise
from quietmuscle.mechanism.emg_background import heart_beats
from quietmuscle.mechanism.synthetic_emg import Train
from quietmuscle.mechanism.synthetic_emg import synthetic_emg
from quietmuscle.model.measurement import EventKind

SAMPLES = round(30 * RATE_HZ)


def rng(seed):
    return np.random.default_rng(seed)


def many_units(seed, count=12):
    return tuple(a_unit(peak, rng(seed)) for peak in rng(seed).uniform(20, 150, count))


def found_in(units, trains, seed, background=None):
    if background is None:
        background = electrode_noise(SAMPLES, RATE_HZ, 5.0, rng(seed))
    made = synthetic_emg(units, tuple(trains), background[:, None], RATE_HZ, rng(seed))
    return sustained_activity(emg_band(made.samples_uv, RATE_HZ), RATE_HZ)


def firing(units, start, stop, seed):
    random = rng(seed)
    return [
        Train(unit=n, kind="x", times_s=regular_discharges(hz, 0.2, start, stop, random))
        for n, hz in enumerate(random.uniform(8, 18, len(units)))
    ]


def beating(units, start, stop, frequency_hz, duty, seed):
    random = rng(seed)
    beats = regular_discharges(frequency_hz, 0.08, start, stop, random)
    return [
        Train(
            unit=n,
            kind="x",
            times_s=np.sort([at + random.uniform(0, duty / frequency_hz) for at in beats]),
        )
        for n in range(len(units))
    ]


@pytest.mark.parametrize("seed", [1, 2])
def test_a_spasm_is_one_stretch(seed):
    units = many_units(seed)
    (only,) = found_in(units, firing(units, 10, 12.5, seed), seed)
    assert only.kind is EventKind.SPASM
    assert only.rhythm_hz is None
    assert (only.start_s, only.stop_s) == (pytest.approx(10, abs=0.3), pytest.approx(12.5, abs=0.3))


@pytest.mark.parametrize(("frequency_hz", "seed"), [(5.0, 3), (6.5, 4)])
def test_clonus_is_known_by_its_beat(frequency_hz, seed):
    units = many_units(seed)
    found = found_in(units, beating(units, 8, 14, frequency_hz, 0.3, seed), seed)
    assert EventKind.CLONUS in {each.kind for each in found}
    longest = max(found, key=lambda each: each.stop_s - each.start_s)
    assert longest.rhythm_hz == pytest.approx(frequency_hz, rel=0.1)


def test_fasciculations_a_single_train_a_heart_and_louder_noise_are_none():
    units = many_units(5)
    random = rng(6)
    twitches = [Train(unit=0, kind="f", times_s=poisson_discharges(60, 30, random))]
    assert found_in(units, twitches, 5) == ()
    steady = [Train(unit=0, kind="v", times_s=regular_discharges(9, 0.1, 3, 25, random))]
    assert found_in(units, steady, 5) == ()
    heart = electrode_noise(SAMPLES, RATE_HZ, 5.0, random)
    heart += heart_beats(SAMPLES, RATE_HZ, 100.0, 75.0, random)
    assert found_in(units, [], 5, heart) == ()
    louder = np.where(np.arange(SAMPLES) < SAMPLES / 2, 3.0, 15.0)
    assert found_in(units, [], 5, electrode_noise(SAMPLES, RATE_HZ, louder, random)) == ()


def test_silence_and_short_recordings_hold_none():
    assert sustained_activity(np.zeros((5000, 1)), RATE_HZ) == ()
    assert sustained_activity(np.ones((10, 1)), RATE_HZ) == ()
