"""A patch of damaged and remodelled membrane: whether one pulse, or none, makes it fire on.

The equations are those of Coggan, Ocker, Sejnowski and Prescott (J Neural Eng
2011;8:065002; ModelDB 143072): a leak, a sodium current that opens at once, a
potassium current w, and a slow inward current z. Losing myelin alone leaves the
slow current at 0, and then no pulse, however strong, is followed by more.

Noise is an addition of ours: an Ornstein-Uhlenbeck current, to which a fibre near
its threshold answers with single twitches at rates that people have. It stands
for whatever disturbs a membrane and is not taken from the paper.

The published code accumulates sodium as if 2/r were 400 and the unit came out
right; with a radius of 0.5 µm it is ten times as quick as Faraday's constant
allows. It is kept, because the published results were made with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from math import exp
from math import log
from typing import TYPE_CHECKING

import numpy as np
from numpy import float64
from numpy.typing import NDArray

from quietmuscle.mechanism.bounds import Range
from quietmuscle.mechanism.bounds import check_ranges
from quietmuscle.mechanism.bounds import check_settled
from quietmuscle.mechanism.bounds import check_steps

if TYPE_CHECKING:
    from collections.abc import Sequence

CAPACITY_UF_PER_CM2 = 2.0
SODIUM_MV = 50.0
POTASSIUM_MV = -100.0
LEAK_MV = -70.0
NERNST_MV = 25.0
"""As the published code has it."""
SODIUM_OUTSIDE_MMOL = 138.0
SODIUM_INSIDE_MMOL = 18.67
SODIUM_AT_REST_MMOL = 17.5
SODIUM_CLEARED_MS = 100.0
SODIUM_GAIN = 2 / 0.005 / 96485
"""mM a ms for each µA/cm², as the published code has it."""
POTASSIUM_OUTSIDE_MMOL = 4.0
NOISE_LASTS_MS = 5.0
STEP_MS = 0.05
MOST_STEPS = 2_400_000
SPIKE_MV = 0.0
"""A spike is told when the potential rises through this."""

_LOW_MV, _HIGH_MV, _PER_MV = -250.0, 150.0, 50
"""The gates are tabled at every 0.02 mV; a potential beyond is taken as the table's end."""

