from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from quietmuscle.model.care import SCENARIO_SCHEMA
from quietmuscle.model.care import Answer
from quietmuscle.model.care import CareProfile
from quietmuscle.model.care import CareScenario
from quietmuscle.model.care import DiaryExtract
from quietmuscle.model.care import TakenMedicine
from quietmuscle.model.care import Tier


def test_an_emergency_is_the_most_severe_and_self_care_the_least() -> None:
    assert [tier.severity for tier in Tier] == [4, 3, 2, 1, 0]
    assert max(Tier, key=lambda tier: tier.severity) is Tier.T0


def test_the_words_of_files_do_not_change() -> None:
    assert [answer.value for answer in Answer] == ["yes", "no", "dont_know"]
    assert [tier.value for tier in Tier] == ["T0", "T1", "T2", "T3", "T4"]
    assert SCENARIO_SCHEMA == 1


def test_of_an_empty_scenario_nothing_is_known() -> None:
    empty = CareScenario()
    assert (empty.answers, empty.medicines) == ({}, None)
    assert empty.diary == DiaryExtract()
    assert empty.profile == CareProfile()
    assert {getattr(empty.diary, name) for name in DiaryExtract.__slots__} == {None}
    assert {getattr(empty.profile, name) for name in CareProfile.__slots__} == {None}


def test_a_scenario_cannot_be_changed_behind_ones_back() -> None:
    medicine = TakenMedicine(name="x", classes=None)
    with pytest.raises(FrozenInstanceError):
        medicine.stopped_days_ago = 3
