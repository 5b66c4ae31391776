"""What the person tells about their health, so that only what suits is offered."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import fields
from enum import StrEnum

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
class Health:
    """What was told about one's health; all of it is optional.

    None was not asked or not answered. "I don't know" is an answer, and like
    None it is never a no.
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

    def answer(self, item: HealthItem) -> Answer | None:
        """What was told about one thing."""
        told: Answer | None = getattr(self, item.value)
        return told

    @property
    def told(self) -> int:
        """How many of the things were answered, "I don't know" among them."""
        return sum(getattr(self, field.name) is not None for field in fields(self))
