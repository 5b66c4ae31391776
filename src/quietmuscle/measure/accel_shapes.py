"""What a twitch may look like to a phone: the family of shapes that the filters are made of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy import complex128
from numpy import float64
from numpy.typing import NDArray

CONTRACTION_S = (0.04, 0.08)
"""Time to the peak of force; 30-90 ms in human motor units (Fuglevand et al. 1993)."""
RESONANCE_HZ = (10.0, 13.5, 18.0, 25.0, 35.0)
"""Of a phone on soft tissue. Not published: a range, not a value."""
DAMPING = (0.25, 0.5)
ONSET_S = 0.004
"""How softly force begins; three such constants in series."""
BELL_HZ = (8.0, 11.0, 15.0, 20.0, 27.0, 36.0, 50.0)
BELL_SWINGS = (0.3, 0.6)
"""Widths of bells, standard deviation, in swings: a pulse of one swing, and one of two to three."""
HIGHEST_SHARE = 0.42
"""Of the sampling rate: shapes need room below half of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """Shapes by their spectra at given frequencies, (shapes, frequencies), about their middle.

    `pulses` are those of a muscle that pushes a mass on soft tissue: known to the
    phase. `bells` are swings of any phase: of each the part of positive
    frequencies alone. `is_brief` marks the short bells.
    """

    pulses: NDArray[complex128]
    bells: NDArray[float64]
    is_brief: tuple[bool, ...]


def shapes(frequency_hz: NDArray[float64], rate_hz: float) -> Shapes:
    """The family of shapes at evenly spaced frequencies from 0 to half the rate.

    Two thirds of it are a guess at physics that nobody measured under a phone, so
    bells of any phase stand beside them: what is no such pulse is found, too.
    """
    highest = HIGHEST_SHARE * rate_hz
    pulses = [
        _pulse(frequency_hz, contraction_s, resonance_hz, damping)
        for contraction_s, resonance_hz, damping in product(CONTRACTION_S, RESONANCE_HZ, DAMPING)
        if resonance_hz <= highest
    ]
    known = [(hz, swings) for hz, swings in product(BELL_HZ, BELL_SWINGS) if hz <= highest]
    bells = [
        np.exp(-0.5 * ((frequency_hz - hz) * 2 * np.pi * swings / hz) ** 2) * (frequency_hz > 0)
        for hz, swings in known
    ]
    return Shapes(
        pulses=np.array(pulses),
        bells=np.array(bells),
        is_brief=tuple(swings == BELL_SWINGS[0] for _, swings in known),
    )


def _pulse(
    frequency_hz: NDArray[float64], contraction_s: float, resonance_hz: float, damping: float
) -> NDArray[complex128]:
    """The acceleration of a mass on soft tissue that one twitch pushes.

    Force t/T exp(1 - t/T) (Fuglevand et al. 1993) has the spectrum 1 / (1 + iwT)²,
    the mass on spring and damper 1 / (1 - (w/w0)² + 2iz w/w0), twice the slope -w².
    """
    turns = 2 * np.pi * frequency_hz
    force = 1 / ((1 + 1j * turns * contraction_s) ** 2 * (1 + 1j * turns * ONSET_S) ** 3)
    over = turns / (2 * np.pi * resonance_hz)
    found = -(turns**2) * force / (1 - over**2 + 2j * damping * over)
    # The middle of a shape's energy lies where the slope of its phase, weighted by power, says.
    power = np.abs(found) ** 2
    late = -np.gradient(np.unwrap(np.angle(found)), turns)
    middle_s = float((late * power).sum() / power.sum())
    centred: NDArray[complex128] = found * np.exp(1j * turns * middle_s)
    return centred
