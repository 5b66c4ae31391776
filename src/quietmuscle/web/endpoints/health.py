"""What the person tells about their health, for the pages and for programs."""

from __future__ import annotations

from typing import Self

from quietmuscle.flow import suiting
from quietmuscle.model.care import Answer
from quietmuscle.model.health import Health
from quietmuscle.model.health import HealthItem
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.part import Part
from quietmuscle.web.wire import Wire

router = Part(tags=["settings"])


class HealthAnswerWire(Wire):
    """The answer to one thing about one's health."""

    answer: Answer


class HealthWire(Wire):
    """What is so and what is not; what was not told is null, and never a no."""

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

    @classmethod
    def of(cls, health: Health) -> Self:
        """The answers as they go over the wire."""
        return cls.model_validate(health)

    def health(self) -> Health:
        """The answers that came over the wire."""
        return Health(**{item.value: getattr(self, item.value) for item in HealthItem})


@router.get("/health")
def get_health(workspace: ThisWorkspace) -> HealthWire:
    """What was told about one's health."""
    return HealthWire.of(suiting.health(workspace))


@router.put("/health")
def put_health(workspace: ThisWorkspace, wanted: HealthWire) -> HealthWire:
    """What is told from now on; a field that is left out is emptied."""
    return HealthWire.of(suiting.change_health(workspace, wanted.health()))


@router.put("/health/{item}")
def put_health_answer(
    workspace: ThisWorkspace, item: HealthItem, told: HealthAnswerWire
) -> HealthWire:
    """Tell one thing; all others stay as they are."""
    return HealthWire.of(suiting.answer_health(workspace, item, told.answer))


@router.delete("/health/{item}")
def delete_health_answer(workspace: ThisWorkspace, item: HealthItem) -> HealthWire:
    """Take the answer to one thing back; all others stay as they are."""
    return HealthWire.of(suiting.answer_health(workspace, item, None))