LESION_RANGES = {
    "sodium_ms_per_cm2": Range(low=0.0, high=80.0, unit="mS/cm²"),
    "potassium_ms_per_cm2": Range(low=5.0, high=40.0, unit="mS/cm²"),
    "leak_ms_per_cm2": Range(low=0.4, high=20.0, unit="mS/cm²"),
    "slow_inward_ms_per_cm2": Range(low=0.0, high=1.2, unit="mS/cm²"),
    "potassium_outside_mmol": Range(low=2.5, high=6.5, unit="mmol/l"),
    "calcium_ratio": Range(low=0.5, high=2.0, unit="× usual"),
    "noise_ua_per_cm2": Range(low=0.0, high=30.0, unit="µA/cm²"),
}
RUN_RANGES = {
    "duration_ms": Range(low=1.0, high=120_000.0, unit="ms"),
    "step_ms": Range(low=0.005, high=0.1, unit="ms"),
}
PULSE_RANGES = {
    "start_ms": Range(low=0.0, high=120_000.0, unit="ms"),
    "duration_ms": Range(low=0.0, high=1000.0, unit="ms"),
    "size_ua_per_cm2": Range(low=-200.0, high=200.0, unit="µA/cm²"),
}
CALCIUM_MV = 9.3
"""How far all gates move for e times the calcium: Frankenhaeuser and Hodgkin 1957, 6-9.3 mV."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PointLesion:
    """The membrane: its conductances at full opening, and what surrounds it.

    `slow_inward_ms_per_cm2` is the remodelling; `calcium_ratio` is ionised calcium
    as a share of the usual; `noise_ua_per_cm2` the standard deviation of the noise.
    """

    sodium_ms_per_cm2: float = 30.0
    potassium_ms_per_cm2: float = 20.0
    leak_ms_per_cm2: float = 2.0
    slow_inward_ms_per_cm2: float = 0.8
    potassium_outside_mmol: float = POTASSIUM_OUTSIDE_MMOL
    calcium_ratio: float = 1.0
    noise_ua_per_cm2: float = 0.0
    sodium_accumulates: bool = False

    def __post_init__(self) -> None:
        """Refuse what was never tried."""
        check_ranges(self, LESION_RANGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """A current that is sent in for a while."""

    start_ms: float
    duration_ms: float
    size_ua_per_cm2: float

    def __post_init__(self) -> None:
        """Refuse what was never tried."""
        check_ranges(self, PULSE_RANGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRun:
    """How long and how finely one looks, and which pulses are given."""

    duration_ms: float
    pulses: tuple[Pulse, ...] = ()
    step_ms: float = STEP_MS

    def __post_init__(self) -> None:
        """Refuse what was never tried, and what would take too long."""
        check_ranges(self, RUN_RANGES)
        check_steps(self.duration_ms, self.step_ms, MOST_STEPS)


@dataclass(frozen=True, slots=True, kw_only=True)
class PointTrace:
    """What the membrane did: potentials at the end of each step, (steps,), and when it fired."""

    step_ms: float
    potential_mv: NDArray[float64]
    spikes_ms: NDArray[float64]


def point_discharge(lesion: PointLesion, run: PointRun, seed: int = 0) -> PointTrace:
    """One patch of membrane over time; the same for a seed.

    The potential is carried by its exact solution at held gates, and the gates by
    theirs at a held potential (exponential Euler), so that no step can overshoot.

    Raises
    ------
    DivergedError
        The potential is no number any more.
    """
    current = _current(run, lesion.noise_ua_per_cm2, seed)
    found = np.array(_one(lesion, run.step_ms, current.tolist()))
    check_settled(found)
    return PointTrace(
        step_ms=run.step_ms, potential_mv=found, spikes_ms=spikes_ms(found, run.step_ms)
    )


def point_discharges(lesions: Sequence[PointLesion], run: PointRun) -> NDArray[float64]:
    """Many patches without noise at once: potentials in mV, (steps, lesions).

    The same equations and tables as of one patch; sodium does not accumulate here.
    """
    gates = [_gates(each, run.step_ms) for each in lesions]
    tables = np.stack(gates)
    which = np.arange(len(lesions))
    peak = {name: np.array([getattr(each, name) for each in lesions]) for name in LESION_RANGES}
    sodium, slow = peak["sodium_ms_per_cm2"], peak["slow_inward_ms_per_cm2"]
    potassium, leak = peak["potassium_ms_per_cm2"], peak["leak_ms_per_cm2"]
    potassium_mv = np.array([_potassium_mv(each) for each in lesions])
    current = _current(run, 0.0, 0)
    per_capacity = -run.step_ms / CAPACITY_UF_PER_CM2
    v = np.full(len(lesions), LEAK_MV)
    w, z = np.zeros_like(v), np.zeros_like(v)
    found = np.empty((current.size, len(lesions)))
    highest = tables.shape[2] - 1
    for step, sent in enumerate(current):
        at = np.clip(((v - _LOW_MV) * _PER_MV + 0.5).astype(np.intp), 0, highest)
        m, w_in, w_kept, z_in, z_kept = tables[which, :, at].T
        w *= w_kept
        w += w_in
        z *= z_kept
        z += z_in
        inward = sodium * m + slow * z
        outward = potassium * w
        total = inward + outward + leak
        aim = (inward * SODIUM_MV + outward * potassium_mv + leak * LEAK_MV + sent) / total
        found[step] = v = aim + (v - aim) * np.exp(per_capacity * total)
    check_settled(found)
    return found


def spikes_ms(potential_mv: NDArray[float64], step_ms: float) -> NDArray[float64]:
    """When a potential rises through 0 mV."""
    rises = (potential_mv[1:] > SPIKE_MV) & (potential_mv[:-1] <= SPIKE_MV)
    return np.asarray((np.flatnonzero(rises) + 2) * step_ms, dtype=float)


def _one(lesion: PointLesion, step_ms: float, current: list[float]) -> list[float]:
    """The potential after each step, in plain numbers: for one patch twenty times as quick."""
    m, w_in, w_kept, z_in, z_kept = (each.tolist() for each in _gates(lesion, step_ms))
    sodium, slow = lesion.sodium_ms_per_cm2, lesion.slow_inward_ms_per_cm2
    potassium, leak = lesion.potassium_ms_per_cm2, lesion.leak_ms_per_cm2
    potassium_mv, sodium_mv = _potassium_mv(lesion), SODIUM_MV
    accumulates, inside = lesion.sodium_accumulates, SODIUM_INSIDE_MMOL
    per_capacity = -step_ms / CAPACITY_UF_PER_CM2
    v, w, z = LEAK_MV, 0.0, 0.0
    highest = len(m) - 1
    found = []
    for sent in current:
        at = int((v - _LOW_MV) * _PER_MV + 0.5)
        at = 0 if at < 0 else min(at, highest)
        w = w * w_kept[at] + w_in[at]
        z = z * z_kept[at] + z_in[at]
        inward = sodium * m[at] + slow * z
        outward = potassium * w
        total = inward + outward + leak
        if accumulates:
            lost = (inside - SODIUM_AT_REST_MMOL) / SODIUM_CLEARED_MS
            inside += step_ms * (-SODIUM_GAIN * inward * (v - sodium_mv) - lost)
            sodium_mv = NERNST_MV * log(SODIUM_OUTSIDE_MMOL / inside)
        aim = (inward * sodium_mv + outward * potassium_mv + leak * LEAK_MV + sent) / total
        v = aim + (v - aim) * exp(per_capacity * total)
        found.append(v)
    return found


def _gates(lesion: PointLesion, step_ms: float) -> NDArray[float64]:
    """Tables over the potential, (5, potentials): m; what w and z gain in a step, and keep."""
    shift = CALCIUM_MV * log(lesion.calcium_ratio)
    v = np.arange((_HIGH_MV - _LOW_MV) * _PER_MV + 1) / _PER_MV + _LOW_MV - shift
    w_kept = np.exp(-0.15 * step_ms * np.cosh(np.clip((v + 10) / 20, -20, 20)))
    z_kept = np.exp(-0.05 * step_ms * np.cosh(np.clip((v + 45) / 20, -20, 20)))
    return np.stack(
        [
            _open(v, -1.2, 18),
            _open(v, -10, 10) * (1 - w_kept),
            w_kept,
            _open(v, -45, 10) * (1 - z_kept),
            z_kept,
        ]
    )


def _open(v: NDArray[float64], half_mv: float, slope_mv: float) -> NDArray[float64]:
    """The share that is open in the end: ½ [1 + tanh((V - half)/slope)]."""
    found: NDArray[float64] = 0.5 * (1 + np.tanh((v - half_mv) / slope_mv))
    return found


def _potassium_mv(lesion: PointLesion) -> float:
    return POTASSIUM_MV + NERNST_MV * log(lesion.potassium_outside_mmol / POTASSIUM_OUTSIDE_MMOL)


def _current(run: PointRun, noise_ua_per_cm2: float, seed: int) -> NDArray[float64]:
    """The current of each step: pulses, and noise that forgets itself within 5 ms."""
    steps = round(run.duration_ms / run.step_ms)
    found = np.zeros(steps)
    for pulse in run.pulses:
        first = round(pulse.start_ms / run.step_ms)
        last = round((pulse.start_ms + pulse.duration_ms) / run.step_ms)
        found[first:last] += pulse.size_ua_per_cm2
    if noise_ua_per_cm2 > 0:
        kept = float(np.exp(-run.step_ms / NOISE_LASTS_MS))
        drawn = np.random.default_rng(seed).standard_normal(steps)
        drawn[1:] *= np.sqrt(1 - kept**2)
        wandering = accumulate(drawn.tolist(), lambda before, new: kept * before + new)
        found += noise_ua_per_cm2 * np.fromiter(wandering, dtype=float, count=steps)
    return found
