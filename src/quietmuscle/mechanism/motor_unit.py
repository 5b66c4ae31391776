"""From a discharge to a twitch, and to what electrodes and a phone record of it.

Each impulse that reaches the muscle makes every fibre of its motor unit fire: none
fails at the end plate. The twitch is Fuglevand's (Fuglevand, Winter and Patla
1993): the strongest of 120 units pulls a hundred times as hard as the weakest and is
three times as quick. Potential and movement are those of the synthetic recordings.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.mechanism.bounds import Range
from quietmuscle.mechanism.bounds import check_ranges
from quietmuscle.mechanism.emg_background import electrode_noise
from quietmuscle.mechanism.motor_unit_potential import Electrodes
from quietmuscle.mechanism.motor_unit_potential import MotorUnit
from quietmuscle.mechanism.motor_unit_potential import motor_unit_potential
from quietmuscle.mechanism.synthetic_accel import Body
from quietmuscle.mechanism.synthetic_accel import Happens
from quietmuscle.mechanism.synthetic_accel import synthetic_accel
from quietmuscle.mechanism.synthetic_accel_shapes import twitch_force
from quietmuscle.mechanism.synthetic_accel_truth import Happening
from quietmuscle.mechanism.synthetic_accel_truth import SyntheticAccel
from quietmuscle.mechanism.synthetic_emg import SyntheticEmg
from quietmuscle.mechanism.synthetic_emg import Train
from quietmuscle.mechanism.synthetic_emg import synthetic_emg

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

UNITS = 120
FORCE_RANGE = 100.0
LONGEST_S = 0.090
TIME_RANGE = 3.0
TIME_EXPONENT = log(FORCE_RANGE) / log(TIME_RANGE)
RATE_HZ = 2048.0
ELECTRODES = Electrodes(distance_mm=20.0, diameter_mm=10.0)
"""As SENIAM advises them for surface EMG."""
TWITCH_MG = 40.0
"""What a unit of 200 fibres at 10 mm moves the skin by: a judgement, as in the recordings."""
USUAL_FIBRES, USUAL_DEPTH_MM = 200, 10.0

SKIN_RANGES = {
    "depth_mm": Range(low=3.0, high=25.0, unit="mm"),
    "fibres": Range(low=50, high=800, unit="fibres"),
    "noise_uv": Range(low=0.0, high=20.0, unit="µV"),
    "seconds": Range(low=10.0, high=120.0, unit="s"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderSkin:
    """How a twitching unit lies under electrodes and a phone, and how long both record."""

    depth_mm: float = USUAL_DEPTH_MM
    fibres: int = USUAL_FIBRES
    noise_uv: float = 3.0
    seconds: float = 30.0

    def __post_init__(self) -> None:
        """Refuse what was never tried."""
        check_ranges(self, SKIN_RANGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class TwitchRecordings:
    """The same twitches under electrodes and under a phone, each with its truth."""

    emg: SyntheticEmg
    accel: SyntheticAccel


def unit_force(number: int) -> float:
    """The twitch force of a unit, counted from 1, in twitches of the weakest: e^(ln 100 · i/n)."""
    return float(FORCE_RANGE ** ((number - 1) / (UNITS - 1)))


def unit_contraction_s(number: int) -> float:
    """The time to the peak of a unit's twitch: 90 ms for the weakest, 30 for the strongest."""
    return float(LONGEST_S * (1 / unit_force(number)) ** (1 / TIME_EXPONENT))


def train_force(
    discharges_s: NDArray[float64], times_s: NDArray[float64], number: int
) -> NDArray[float64]:
    """The force of a unit over time, in twitches of the weakest, (times,).

    Twitches add up as they are; that they weaken as they fuse is not modelled, so
    this is for single twitches and short groups.
    """
    found = np.zeros(times_s.size)
    for discharge in discharges_s:
        found += twitch_force(times_s - discharge, unit_contraction_s(number))
    return unit_force(number) * found


def recorded(discharges_s: NDArray[float64], skin: UnderSkin, seed: int) -> TwitchRecordings:
    """What electrodes on the skin and a phone on it record of a unit; the same for a seed.

    Parameters
    ----------
    discharges_s
        When the unit's axon fired. Those after the recording's end are left out.
    """
    rng = np.random.default_rng(seed)
    potential = motor_unit_potential(
        MotorUnit(fibres=skin.fibres, depth_mm=skin.depth_mm), ELECTRODES, RATE_HZ, rng
    )
    within = discharges_s[discharges_s < skin.seconds]
    background = electrode_noise(round(skin.seconds * RATE_HZ), RATE_HZ, skin.noise_uv, rng)
    emg = synthetic_emg(
        (potential,),
        (Train(unit=0, kind="fasciculation", times_s=within),),
        background[:, None],
        RATE_HZ,
        rng,
    )
    size_mg = TWITCH_MG * skin.fibres / USUAL_FIBRES * USUAL_DEPTH_MM / skin.depth_mm
    accel = synthetic_accel(
        tuple(
            Happens(what=Happening.TWITCH, onset_s=float(each), size_mg=size_mg) for each in within
        ),
        duration_s=skin.seconds,
        seed=seed,
        body=Body(),
    )
    return TwitchRecordings(emg=emg, accel=accel)
