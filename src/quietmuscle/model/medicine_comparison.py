"""Twitches around a change of medicine: the days before beside the days after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from quietmuscle.model.medicine import MedicineChange


class Comparison(StrEnum):
    """What the days around a change of medicine show, and whether they show it.

    NO_CLEAR_DIFFERENCE: no difference at all lies inside the interval, so
    chance and the course that was there before are enough to explain the days.
    TOO_FEW_DAYS and OTHER_CHANGE_NEAR: nothing is compared.
    """

    MORE = "more"
    FEWER = "fewer"
    NO_CLEAR_DIFFERENCE = "no_clear_difference"
    TOO_FEW_DAYS = "too_few_days"
    OTHER_CHANGE_NEAR = "other_change_near"

    @property
    def can_tell(self) -> bool:
        """Whether the days show a difference."""
        return self in {Comparison.MORE, Comparison.FEWER}


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineComparison:
    """Days logged before a change of medicine beside those after it.

    Rates are twitches per logged day; None where no day was logged. The ratio
    is that of the level after to the level that the days before led one to
    expect, with its 95 % interval; None where nothing was compared. The day of
    the change is on neither side. It never says what the reason is.
    """

    change: MedicineChange
    outcome: Comparison
    first: date
    last: date
    before_per_day: float | None
    before_logged_days: int
    after_per_day: float | None
    after_logged_days: int
    ratio: float | None = None
    ratio_low_95: float | None = None
    ratio_high_95: float | None = None
