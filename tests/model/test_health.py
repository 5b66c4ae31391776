from __future__ import annotations

from dataclasses import fields
from datetime import date

from quietmuscle.model.care import Answer
from quietmuscle.model.health import Health
from quietmuscle.model.health import HealthItem


def test_the_record_holds_each_item() -> None:
    answers = [field.name for field in fields(Health)][: len(HealthItem)]
    assert answers == [item.value for item in HealthItem]


def test_not_knowing_is_told_and_not_a_no() -> None:
    health = Health(pump=Answer.DONT_KNOW, trauma=Answer.NO)
    assert health.told == 2
    assert health.answer(HealthItem.PUMP) is Answer.DONT_KNOW
    assert health.answer(HealthItem.PREGNANT) is None


def test_an_answer_has_its_day_and_leaves_the_others_alone() -> None:
    first, later = date(2026, 3, 1), date(2026, 11, 23)
    health = Health(trauma=Answer.YES).with_answer(HealthItem.PUMP, Answer.NO, first)
    assert (health.pump, health.trauma, health.told) == (Answer.NO, Answer.YES, 2)
    assert health.day_of(HealthItem.PUMP) == first
    assert health.day_of(HealthItem.TRAUMA) is None
    again = health.with_answer(HealthItem.BLOOD_CLOT, Answer.NO, first).with_answer(
        HealthItem.PUMP, Answer.NO, later
    )
    assert [(each.item.value, each.day) for each in again.told_on] == [
        ("pump", later),
        ("blood_clot", first),
    ]
    gone = again.with_answer(HealthItem.PUMP, None, later)
    assert (gone.pump, gone.day_of(HealthItem.PUMP)) == (None, None)
    assert gone.day_of(HealthItem.BLOOD_CLOT) == first
