"""What a result rests on."""

from __future__ import annotations

from quietmuscle.base.text import say
from quietmuscle.flow.care_account import care_account
from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.knowledge.medicines import medicine
from quietmuscle.model.care import Answer
from quietmuscle.model.care import CareProfile
from quietmuscle.model.care import CareScenario
from quietmuscle.model.care import DiaryExtract
from quietmuscle.model.care import TakenMedicine


def text(name: str) -> str:
    return care_ruleset().questions[name].text


def test_a_yes_and_a_not_sure_are_listed_and_a_no_is_not() -> None:
    account = care_account(
        CareScenario(
            answers={
                "adult": Answer.YES,
                "palpitations": Answer.YES,
                "injury": Answer.NO,
                "vision": Answer.DONT_KNOW,
            }
        )
    )
    assert [say(each) for each in account.said_yes] == [text("palpitations")]
    assert [say(each) for each in account.not_known] == [text("vision")]
    assert account.known == account.contradictions == ()


def test_what_was_known_says_from_where() -> None:
    lithium = TakenMedicine(name="Lithium", classes=medicine("lithium").classes)
    account = care_account(
        CareScenario(
            answers={"takes_lithium": Answer.NO},
            medicines=(lithium,),
            diary=DiaryExtract(painful_last_14_days=True),
            profile=CareProfile(age_years=50, pregnant=True),
        )
    )
    known = [say(each) for each in account.known]
    assert any("marked as painful" in each for each in known)
    assert f"What you told about yourself says yes to: {text('age_45_or_over')}" in known
    assert any(each.startswith("Your medicine list says yes to:") for each in known)
    assert not any(text("adult") in each for each in known)
    assert [say(each) for each in account.contradictions] == [text("takes_lithium")]


def test_a_yes_of_the_health_record_is_not_put_on_the_medicine_list() -> None:
    account = care_account(
        CareScenario(medicines=(), profile=CareProfile(kidney_disease=True)),
    )
    words = f"What you told about yourself says yes to: {text('heart_salt_risk')}"
    assert words in [say(each) for each in account.known]


def test_a_contradiction_of_age_is_not_put_on_the_medicine_list() -> None:
    lithium = TakenMedicine(name="Lithium", classes=medicine("lithium").classes)
    account = care_account(
        CareScenario(
            answers={"adult": Answer.YES, "takes_lithium": Answer.NO},
            medicines=(lithium,),
            profile=CareProfile(age_years=16),
        )
    )
    assert [say(each) for each in account.contradictions] == [text("takes_lithium")]
    assert [say(each) for each in account.own_contradictions] == [text("adult")]
