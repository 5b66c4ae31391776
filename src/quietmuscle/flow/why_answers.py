"""What the steps of the explanation answer: thin lines, a few numbers, codes of sentences."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.flow.truth_and_found import TruthAndFound
from quietmuscle.mechanism.cable import CableAnswer
from quietmuscle.mechanism.motoneuron import ReflexSummary
from quietmuscle.mechanism.point_regimes import Regime

if TYPE_CHECKING:
    from numpy import floating
    from numpy.typing import NDArray

MOST_POINTS = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a picture: (x, y) in the order of x, 600 at most; the name ends in y's unit."""

    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FibreAnswer:
    """An impulse in a fibre. Lines are over ms.

    `passed` is where it came by, (mm, ms); `damaged_mm` from where to where myelin
    is lost of the fibre's `length_mm`; `times_as_long` how long it took there beside a
    healthy fibre. `alone` is the fibre within the damage when nobody pushes it.
    """

    codes: tuple[str, ...]
    lines: tuple[Line, ...]
    passed: tuple[tuple[float, float], ...]
    damaged_mm: tuple[float, float] | None
    diameter_um: float
    length_mm: float
    told: CableAnswer
    times_as_long: float | None
    alone: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MembraneAnswer:
    """A remodelled membrane. Its line, over ms, is after a pulse at 200 ms.

    `twitches_s` are the twitches of 20 s in which it was left alone with its noise.
    """

    codes: tuple[str, ...]
    lines: tuple[Line, ...]
    regime: Regime
    twitches_s: tuple[float, ...]
    events_per_min: float
    spikes_per_event: float
    rate_within_hz: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReflexAnswer:
    """A reflex. Lines are over s: the foot pressed up from 0.5 to 2.5 s, the skin touched at 0.5 s.

    `first_cell_s` is when the first motoneuron fired after the touch.
    """

    codes: tuple[str, ...]
    lines: tuple[Line, ...]
    pressed: ReflexSummary
    touched: ReflexSummary
    first_cell_s: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeltAnswer:
    """What sensors recorded over 20 s; once it was measured, what was found beside the truth.

    `true_s` is when it truly twitched.
    """

    codes: tuple[str, ...]
    lines: tuple[Line, ...]
    true_s: tuple[float, ...]
    beside: TruthAndFound | None = None


def thinned(x: NDArray[floating], y: NDArray[floating]) -> tuple[tuple[float, float], ...]:
    """A line of at most 600 points that keeps each stretch's highest and lowest."""
    if y.size <= MOST_POINTS:
        where = np.arange(y.size)
    else:
        edges = np.linspace(0, y.size, MOST_POINTS // 2 + 1).astype(int)
        where = np.unique(
            [
                begin + int(extreme(y[begin:end]))
                for begin, end in pairwise(edges)
                for extreme in (np.argmin, np.argmax)
            ]
        )
    return tuple((round(float(x[each]), 4), round(float(y[each]), 4)) for each in where)
