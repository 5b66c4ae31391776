"""Units of what a person drinks; kept in millilitres, shown as they choose."""

from __future__ import annotations

from enum import StrEnum

ML_PER_US_FLUID_OUNCE = 29.5735295625
"""US fluid ounce, exact by definition (NIST Handbook 44, appendix C)."""


class UnitSystem(StrEnum):
    """The units a person reads."""

    METRIC = "metric"
    US = "us"


def fluid_shown(amount_ml: float, system: UnitSystem) -> tuple[float, str]:
    """An amount of fluid as it is shown: the number and its unit's symbol."""
    if system is UnitSystem.US:
        return round(amount_ml / ML_PER_US_FLUID_OUNCE), "fl oz"
    return round(amount_ml), "ml"
