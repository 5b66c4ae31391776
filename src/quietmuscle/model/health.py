"""What the person tells about their health, so that only what suits is offered."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any

from quietmuscle.model.care import Answer


class HealthItem(StrEnum):
    """Something about one's health that lasts."""

    KIDNEY_DISEASE = "kidney_disease"
    HEART_FAILURE = "heart_failure"
    TOLD_TO_DRINK_LESS = "told_to_drink_less"
    LOW_SODIUM = "low_sodium"
    BLADDER_CATHETER = "bladder_catheter"
    SWALLOWING_TROUBLE = "swallowing_trouble"
    NUMB_SKIN = "numb_skin"
    HEAT_SENSITIVE = "heat_sensitive"
    COLD_STIFFENS = "cold_stiffens"
    FRAGILE_SKIN = "fragile_skin"
    PUMP = "pump"
    BLOOD_CLOT = "blood_clot"
    FRACTURE_OR_SORE = "fracture_or_sore"
    BALANCE_TROUBLE = "balance_trouble"
    STIFFENING_SPELLS = "stiffening_spells"
    CO2_RETENTION = "co2_retention"
    TRAUMA = "trauma"
    PREGNANT = "pregnant"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldOn:
    """The day on which one thing was last told."""

    item: HealthItem
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What was told about one's health; all of it is optional.

    None was not asked or not answered. "I don't know" is an answer, and like
    None it is never a no. `told_on` has the days of what was told; diaries of
    older versions have none. `no_medicines_on` is the day on which the person
    said that they take no medicines, until one is entered.
    """

    kidney_disease: Answer | None = None
    heart_failure: Answer | None = None
    told_to_drink_less: Answer | None = None
    low_sodium: Answer | None = None
    bladder_catheter: Answer | None = None
    swallowing_trouble: Answer | None = None
    numb_skin: Answer | None = None
    heat_sensitive: Answer | None = None
    cold_stiffens: Answer | None = None
    fragile_skin: Answer | None = None
    pump: Answer | None = None
    blood_clot: Answer | None = None
    fracture_or_sore: Answer | None = None
    balance_trouble: Answer | None = None
    stiffening_spells: Answer | None = None
    co2_retention: Answer | None = None
    trauma: Answer | None = None
    pregnant: Answer | None = None
    told_on: tuple[ToldOn, ...] = ()
    no_medicines_on: date | None = None

    def answer(self, item: HealthItem) -> Answer | None:
        """What was told about one thing."""
        told: Answer | None = getattr(self, item.value)
        return told

    def day_of(self, item: HealthItem) -> date | None:
        """The day on which one thing was last told; None where it is not known."""
        return next((each.day for each in self.told_on if each.item is item), None)

    def with_answer(self, item: HealthItem, answer: Answer | None, day: date) -> Health:
        """The same with one thing told on a day; None takes it back."""
        others = tuple(each for each in self.told_on if each.item is not item)
        told = () if answer is None else (ToldOn(item=item, day=day),)
        days = {each.item: each for each in (*others, *told)}
        value: dict[str, Any] = {item.value: answer}
        return replace(
            self, **value, told_on=tuple(days[each] for each in HealthItem if each in days)
        )

    @property
    def told(self) -> int:
        """How many of the things were answered, "I don't know" among them."""
        return sum(self.answer(item) is not None for item in HealthItem)
