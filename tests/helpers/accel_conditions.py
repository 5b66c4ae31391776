"""Synthetic recordings of a phone on a muscle, condition by condition, and how they are scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.capture.clock import clock_of
from quietmuscle.capture.resample import resampled
from quietmuscle.mechanism.synthetic_accel import MG_MS2
from quietmuscle.mechanism.synthetic_accel import TABLE
from quietmuscle.mechanism.synthetic_accel import TISSUE_KG
from quietmuscle.mechanism.synthetic_accel import Body
from quietmuscle.mechanism.synthetic_accel import Happens
from quietmuscle.mechanism.synthetic_accel import PhoneSensor
from quietmuscle.mechanism.synthetic_accel import synthetic_accel
from quietmuscle.mechanism.synthetic_accel_truth import Happening
from quietmuscle.model.recording import Modality
from quietmuscle.model.recording import SignalHeader
from quietmuscle.model.recording import SignalSource
from quietmuscle.model.recording import SignalUnit

if TYPE_CHECKING:
    from numpy import float64
    from numpy.random import Generator
    from numpy.typing import NDArray

    from quietmuscle.mechanism.synthetic_accel_truth import SyntheticAccel
    from quietmuscle.model.measurement import Measurement

LENGTH_S = 60.0
APART_S = 0.4
WITHIN_S = 0.15


def a_body(rng: Generator) -> Body:
    """Somebody, whose heart and breath the phone sees more or less."""
    return Body(
        heart_per_min=rng.uniform(50, 100),
        heart_mg=float(np.exp(rng.uniform(np.log(1), np.log(10)))),
        breath_per_min=rng.uniform(10, 20),
        breath_mg=rng.uniform(2, 20),
        sway_degrees=rng.uniform(0.5, 4),
    )


def times_of(
    count: int, rng: Generator, length_s: float = LENGTH_S, apart_s: float = APART_S
) -> NDArray[float64]:
    """Moments at random, none nearer to the next than `apart_s`."""
    room = length_s - 1.6 - apart_s * count
    return 0.6 + np.sort(rng.uniform(0, room, count)) + apart_s * np.arange(count)


def twitches(
    count: int, ratio: float, phone: PhoneSensor, rng: Generator, length_s: float = LENGTH_S
) -> tuple[Happens, ...]:
    """Twitches whose largest value in the phone is so many times its noise (one axis, RMS)."""
    noise_mg = phone.noise_mg_per_sqrt_hz * np.sqrt(phone.rate_hz / 2)
    damped = TISSUE_KG / (TISSUE_KG + phone.mass_kg)
    return tuple(
        Happens(what=Happening.TWITCH, onset_s=float(at), size_mg=ratio * noise_mg / damped)
        for at in times_of(count, rng, length_s)
    )


def minute(
    seed: int,
    *,
    ratio: float | None = None,
    per_min: int = 15,
    body: bool = True,
    also: tuple[Happens, ...] = (),
    phone: PhoneSensor | None = None,
    length_s: float = LENGTH_S,
) -> SyntheticAccel:
    """A minute with twitches of a size, on a body or a table, and what else happens."""
    rng = np.random.default_rng([seed, 77])
    sensor = phone or PhoneSensor(noise_mg_per_sqrt_hz=rng.uniform(0.1, 0.3))
    who = a_body(rng) if body else TABLE
    happens = twitches(per_min, ratio, sensor, rng, length_s) if ratio is not None else ()
    return synthetic_accel(happens + also, duration_s=length_s, seed=seed, body=who, phone=sensor)


def source_of(
    samples: NDArray[float64], rate_hz: float, unit: SignalUnit | None = None
) -> SignalSource:
    """An array in m/s² as a source."""
    header = SignalHeader(
        modality=Modality.ACCEL,
        rate_hz=rate_hz,
        channels=("x", "y", "z"),
        unit=unit or SignalUnit.METRE_PER_SECOND_SQUARED,
        samples=samples.shape[0],
    )
    return SignalSource(
        header=header,
        blocks=lambda size: (samples[at : at + size] for at in range(0, samples.shape[0], size)),
    )


def as_read(recording: SyntheticAccel) -> SignalSource:
    """A synthetic recording as the readers give it: an uneven clock is brought onto an even one."""
    steps = np.diff(recording.times_s)
    if np.allclose(steps, steps[0]):
        return source_of(recording.samples_ms2, recording.rate_hz)
    clock = clock_of(iter([recording.times_s]))
    rows = np.column_stack([recording.times_s, recording.samples_ms2])
    even = np.vstack(list(resampled(iter([rows]), clock)))
    return source_of(even, 1 / clock.step_s)


def found_twitches(measurement: Measurement) -> list[float]:
    """When the twitches that were counted begin."""
    return [event.onset_s for event in measurement.events if event.kind == "fasciculation"]


def hits(found: list[float], truth: list[float]) -> tuple[int, int, int]:
    """Found, false and missed; each true one is found at most once, within 150 ms."""
    free = set(range(len(found)))
    matched = 0
    for true in sorted(truth):
        near = [(abs(found[n] - true), n) for n in free if abs(found[n] - true) <= WITHIN_S]
        if near:
            free.discard(min(near)[1])
            matched += 1
    return matched, len(found) - matched, len(truth) - matched


def true_twitches(recording: SyntheticAccel) -> list[float]:
    """When the twitches of a synthetic recording truly begin."""
    return [each.onset_s for each in recording.truth if each.kind == "fasciculation"]


def milli_g(value_mg: float) -> float:
    """Thousandths of the pull of the earth, in m/s²."""
    return value_mg * MG_MS2
