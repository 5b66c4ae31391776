"""Days from which on twitches came at another rate, as far as days can tell.

A step may be on any day but the first and last fortnight; it has to stand out
from a straight drift, from the weekdays, and from days that resemble their
neighbours. All days on which it could be are counted together; when one is
found, it is taken out and the next is looked for.

References
----------
Andrews DWK (1993). Tests for parameter instability and structural change with
unknown change point. Econometrica 61:821-856 (the most striking of all days).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.infer.most_striking import LEVEL
from quietmuscle.infer.most_striking import most_striking

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

EDGE_DAYS = 14
EVERY_DAYS = 2
MOST_CHANGES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A change of rate: on which day it begins, and its p over all days."""

    place: int
    p: float
    rises: bool


def steps_of(counts: Floats, seed: int) -> tuple[Step, ...]:
    """Where the rate changed, in the order of days; `counts` are nan where not logged."""
    days = len(counts)
    places = np.arange(EDGE_DAYS, days - EDGE_DAYS + 1, EVERY_DAYS)
    if not len(places):
        return ()
    columns = (np.arange(days) >= places[:, None]).astype(float)
    week = np.arange(days)[:, None] % 7 == np.arange(1, 7)
    basis = np.column_stack([np.ones(days), week.astype(float)])
    found: list[Step] = []
    while len(found) < MOST_CHANGES:
        looked = most_striking(counts, basis, columns, seed + len(found))
        at = int(np.argmax(np.abs(looked.statistics)))
        if looked.p[at] > LEVEL:
            break
        step = Step(
            place=int(places[at]), p=float(looked.p[at]), rises=bool(looked.statistics[at] > 0)
        )
        found.append(step)
        basis = np.column_stack([basis, columns[at]])
        far = np.abs(places - step.place) >= EDGE_DAYS
        places, columns = places[far], columns[far]
        if not len(places):
            break
    return tuple(sorted(found, key=lambda each: each.place))
