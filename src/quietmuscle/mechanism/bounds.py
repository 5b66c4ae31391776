"""What a simulation may be asked: the range in which each quantity was tried, and refusals.

A number outside its range is refused with the range, because there the model was
never held against anything. A solver that runs away is refused too: a picture of
numbers that exploded would look like biology.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.base.errors import QuietMuscleError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike


class DivergedError(QuietMuscleError):
    """A simulation whose numbers ran away: nothing of it is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """From where to where a quantity was tried, both ends included, and its unit."""

    low: float
    high: float
    unit: str


def check_ranges(noun: object, ranges: Mapping[str, Range]) -> None:
    """Refuse a noun of which a field lies outside its range.

    Raises
    ------
    ValueNotUnderstoodError
        It names the field, what was given, and the range.
    """
    for name, allowed in ranges.items():
        value = getattr(noun, name)
        if not allowed.low <= value <= allowed.high:
            raise ValueNotUnderstoodError(
                Message(
                    _(
                        "{name} was tried from {low} to {high} {unit}; {value} lies outside, "
                        "so nothing was simulated."
                    ),
                    {
                        "name": name,
                        "low": f"{allowed.low:g}",
                        "high": f"{allowed.high:g}",
                        "unit": allowed.unit,
                        "value": f"{value:g}",
                    },
                )
            )


def check_steps(duration_ms: float, step_ms: float, most: int) -> None:
    """Refuse a run of more steps than anybody should wait for.

    Raises
    ------
    ValueNotUnderstoodError
        It says how many there would be, and how many there may be.
    """
    steps = round(duration_ms / step_ms)
    if steps > most:
        raise ValueNotUnderstoodError(
            Message(
                _(
                    "This would take {steps} steps, and {most} is the most. Please choose a "
                    "shorter time or a longer step; nothing was simulated."
                ),
                {"steps": steps, "most": most},
            )
        )


def check_settled(potential_mv: ArrayLike, limit_mv: float = 400.0) -> None:
    """Refuse potentials that no membrane has: the time step was too long for these values.

    Raises
    ------
    DivergedError
        A potential is no number, or farther from zero than `limit_mv`.
    """
    found = np.asarray(potential_mv)
    if not bool(np.all(np.abs(found) <= limit_mv)):  # a NaN is not ≤ anything
        raise DivergedError(
            Message(
                _(
                    "The calculation ran away with these values, so nothing is shown. "
                    "A shorter time step may help."
                )
            )
        )
