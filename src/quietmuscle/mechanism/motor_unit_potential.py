"""The potential of one motor unit on the skin: a line-source volume conductor.

The action potential of each muscle fibre (Rosenfalck 1969) starts at the
innervation zone, runs both ways, and ends at the tendons; its second derivative
along the fibre is the transmembrane current, which spreads through muscle that
conducts better along than across its fibres. Fibres differ in place, end-plate
and speed, which gives units their different shapes.

Sources: Rosenfalck's V(z) = 96 z³ e^(-z) - 90 mV with z in mm; Merletti et al.
1999 (fibre ends); conductivities as in Botelho et al. 2019: 0.40 S/m along,
0.09 S/m across. How strong a fibre is follows from its own size, as in Nandedkar
and Stålberg 1983: the current that leaves a mm of it is σ π (d/2)² V'', with 55 µm
and 1.01 S/m within. As in Fuglevand et al. 1992 the muscle has no end. Skin that lets
no current out would double what is seen, and 3 mm of fat would let it fall off less
with depth: what lies deep is told too small rather than too large.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos
from math import pi
from math import sin
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy import float64
    from numpy.random import Generator
    from numpy.typing import NDArray

ALONG_S_PER_M, ACROSS_S_PER_M = 0.40, 0.09
ALONG_TO_ACROSS = ALONG_S_PER_M / ACROSS_S_PER_M
"""How much better muscle conducts along its fibres than across."""
FIBRE_MM, WITHIN_S_PER_M = 0.055, 1.01
"""How thick a fibre is, and how well it conducts within."""
GAIN_UV = 1e3 * WITHIN_S_PER_M * FIBRE_MM**2 / (16 * ACROSS_S_PER_M)
"""µV of a fibre with a V'' of 1 mV/mm² over 1 mm, at 1 mm: σ π (d/2)² / (4 π σ_across)."""
DISC = (
    (0.0, 0.0, 1 / 4),
    *(
        ((2 / 3) ** 0.5 * cos(turn * pi / 3), (2 / 3) ** 0.5 * sin(turn * pi / 3), 1 / 8)
        for turn in range(6)
    ),
)
"""Points of a disc of radius 1 and their weights: its mean, exact to the fifth power."""
GRID_STEP_MM = 0.5
LENGTH_S = 0.045
"""How long a potential may last: both waves have ended by then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MotorUnit:
    """Where a motor unit lies under the electrodes, in millimetres.

    `depth_mm` is its distance from the skin, `offset_mm` that from the line of
    the electrodes across the fibres, `end_plate_mm` the place of its
    innervation zone along the fibres, seen from the middle of the electrodes.
    """

    fibres: int
    depth_mm: float
    offset_mm: float = 0.0
    end_plate_mm: float = -25.0
    half_length_mm: float = 60.0
    velocity_m_per_s: float = 4.2
    spread_mm: float = 2.5
    end_plate_spread_mm: float = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Electrodes:
    """Bipolar channels: the middle of each pair along and across the fibres, in millimetres.

    Electrodes are points, or discs of a diameter, which see the mean over themselves.
    """

    along_mm: tuple[float, ...] = (0.0,)
    across_mm: tuple[float, ...] = (0.0,)
    distance_mm: float = 20.0
    diameter_mm: float = 0.0

    @property
    def channels(self) -> int:
        """How many channels there are."""
        return len(self.along_mm)


def motor_unit_potential(
    unit: MotorUnit, electrodes: Electrodes, rate_hz: float, rng: Generator
) -> NDArray[float64]:
    """The potential of one discharge, in µV.

    Parameters
    ----------
    unit, electrodes
        Where the unit and the electrodes are.
    rate_hz
        Samples a second.
    rng
        Where the fibres lie is drawn from it.

    Returns
    -------
    Array of shape (samples, channels), µV; it begins with the discharge.
    """
    drawn = min(unit.fibres, 60)
    across = unit.offset_mm + unit.spread_mm * rng.standard_normal(drawn)
    depth = np.maximum(1.5, unit.depth_mm + unit.spread_mm * rng.standard_normal(drawn))
    end_plate = unit.end_plate_mm + unit.end_plate_spread_mm * rng.uniform(-1, 1, drawn)
    speed_mm_per_s = 1e3 * unit.velocity_m_per_s * (1 + 0.04 * rng.standard_normal(drawn))
    times_s = np.arange(round(LENGTH_S * rate_hz)) / rate_hz
    found = np.zeros((times_s.size, electrodes.channels))
    half = electrodes.distance_mm / 2
    for fibre in range(drawn):
        z, current = _current(times_s, end_plate[fibre], unit.half_length_mm, speed_mm_per_s[fibre])
        for channel in range(electrodes.channels):
            beside = across[fibre] - electrodes.across_mm[channel]
            seen = [
                _seen(z - place, beside, depth[fibre], electrodes.diameter_mm)
                for place in (
                    electrodes.along_mm[channel] + half,
                    electrodes.along_mm[channel] - half,
                )
            ]
            found[:, channel] += current @ (seen[0] - seen[1])
    return GAIN_UV * unit.fibres / drawn * found


def _seen(
    along_mm: NDArray[float64], across_mm: float, depth_mm: float, diameter_mm: float
) -> NDArray[float64]:
    """How much an electrode sees of a unit current at each place along a fibre, 1/mm."""
    radius = diameter_mm / 2
    points = DISC if radius else ((0.0, 0.0, 1.0),)
    found: NDArray[float64] = np.sum(
        [
            weight
            / np.sqrt(
                (along_mm - radius * further) ** 2
                + ALONG_TO_ACROSS * ((across_mm - radius * aside) ** 2 + depth_mm**2)
            )
            for further, aside, weight in points
        ],
        axis=0,
    )
    return found


def _current(
    times_s: NDArray[float64], end_plate_mm: float, half_length_mm: float, speed_mm_per_s: float
) -> tuple[NDArray[float64], NDArray[float64]]:
    """The transmembrane current along a fibre at each time: places, and (times, places)."""
    z = np.arange(
        end_plate_mm - half_length_mm - 4, end_plate_mm + half_length_mm + 4, GRID_STEP_MM
    )
    behind = speed_mm_per_s * times_s[:, None] - np.abs(z - end_plate_mm)[None, :]
    inside = (np.abs(z - end_plate_mm) <= half_length_mm)[None, :] & (behind > 0)
    behind = np.where(inside, behind, 0.0)
    potential = 96.0 * behind**3 * np.exp(-behind)
    current = np.zeros_like(potential)
    current[:, 1:-1] = np.diff(potential, 2, axis=1) / GRID_STEP_MM
    return z, current
