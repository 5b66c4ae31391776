"""Synthetic EMG of the conditions A to G of the measurement notes, and how a result is scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.mechanism.discharges import regular_discharges
from quietmuscle.mechanism.emg_background import electrode_noise
from quietmuscle.mechanism.emg_background import heart_beats
from quietmuscle.mechanism.emg_background import mains_hum
from quietmuscle.mechanism.emg_background import movement
from quietmuscle.mechanism.motor_unit_potential import Electrodes
from quietmuscle.mechanism.motor_unit_potential import MotorUnit
from quietmuscle.mechanism.motor_unit_potential import motor_unit_potential
from quietmuscle.mechanism.synthetic_emg import SyntheticEmg
from quietmuscle.mechanism.synthetic_emg import Train
from quietmuscle.mechanism.synthetic_emg import synthetic_emg
from quietmuscle.model.recording import Modality
from quietmuscle.model.recording import SignalHeader
from quietmuscle.model.recording import SignalSource
from quietmuscle.model.recording import SignalUnit

if TYPE_CHECKING:
    from numpy import float64
    from numpy.random import Generator
    from numpy.typing import NDArray

    from quietmuscle.model.measurement import Measurement

RATE_HZ = 2048.0
PEAKS_UV = (49.0, 75.0, 198.0)
EVENTS = 29
LENGTH_S = 60.0
NOISE_UV = {"A": 5.0, "B": 10.0, "C": 5.0, "D": 5.0, "F": 5.0, "G": 5.0}


def a_unit(peak_uv: float, rng: Generator, rate_hz: float = RATE_HZ) -> NDArray[float64]:
    """The potential of a unit somewhere in some muscle, scaled to a peak."""
    unit = MotorUnit(
        fibres=int(rng.integers(80, 500)),
        depth_mm=rng.uniform(4, 14),
        offset_mm=rng.uniform(-8, 8),
        end_plate_mm=rng.choice([-1, 1]) * rng.uniform(12, 40),
        velocity_m_per_s=rng.uniform(3.4, 5.0),
        spread_mm=rng.uniform(1.5, 3.5),
        end_plate_spread_mm=rng.uniform(2, 7),
        half_length_mm=rng.uniform(45, 75),
    )
    shape = motor_unit_potential(unit, Electrodes(), rate_hz, rng)
    return shape * peak_uv / np.abs(shape).max()


def condition(name: str, seed: int) -> SyntheticEmg:
    """A minute of one condition, with 29 fasciculations of three units."""
    rng = np.random.default_rng([seed, ord(name)])
    samples = round(LENGTH_S * RATE_HZ)
    units = [a_unit(peak, rng) for peak in PEAKS_UV]
    times = _apart(rng)
    of_unit = rng.integers(0, len(units), EVENTS)
    trains = [
        Train(unit=unit, kind="fasciculation", times_s=times[of_unit == unit])
        for unit in range(len(units))
    ]
    noise: float | NDArray[float64] = NOISE_UV.get(name, 0.0)
    if name == "E":
        noise = np.repeat([3.0, 15.0, 6.0], samples // 3)
        noise = np.pad(noise, (0, samples - noise.size), mode="edge")
    background = electrode_noise(samples, RATE_HZ, noise, rng)
    if name == "C":
        background += mains_hum(samples, RATE_HZ, {50.0: 50.0, 150.0: 10.0}, rng)
    if name == "D":
        background += heart_beats(samples, RATE_HZ, 100.0, rng.uniform(55, 95), rng)
    if name == "F":
        units.append(a_unit(80.0, rng))
        start = rng.uniform(5, 35)
        firing = regular_discharges(8.0, 0.15, start, start + 15, rng)
        trains.append(Train(unit=len(units) - 1, kind="voluntary", times_s=firing))
    if name == "G":
        jolts = rng.uniform(1, LENGTH_S - 1, 8)
        background += movement(samples, RATE_HZ, jolts, (400.0, 800.0), rng)
    return synthetic_emg(tuple(units), tuple(trains), background[:, None], RATE_HZ, rng)


def _apart(rng: Generator) -> NDArray[float64]:
    while True:
        times = np.sort(rng.uniform(0.3, LENGTH_S - 0.3, EVENTS))
        if np.diff(times).min() >= 0.15:
            return times


def source_of(
    samples: NDArray[float64], rate_hz: float, unit: SignalUnit | None = SignalUnit.MICROVOLT
) -> SignalSource:
    """An array as a source."""
    header = SignalHeader(
        modality=Modality.EMG,
        rate_hz=rate_hz,
        channels=tuple(f"{number}" for number in range(samples.shape[1])),
        unit=unit,
        samples=samples.shape[0],
    )
    return SignalSource(
        header=header,
        blocks=lambda size: (samples[at : at + size] for at in range(0, samples.shape[0], size)),
    )


def hits(
    measurement: Measurement, truth_s: list[float], within_s: float = 0.06
) -> tuple[int, int, int]:
    """Found, false and missed fasciculations; each true one is found at most once."""
    found = sorted(event.onset_s for event in measurement.events if event.kind == "fasciculation")
    free = set(range(len(found)))
    matched = 0
    for true in sorted(truth_s):
        near = [(abs(found[n] - true), n) for n in free if abs(found[n] - true) <= within_s]
        if near:
            free.discard(min(near)[1])
            matched += 1
    return matched, len(found) - matched, len(truth_s) - matched


def true_fasciculations(recording: SyntheticEmg) -> list[float]:
    """When the fasciculations of a synthetic recording begin."""
    return [event.onset_s for event in recording.truth if event.kind == "fasciculation"]
