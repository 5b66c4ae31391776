"""Surface EMG with known truth: every discharge that it holds is listed.

Units with their potentials, trains of discharges, and a background are added
up. Nothing in it has been measured on a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy import float64
from numpy.typing import NDArray

if TYPE_CHECKING:
    from numpy.random import Generator

JITTER_OF_SIZE = 0.03
"""How much a unit's potential differs from discharge to discharge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Train:
    """The discharges of one unit, with what they are."""

    unit: int
    kind: str
    times_s: NDArray[float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueEvent:
    """A discharge that a recording holds: where its potential peaks, and of which unit."""

    onset_s: float
    peak_s: float
    kind: str
    unit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SyntheticEmg:
    """A recording in µV of shape (samples, channels), with its truth."""

    samples_uv: NDArray[float64]
    rate_hz: float
    truth: tuple[TrueEvent, ...]


def synthetic_emg(
    potentials_uv: tuple[NDArray[float64], ...],
    trains: tuple[Train, ...],
    background_uv: NDArray[float64],
    rate_hz: float,
    rng: Generator,
) -> SyntheticEmg:
    """A recording of units that discharge over a background.

    Parameters
    ----------
    potentials_uv
        The potential of each unit, (samples, channels).
    trains
        When each unit discharges, in seconds.
    background_uv
        Noise and artefacts, (samples, channels): it gives the length.
    """
    found = background_uv.copy()
    total = found.shape[0]
    truth: list[TrueEvent] = []
    for train in trains:
        shape = potentials_uv[train.unit]
        peak_s = int(np.argmax(np.abs(shape).max(axis=1))) / rate_hz
        for time in train.times_s:
            moved, first = _moved(shape, time * rate_hz)
            if first + len(moved) > total:
                continue
            found[first : first + len(moved)] += (
                1 + JITTER_OF_SIZE * rng.standard_normal()
            ) * moved
            truth.append(
                TrueEvent(
                    onset_s=float(time),
                    peak_s=float(time) + peak_s,
                    kind=train.kind,
                    unit=train.unit,
                )
            )
    return SyntheticEmg(
        samples_uv=found,
        rate_hz=rate_hz,
        truth=tuple(sorted(truth, key=lambda event: event.onset_s)),
    )


def _moved(shape: NDArray[float64], at: float) -> tuple[NDArray[float64], int]:
    """A potential moved by a part of a sample, so that it does not sit on the grid."""
    first = int(np.floor(at))
    part = at - first
    padded = np.vstack([np.zeros((1, shape.shape[1])), shape, np.zeros((1, shape.shape[1]))])
    return (1 - part) * padded[1:] + part * padded[:-1], first
