"""A nerve fibre after work: it is harder to excite for a quarter of an hour.

Sodium that came in with the impulses is pumped out, and the pump's own current
keeps the membrane farther from its threshold. After one minute of the hardest
contraction a motor fibre of the arm needed 24 % more current, and it was back after
15 minutes (Vagg, Mogyoros, Kiernan and Burke 1998). How the load gathers and
clears in between is not told there: two time constants fill the gap, 30 s for the
gathering and 5 min for the clearing.

This is why "tired" does not mean "more irritable" in the fibre itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.mechanism.bounds import Range
from quietmuscle.mechanism.bounds import check_ranges

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

RISE_AFTER_A_MINUTE = 0.24
GATHERS_S = 30.0
CLEARS_S = 300.0

WORK_RANGES = {
    "work_s": Range(low=0.0, high=120.0, unit="s"),
    "effort": Range(low=0.0, high=1.0, unit="of the hardest"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A contraction that is held: how long, and how hard as a share of the hardest."""

    work_s: float = 60.0
    effort: float = 1.0

    def __post_init__(self) -> None:
        """Refuse what was never tried."""
        check_ranges(self, WORK_RANGES)


def threshold_rise(work: Work, times_s: NDArray[float64]) -> NDArray[float64]:
    """By which share the threshold is higher, (times,), at times since the work began.

    Impulses bring the load in, the pump carries it out: dL/dt = effort while working,
    less what saturates, L/30 s; afterwards it clears as e^(-t/300 s).
    """
    full = RISE_AFTER_A_MINUTE / (1 - np.exp(-60.0 / GATHERS_S))
    at_work = np.minimum(np.maximum(times_s, 0.0), work.work_s)
    since = np.maximum(times_s - work.work_s, 0.0)
    found: NDArray[float64] = (
        full * work.effort * (1 - np.exp(-at_work / GATHERS_S)) * np.exp(-since / CLEARS_S)
    )
    return found
