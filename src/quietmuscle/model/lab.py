"""A blood result, as the laboratory's paper says it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.checks import NAME_LIMIT_CHARACTERS
from quietmuscle.model.checks import check_text
from quietmuscle.model.day import check_day

LARGEST_VALUE = 10_000.0


class Analyte(StrEnum):
    """What was measured."""

    MAGNESIUM = "magnesium"
    POTASSIUM = "potassium"
    CALCIUM = "calcium"
    CALCIUM_ADJUSTED = "calcium_adjusted"
    SODIUM = "sodium"


class LabUnit(StrEnum):
    """The unit that the paper gives."""

    MMOL_L = "mmol/L"
    MG_DL = "mg/dL"
    MEQ_L = "mEq/L"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabResult:
    """One value of one day, with the range that the same laboratory printed beside it.

    The range is in the unit of the value; either end may be missing.
    """

    id: UUID
    day: date
    analyte: Analyte
    value: float
    unit: LabUnit
    range_low: float | None = None
    range_high: float | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse numbers that no laboratory prints, and a range that is upside down."""
        check_day(self.day)
        check_text(self.note, NAME_LIMIT_CHARACTERS)
        for number in (self.value, self.range_low, self.range_high):
            if number is not None and not (math.isfinite(number) and 0 < number <= LARGEST_VALUE):
                raise ValueNotUnderstoodError(
                    Message(
                        _("A blood result is a number above 0; {value} does not fit."),
                        {"value": number},
                    )
                )
        if (
            self.range_low is not None
            and self.range_high is not None
            and not self.range_low < self.range_high
        ):
            raise ValueNotUnderstoodError(
                Message(
                    _("The range goes from a lower to a higher number; {low} to {high} does not."),
                    {"low": self.range_low, "high": self.range_high},
                )
            )
