"""How channels of a motor fibre open: tables over the potential.

Rates in 1/ms with mV, from the published codes of McIntyre et al. 2002 and Gaines
et al. 2018; the slow inward current's gate z is that of Coggan et al. 2011. Each
gate is carried over a step by its exact solution at a held potential,
x ← x kept + gained, so that a step costs one look-up.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy import float64
from numpy import intp
from numpy.typing import NDArray

LOW_MV, HIGH_MV, PER_MV = -200.0, 120.0, 25
"""Tabled at every 0.04 mV; a potential beyond is taken as the table's end."""


class Gate(IntEnum):
    """The gates, in the order of the tables."""

    PERSISTENT = 0
    SODIUM = 1
    SODIUM_SHUT = 2
    SLOW_POTASSIUM = 3
    FAST_POTASSIUM = 4
    HCN = 5
    SLOW_INWARD = 6


NODE_GATES = [
    Gate.PERSISTENT,
    Gate.SODIUM,
    Gate.SODIUM_SHUT,
    Gate.SLOW_POTASSIUM,
    Gate.FAST_POTASSIUM,
]
INTERNODE_GATES = [Gate.SLOW_POTASSIUM, Gate.FAST_POTASSIUM, Gate.HCN]
BARED_GATES = [Gate.SODIUM, Gate.SODIUM_SHUT, Gate.SLOW_INWARD]


@dataclass(frozen=True, slots=True, kw_only=True)
class GateTables:
    """For every gate and potential: what is kept and gained in a step, and what is open at last.

    Each array is (gates, potentials).
    """

    kept: NDArray[float64]
    gained: NDArray[float64]
    settled: NDArray[float64]


def gate_tables(
    step_ms: float, temperature_c: float, shift_mv: float, sodium_half_mv: float
) -> GateTables:
    """The tables for a step, a temperature, and a shift of all gates (as by calcium)."""
    v = np.arange((HIGH_MV - LOW_MV) * PER_MV + 1) / PER_MV + LOW_MV
    opening, closing = rates(v - shift_mv, temperature_c, sodium_half_mv)
    both = opening + closing
    kept = np.exp(-step_ms * both)
    settled = opening / both
    return GateTables(kept=kept, gained=settled * (1 - kept), settled=settled)


def at(potential_mv: NDArray[float64]) -> NDArray[intp]:
    """Where potentials stand in the tables."""
    found = np.multiply(potential_mv, PER_MV)
    found += 0.5 - LOW_MV * PER_MV
    np.fmax(found, 0, out=found)  # what is no number goes to the end; the run tells of it
    np.minimum(found, (HIGH_MV - LOW_MV) * PER_MV, out=found)
    return found.astype(intp)


def rates(
    v: NDArray[float64], temperature_c: float, sodium_half_mv: float
) -> tuple[NDArray[float64], NDArray[float64]]:
    """The opening and closing rates of all gates in 1/ms, each (gates, potentials).

    Q10: 2.2 and 2.9 from 20 °C for sodium, 3.0 from 36 °C for potassium and HCN. The
    slow inward gate was published without a temperature.
    """
    opens = 2.2 ** ((temperature_c - 20) / 10)
    shuts = 2.9 ** ((temperature_c - 20) / 10)
    slow = 3.0 ** ((temperature_c - 36) / 10)
    z_rate = 0.05 * np.cosh(np.clip((v + 45) / 20, -20, 20))
    z_open = 0.5 * (1 + np.tanh((v + 45) / 10))
    opening = [
        opens * _linear(v, 0.01, -27, 10.2),
        opens * _linear(v, 1.86, -sodium_half_mv, 10.3),
        shuts * _linear(v, 0.062, -114, -11),
        slow * 0.3 / (1 + np.exp(-(v + 53) / 5)),
        slow * _linear(v, 0.0462, -83.2, 1.1),
        slow * 0.00522 * np.exp(-(v + 107.3) / 12.2),
        z_rate * z_open,
    ]
    closing = [
        opens * _linear(v, 0.00025, -34, -10),
        opens * _linear(v, 0.086, -25.7, -9.16),
        shuts * 2.3 / (1 + np.exp(-(v + 31.8) / 13.4)),
        slow * 0.03 / (1 + np.exp(-np.maximum(v + 90, -100.0))),
        slow * _linear(v, 0.0824, -66, -10.5),
        slow * 0.00522 * np.exp((v + 107.3) / 12.2),
        z_rate * (1 - z_open),
    ]
    return np.stack(opening), np.stack(closing)


def _linear(
    v: NDArray[float64], rate: float, middle_mv: float, slope_mv: float
) -> NDArray[float64]:
    """A rate that grows in a line: rate (V - middle) / (1 - exp(-(V - middle)/slope)).

    With a negative slope it is the falling one. Its hole at the middle is filled.
    """
    x = (v - middle_mv) / slope_mv
    small = np.abs(x) < 1e-6
    safe = np.where(small, 1.0, x)
    found: NDArray[float64] = (
        rate * abs(slope_mv) * np.where(small, 1 + x / 2, safe / -np.expm1(-safe))
    )
    return found
