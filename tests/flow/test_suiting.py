"""What suits this person, from what they told of their health and their medicines."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from entries import NOW_UTC
from entries import TODAY
from entries import a_care_check
from entries import a_medicine_change
from shelves import put_care_check
from shelves import put_medicine

from quietmuscle.advise.suitability import MEDICINES
from quietmuscle.advise.suitability import Suits
from quietmuscle.base.clock import StoppedClock
from quietmuscle.flow.medicines import tell_no_medicines
from quietmuscle.flow.suiting import answer_health
from quietmuscle.flow.suiting import change_health
from quietmuscle.flow.suiting import health
from quietmuscle.flow.suiting import health_now
from quietmuscle.flow.suiting import taken_classes
from quietmuscle.flow.suiting import what_suits
from quietmuscle.model.care import Answer
from quietmuscle.model.care_check import CheckAnswer
from quietmuscle.model.health import Health
from quietmuscle.model.health import HealthItem
from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.medicine_class import MedicineClass

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace

ALL_NO = Health(**{item.value: Answer.NO for item in HealthItem})


def suits(workspace: Workspace) -> dict[str, Suits]:
    return {each.strategy: each.suits for each in what_suits(workspace)}


def test_what_was_never_told_is_asked_before_it_is_offered(workspace: Workspace) -> None:
    found = {each.strategy: each for each in what_suits(workspace)}
    assert found["fluids"].suits is Suits.CHECK_FIRST
    assert MEDICINES in found["fluids"].to_ask
    assert found["warm_compress"].suits is Suits.CHECK_FIRST


def test_health_is_kept_and_decides(workspace: Workspace) -> None:
    change_health(workspace, replace(ALL_NO, heat_sensitive=Answer.YES))
    assert health(workspace).heat_sensitive is Answer.YES
    found = suits(workspace)
    assert found["warm_compress"] is Suits.NOT_OFFERED
    assert found["slow_breathing"] is Suits.OFFERED


def test_a_clot_is_asked_for_again_on_another_day(workspace: Workspace) -> None:
    change_health(workspace, ALL_NO)
    assert suits(workspace)["massage"] is Suits.OFFERED
    tomorrow = replace(workspace, clock=StoppedClock(instant_utc=NOW_UTC + timedelta(days=1)))
    found = {each.strategy: each for each in what_suits(tomorrow)}
    assert found["massage"].suits is Suits.CHECK_FIRST
    assert found["massage"].to_ask == ("blood_clot",)
    assert found["warm_compress"].suits is Suits.CHECK_FIRST, "a fever is asked each time"
    change_health(tomorrow, ALL_NO)
    assert health_now(tomorrow).blood_clot is None, "what did not change was not told again"
    answer_health(tomorrow, HealthItem.BLOOD_CLOT, Answer.NO)
    assert health_now(tomorrow).blood_clot is Answer.NO
    assert health(tomorrow).day_of(HealthItem.PUMP) == TODAY


def test_who_says_today_that_they_take_nothing_has_a_complete_list(workspace: Workspace) -> None:
    change_health(workspace, ALL_NO)
    tell_no_medicines(workspace)
    assert taken_classes(workspace).complete
    assert suits(workspace)["fluids"] is Suits.OFFERED
    tomorrow = replace(workspace, clock=StoppedClock(instant_utc=NOW_UTC + timedelta(days=1)))
    assert not taken_classes(tomorrow).complete
    say_of_the_list(workspace, Answer.YES, days_ago=-1)
    assert taken_classes(tomorrow).complete


def test_desmopressin_forbids_to_push_fluids(workspace: Workspace) -> None:
    change_health(workspace, ALL_NO)
    put_medicine(workspace.diary, a_medicine_change(name="Desmopressin"))
    assert MedicineClass.DESMOPRESSIN in taken_classes(workspace).classes
    assert suits(workspace)["fluids"] is Suits.NOT_OFFERED


def say_of_the_list(workspace: Workspace, answer: Answer, days_ago: int = 0, hour: int = 9) -> None:
    check = a_care_check(NOW_UTC.replace(hour=hour) - timedelta(days=days_ago))
    told = CheckAnswer(question="medicine_list_complete", answer=answer)
    put_care_check(workspace.diary, replace(check, answers=(told,)))


def test_one_known_medicine_is_no_complete_list(workspace: Workspace) -> None:
    change_health(workspace, ALL_NO)
    put_medicine(workspace.diary, a_medicine_change(name="Baclofen"))
    assert not taken_classes(workspace).complete
    assert suits(workspace)["fluids"] is Suits.CHECK_FIRST
    say_of_the_list(workspace, Answer.YES, days_ago=1)
    assert not taken_classes(workspace).complete, "yesterday it was; today is not known"
    say_of_the_list(workspace, Answer.YES)
    assert taken_classes(workspace).complete
    assert suits(workspace)["fluids"] is Suits.OFFERED
    say_of_the_list(workspace, Answer.DONT_KNOW, hour=11)
    assert not taken_classes(workspace).complete, "the newest word counts"


def test_a_list_is_complete_only_where_each_name_is_known(workspace: Workspace) -> None:
    say_of_the_list(workspace, Answer.YES)
    assert not taken_classes(workspace).complete
    put_medicine(workspace.diary, a_medicine_change(name="Baclofen"))
    assert taken_classes(workspace).complete
    unknown = a_medicine_change(name="Grandmother's drops")
    put_medicine(workspace.diary, unknown)
    assert not taken_classes(workspace).complete
    put_medicine(workspace.diary, replace(unknown, action=MedicineAction.STOPPED))
    assert taken_classes(workspace).complete
