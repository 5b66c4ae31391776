"""A phone that lies on a muscle, or on a table, with known truth.

Gravity, posture, breath and heart, twitches and what looks like them, and the
phone with its noise, its steps and its clock are added up. The heights of heart
and breath on a limb and the mass of moved tissue are judgements: nothing in it
has been measured on a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.mechanism.synthetic_accel_moves import EVEN
from quietmuscle.mechanism.synthetic_accel_moves import Moves
from quietmuscle.mechanism.synthetic_accel_moves import Uneven
from quietmuscle.mechanism.synthetic_accel_moves import heart
from quietmuscle.mechanism.synthetic_accel_moves import moves_of
from quietmuscle.mechanism.synthetic_accel_moves import turned
from quietmuscle.mechanism.synthetic_accel_truth import AccelTruth
from quietmuscle.mechanism.synthetic_accel_truth import Happening
from quietmuscle.mechanism.synthetic_accel_truth import SyntheticAccel

if TYPE_CHECKING:
    from numpy import float64
    from numpy.random import Generator
    from numpy.typing import NDArray

GRAVITY_MS2 = 9.80665
MG_MS2 = GRAVITY_MS2 / 1000
TISSUE_KG = 0.10
"""Muscle and skin that move with a phone; no published value, a judgement."""
STIFFNESS_N_PER_M = 4000.0
"""Of muscle and skin under a phone: 200 g sway at about 18 Hz. A judgement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneSensor:
    """A phone: its mass, its noise in mg/√Hz, its finest step, and its clock.

    `jitter` is the spread of its steps as a share of one; `lost` the share of
    samples that never arrive.
    """

    rate_hz: float = 200.0
    mass_kg: float = 0.2
    noise_mg_per_sqrt_hz: float = 0.15
    step_mg: float = 0.25
    jitter: float = 0.0
    lost: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Happens:
    """Something that happens: `size_mg` is its largest value at the skin, without a phone on it.

    For what moves the phone itself (tap, moved, vibration, step) the phone's mass
    does not count. `rate_hz` is the pace of what repeats.
    """

    what: Happening
    onset_s: float
    size_mg: float
    duration_s: float = 0.0
    rate_hz: float = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Who lies under the phone; on a table nobody does (`heart_mg` and `breath_mg` are 0)."""

    heart_per_min: float = 68.0
    heart_mg: float = 3.0
    breath_per_min: float = 14.0
    breath_mg: float = 8.0
    sway_degrees: float = 2.0
    uneven: Uneven = EVEN


TABLE = Body(heart_mg=0.0, breath_mg=0.0, sway_degrees=0.0)


def synthetic_accel(
    happens: tuple[Happens, ...],
    *,
    duration_s: float,
    seed: int,
    body: Body = TABLE,
    phone: PhoneSensor | None = None,
) -> SyntheticAccel:
    """A recording of three axes in m/s², gravity included, and what truly happens in it."""
    sensor = phone or PhoneSensor()
    rng = np.random.default_rng(seed)
    times_s = _clock(duration_s, sensor, rng)
    around = turned(rng)
    found = np.zeros((times_s.size, 3))
    truth: list[AccelTruth] = []
    if body.heart_mg > 0:
        size = body.heart_mg * MG_MS2
        breath_hz = body.breath_per_min / 60
        moves = heart(times_s, body.heart_per_min, breath_hz, size, rng, body.uneven)
        found += moves.samples_ms2
        truth += moves.truth
    damped = TISSUE_KG / (TISSUE_KG + sensor.mass_kg)
    resonance_hz = float(np.sqrt(STIFFNESS_N_PER_M / (TISSUE_KG + sensor.mass_kg)) / (2 * np.pi))
    for each in happens:
        size = each.size_mg * MG_MS2
        moves = moves_of(times_s, each, size, damped, resonance_hz, rng)
        found += moves.samples_ms2
        truth += moves.truth
    found += _posture(times_s, body, rng)
    noise_ms2 = sensor.noise_mg_per_sqrt_hz * MG_MS2 * float(np.sqrt(sensor.rate_hz / 2))
    found = found @ around.T + noise_ms2 * rng.standard_normal(found.shape)
    if sensor.step_mg > 0:
        step = sensor.step_mg * MG_MS2
        found = np.round(found / step) * step
    return SyntheticAccel(
        times_s=times_s,
        samples_ms2=found,
        rate_hz=sensor.rate_hz,
        noise_ms2=noise_ms2,
        truth=tuple(sorted(truth, key=lambda each: each.onset_s)),
    )


def _clock(duration_s: float, phone: PhoneSensor, rng: Generator) -> NDArray[float64]:
    """When samples were taken."""
    count = round(duration_s * phone.rate_hz)
    times = np.arange(count, dtype=float)
    if phone.jitter > 0:
        times += np.clip(phone.jitter * rng.standard_normal(count), -0.45, 0.45)
    if phone.lost > 0:
        kept = rng.random(count) >= phone.lost
        kept[[0, -1]] = True
        times = times[kept]
    return times / phone.rate_hz


def _posture(times_s: NDArray[float64], body: Body, rng: Generator) -> NDArray[float64]:
    """Gravity in a phone that is tilted slowly by posture and with each breath."""
    slow = np.cumsum(rng.standard_normal((int(times_s[-1]) // 5 + 3, 2)), axis=0)
    slow *= np.radians(body.sway_degrees) / 3
    knots = 5.0 * np.arange(len(slow))
    tilt = np.stack([np.interp(times_s, knots, slow[:, axis]) for axis in range(2)], axis=1)
    phase = 2 * np.pi * body.breath_per_min / 60 * times_s
    phase += np.interp(times_s, knots, 0.5 * np.cumsum(rng.standard_normal(len(knots))))
    tilt += body.breath_mg / 1000 * (np.sin(phase) + 0.2 * np.sin(2 * phase))[:, None] * [1.0, 0.4]
    down = np.stack([np.sin(tilt[:, 0]), np.sin(tilt[:, 1]), np.ones(times_s.size)], axis=1)
    found: NDArray[float64] = GRAVITY_MS2 * down / np.linalg.norm(down, axis=1)[:, None]
    return found


__all__ = [
    "TABLE",
    "Body",
    "Happening",
    "Happens",
    "Moves",
    "PhoneSensor",
    "Uneven",
    "synthetic_accel",
]
