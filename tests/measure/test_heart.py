"""The heart taken out."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.decompose import Discharge
from quietmuscle.measure.heart import heart_beats
from quietmuscle.measure.heart import without_beats
from quietmuscle.mechanism.emg_background import heart_beats as beating

RATE_HZ = 1000.0


def discharges(times_s, unit=0, energy=100.0):
    return [Discharge(round(at * RATE_HZ), unit, 1.0, 20.0, energy) for at in times_s]


def test_a_train_that_beats_is_found_among_others():
    rng = np.random.default_rng(1)
    beats = np.cumsum(0.85 * (1 + 0.04 * rng.standard_normal(60)))
    others = np.sort(rng.uniform(0, 50, 30))
    train = sorted([*discharges(beats), *discharges(others, 1, 900.0)], key=lambda each: each.at)
    found = heart_beats(train, RATE_HZ)
    assert found.size >= 0.9 * beats.size


def test_beats_that_fell_into_two_shapes_are_found_together():
    rng = np.random.default_rng(2)
    beats = np.cumsum(0.9 * (1 + 0.03 * rng.standard_normal(60)))
    train = [
        Discharge(round(at * RATE_HZ), int(rng.integers(0, 3)), 1.0, 20.0, 100.0) for at in beats
    ]
    assert heart_beats(train, RATE_HZ).size >= 0.9 * beats.size


def test_random_discharges_hold_no_heart():
    times = np.sort(np.random.default_rng(3).uniform(0, 120, 60))
    assert heart_beats(discharges(times), RATE_HZ).size == 0
    assert heart_beats([], RATE_HZ).size == 0


def test_the_beats_are_subtracted_also_those_that_were_missed():
    rng = np.random.default_rng(4)
    samples = beating(60_000, RATE_HZ, 100.0, 70.0, rng)[:, None]
    known = np.flatnonzero(
        (samples[1:-1, 0] > 60) & (samples[1:-1, 0] >= samples[:-2, 0])
        & (samples[1:-1, 0] > samples[2:, 0])
    ) + 1  # fmt: skip
    rest, all_beats = without_beats(samples, np.delete(known, [10, 20, 30]), RATE_HZ)
    assert np.abs(rest[2_000:58_000]).max() < 30
    assert len(all_beats) >= len(known) - 2


@pytest.mark.parametrize(("lag", "height", "width"), [(50, 120, 18), (70, 150, 12), (100, 200, 8)])
def test_a_potential_beside_a_beat_is_not_taken_for_it(lag, height, width):
    samples = beating(60_000, RATE_HZ, 100.0, 70.0, np.random.default_rng(5))[:, None]
    tops = np.array([at for at in range(1000, 59_000) if samples[at, 0] > 60
                     and samples[at, 0] == samples[at - 60 : at + 60, 0].max()])  # fmt: skip
    beside = tops[5:60:6]
    other = height * np.exp(-((np.arange(-60, 61) / width) ** 2))[:, None]
    for at in beside:
        samples[at + lag - 60 : at + lag + 61] += other
    beats = without_beats(samples, tops, RATE_HZ)[1]
    assert np.abs(beats[:, None] - beside).min(axis=0).max() <= 5


def test_too_few_beats_are_left_alone():
    samples = np.ones((1000, 1))
    rest, beats = without_beats(samples, np.array([300, 600]), RATE_HZ)
    assert rest is samples
    assert beats.tolist() == [300, 600]
