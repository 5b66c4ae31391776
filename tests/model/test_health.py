from __future__ import annotations

from dataclasses import fields

from quietmuscle.model.care import Answer
from quietmuscle.model.health import Health
from quietmuscle.model.health import HealthItem


def test_the_record_holds_each_item() -> None:
    assert [field.name for field in fields(Health)] == [item.value for item in HealthItem]


def test_not_knowing_is_told_and_not_a_no() -> None:
    health = Health(pump=Answer.DONT_KNOW, trauma=Answer.NO)
    assert health.told == 2
    assert health.answer(HealthItem.PUMP) is Answer.DONT_KNOW
    assert health.answer(HealthItem.PREGNANT) is None
