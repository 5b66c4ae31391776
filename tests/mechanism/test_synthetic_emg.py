"""Recordings that know their truth."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.mechanism.synthetic_emg import Train
from quietmuscle.mechanism.synthetic_emg import synthetic_emg

RATE_HZ = 1000.0


def made(times, seed=0, channels=1):
    shape = np.zeros((30, channels))
    shape[10:20] = 100 * np.hanning(10)[:, None]
    train = Train(unit=0, kind="fasciculation", times_s=np.array(times))
    background = np.zeros((5000, channels))
    return synthetic_emg((shape,), (train,), background, RATE_HZ, np.random.default_rng(seed))


def test_every_discharge_is_listed_and_stands_where_it_says():
    found = made([1.0, 2.0005, 4.2])
    assert [event.onset_s for event in found.truth] == [1.0, 2.0005, 4.2]
    for event in found.truth:
        at = round(event.peak_s * RATE_HZ)
        assert np.abs(found.samples_uv[at - 2 : at + 3]).max() > 80


def test_what_does_not_fit_in_is_left_out():
    assert len(made([4.99]).truth) == 0


def test_all_channels_hold_it_and_the_seed_decides():
    first, second, other = made([1.0], 1, 3), made([1.0], 1, 3), made([1.0], 2, 3)
    assert np.array_equal(first.samples_uv, second.samples_uv)
    assert not np.array_equal(first.samples_uv, other.samples_uv)
    assert first.samples_uv.shape == (5000, 3)
    assert first.samples_uv.max() == pytest.approx(100, rel=0.15)
