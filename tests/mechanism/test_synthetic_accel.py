"""A made-up phone on a muscle tells truly what it holds."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.mechanism.synthetic_accel import GRAVITY_MS2
from quietmuscle.mechanism.synthetic_accel import MG_MS2
from quietmuscle.mechanism.synthetic_accel import Body
from quietmuscle.mechanism.synthetic_accel import Happens
from quietmuscle.mechanism.synthetic_accel import PhoneSensor
from quietmuscle.mechanism.synthetic_accel import synthetic_accel
from quietmuscle.mechanism.synthetic_accel_truth import Happening

QUIET = PhoneSensor(noise_mg_per_sqrt_hz=0.0, step_mg=0.0)


def test_a_seed_gives_one_recording():
    happens = (Happens(what=Happening.TWITCH, onset_s=2.0, size_mg=20),)
    first, again, other = (
        synthetic_accel(happens, duration_s=10, seed=seed, body=Body()) for seed in (1, 1, 2)
    )
    assert np.array_equal(first.samples_ms2, again.samples_ms2)
    assert first.truth == again.truth
    assert not np.array_equal(first.samples_ms2, other.samples_ms2)


def test_a_table_feels_gravity_and_noise_alone():
    phone = PhoneSensor(noise_mg_per_sqrt_hz=0.2, step_mg=0.25)
    table = synthetic_accel((), duration_s=60, seed=3, phone=phone)
    assert table.truth == ()
    assert np.linalg.norm(table.samples_ms2.mean(axis=0)) == pytest.approx(GRAVITY_MS2, rel=1e-3)
    assert table.samples_ms2.std(axis=0) == pytest.approx([table.noise_ms2] * 3, rel=0.05)
    assert table.noise_ms2 == pytest.approx(0.2 * MG_MS2 * 10)
    steps = table.samples_ms2 / (0.25 * MG_MS2)
    assert np.abs(steps - np.round(steps)).max() < 1e-6


def test_a_twitch_has_the_told_size_and_a_heavier_phone_feels_less():
    happens = (Happens(what=Happening.TWITCH, onset_s=2.0, size_mg=30),)
    sizes = []
    for mass_kg in (0.02, 0.17, 0.23):
        phone = PhoneSensor(noise_mg_per_sqrt_hz=0.0, step_mg=0.0, mass_kg=mass_kg, rate_hz=1000.0)
        found = synthetic_accel(happens, duration_s=4, seed=4, phone=phone)
        rest = found.samples_ms2 - found.samples_ms2[0]
        peak = float(np.linalg.norm(rest, axis=1).max())
        (told,) = found.truth
        assert peak == pytest.approx(told.peak_ms2, rel=0.02)
        assert told.onset_s <= float(found.times_s[np.argmax(np.abs(rest).sum(axis=1))]) < 2.2
        sizes.append(peak)
    assert sizes[0] > sizes[1] > sizes[2]


def test_clocks_jitter_and_lose_samples_but_never_run_back():
    phone = PhoneSensor(jitter=0.2, lost=0.05)
    found = synthetic_accel((), duration_s=20, seed=5, phone=phone)
    steps = np.diff(found.times_s)
    assert steps.min() > 0
    assert steps.std() > 0.1 / 200
    assert 3700 < found.times_s.size < 3900


def test_breath_turns_gravity_slowly():
    body = Body(heart_mg=0.0, breath_mg=20.0, sway_degrees=0.0)
    found = synthetic_accel((), duration_s=30, seed=6, body=body, phone=QUIET)
    assert np.linalg.norm(found.samples_ms2, axis=1) == pytest.approx(GRAVITY_MS2, rel=1e-6)
    assert np.ptp(found.samples_ms2, axis=0).max() > 20 * MG_MS2
