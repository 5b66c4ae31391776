"""An EMG taken apart."""

from __future__ import annotations

import numpy as np

from quietmuscle.measure.candidates import energy_z
from quietmuscle.measure.decompose import decompose
from quietmuscle.measure.noise_colour import Noise
from quietmuscle.measure.noise_colour import NoiseColour

RATE_HZ = 2000.0


def wave(cycles, peak):
    return peak * np.hanning(24) * np.sin(np.linspace(0, cycles * 2 * np.pi, 24))


def recording(events, seconds=20, seed=0):
    samples = np.random.default_rng(seed).standard_normal((round(seconds * RATE_HZ), 1))
    for at, shape in events:
        samples[at : at + 24, 0] += shape
    return samples


def taken_apart(samples):
    units = []
    noise = Noise(sd=np.ones_like(samples), colour=NoiseColour(power=np.ones(129), channels=1))
    z = energy_z(samples, RATE_HZ, noise.colour)
    return decompose(samples, noise, z, RATE_HZ, units), units


def test_two_units_are_told_apart_and_counted():
    first, second = wave(1, 30), wave(3, 25)
    times = np.arange(2_000, 38_000, 1_800)
    events = [(at, (first, second)[number % 2]) for number, at in enumerate(times)]
    discharges, units = taken_apart(recording(events))
    assert len(discharges) == len(times)
    assert len([unit for unit in units if unit.seen > 1]) == 2
    assert [each.unit for each in discharges[::2]] == [discharges[0].unit] * len(times[::2])
    assert discharges[0].unit != discharges[1].unit
    assert max(abs(each.at - at - 12) for each, at in zip(discharges, times, strict=True)) <= 10


def test_potentials_upon_each_other_are_both_found_once_they_are_known():
    first, second = wave(1, 30), wave(3, 25)
    alone = [(at, first) for at in range(2_000, 12_000, 1_000)]
    alone += [(at, second) for at in range(12_000, 22_000, 1_000)]
    discharges, _ = taken_apart(recording([*alone, (30_000, first), (30_014, second)]))
    assert len([each for each in discharges if each.at > 29_000]) == 2


def test_noise_holds_no_discharges():
    discharges, units = taken_apart(recording([], seconds=60))
    assert len(discharges) <= 1
    assert len(units) <= 1
