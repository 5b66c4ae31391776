"""A blood result read against its range: where it lies, whether it needs help, whether to ask.

Nothing here says what a result means; it only says where it lies, and when a
doctor must hear of it soon. A unit is asked about, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.knowledge.lab_ranges import DangerLine
from quietmuscle.knowledge.lab_ranges import LabRange
from quietmuscle.knowledge.lab_ranges import lab_range
from quietmuscle.model.lab import LabResult
from quietmuscle.model.lab import LabUnit


class Lies(StrEnum):
    """Where a value lies in its range."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabReading:
    """A result against its range, all in the unit of the paper.

    The range is the own laboratory's where it was given (`own_range`), else
    the common one. `danger` is the most serious line that it crosses.
    `looks_like` are units in which the number would be usual, while it is not
    in the one that was given: the person is asked to look again.
    """

    low: float
    high: float
    own_range: bool
    lies: Lies
    mmol_l: float
    danger: DangerLine | None
    looks_like: tuple[LabUnit, ...]


def lab_reading(result: LabResult) -> LabReading:
    """Where a result lies. Raises ValueNotUnderstoodError where it cannot be read."""
    known = lab_range(result.analyte)
    if result.unit not in known.units:
        raise ValueNotUnderstoodError(
            Message(
                _("{name} is not given in {unit}. Please look at the paper again."),
                {"name": known.label, "unit": result.unit.value},
            )
        )
    mmol_l = known.mmol_l(result.value, result.unit)
    looks_like = _looks_like(known, result)
    least, most = known.possible_mmol_l
    if not least <= mmol_l <= most and not looks_like:
        raise ValueNotUnderstoodError(
            Message(
                _("{name} of {value} {unit} cannot be. Please look at the number again."),
                {"name": known.label, "value": result.value, "unit": result.unit.value},
            )
        )
    low, high, own = _range(known, result)
    below, above = result.value < low, result.value > high
    return LabReading(
        low=low,
        high=high,
        own_range=own,
        lies=Lies.BELOW if below else Lies.ABOVE if above else Lies.WITHIN,
        mmol_l=mmol_l,
        danger=_danger(known, mmol_l),
        looks_like=looks_like,
    )


def _range(known: LabRange, result: LabResult) -> tuple[float, float, bool]:
    """The range to read by; an end that the laboratory left out comes from the common one."""
    low, high = result.range_low, result.range_high
    common = (
        known.shown(known.low_mmol_l, result.unit),
        known.shown(known.high_mmol_l, result.unit),
    )
    if low is None and high is None:
        return *common, False
    return (
        common[0] if low is None else low,
        common[1] if high is None else high,
        True,
    )


def _danger(known: LabRange, mmol_l: float) -> DangerLine | None:
    crossed = [line for line in known.danger if line.crossed_by(mmol_l)]
    return max(crossed, key=lambda line: line.tier.severity, default=None)


def _looks_like(known: LabRange, result: LabResult) -> tuple[LabUnit, ...]:
    """Units in which the number, or the range beside it, would be usual; none if it is so here."""
    ends = [end for end in (result.range_low, result.range_high) if end is not None]
    number = sum(ends) / len(ends) if len(ends) == 2 else result.value
    if _usual(known, number, result.unit):
        return ()
    return tuple(
        unit for unit in known.units if unit != result.unit and _usual(known, number, unit)
    )


def _usual(known: LabRange, number: float, unit: LabUnit) -> bool:
    return known.low_mmol_l <= known.mmol_l(number, unit) <= known.high_mmol_l
