"""The screens of a care check, one after the other."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from quietmuscle.advise.care_course import CareCourse
from quietmuscle.advise.care_course import care_course
from quietmuscle.advise.care_course import expected_screens
from quietmuscle.advise.triage import triage
from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.model.care import Answer
from quietmuscle.model.care import CareScenario
from quietmuscle.model.care import DiaryExtract
from quietmuscle.model.care import Tier

RULES = care_ruleset()
NAMES = tuple(RULES.questions)
GOOD = {"adult": Answer.YES, "clear_trigger": Answer.YES}


def answered(scenario: CareScenario, given: dict[str, Answer], most: int = 40) -> CareCourse:
    """The course when each screen is answered: as given, and no where nothing is."""
    for _screen in range(most):
        course = care_course(scenario, RULES)
        if course.result is not None:
            return course
        new = {name: given.get(name, Answer.NO) for name in course.steps[-1].questions}
        scenario = replace(scenario, answers={**scenario.answers, **new})
    raise AssertionError("the check does not end")


def test_the_first_screens_are_emergencies_and_each_holds_one_screen_of_the_table() -> None:
    course = answered(CareScenario(), GOOD)
    assert course.result is not None
    assert course.result.tier is Tier.T4
    assert course.steps[0].screen == "now_body"
    assert course.steps[0].at_once == course.steps[0].questions
    for step in course.steps:
        assert {RULES.questions[name].screen for name in step.questions} == {step.screen}
    asked = [name for step in course.steps for name in step.questions]
    assert len(asked) == len(set(asked))


def test_the_way_to_self_care_comes_to_no_screen_twice() -> None:
    screens = [step.screen for step in answered(CareScenario(), GOOD).steps]
    assert len(set(screens)) == len(screens) == 10


HARMLESS = ("age_45_or_over", "takes_lithium", "takes_ppi_3_months", "heat_pattern", "painful")


@given(st.frozensets(st.sampled_from(HARMLESS)), st.sampled_from([None, ()]), st.booleans())
@settings(max_examples=10)
def test_larger_screens_ask_nobody_more_on_the_way_to_self_care(yes, medicines, complete) -> None:
    """What the engine asks for round by round, and nothing else."""
    given = GOOD | dict.fromkeys(yes, Answer.YES)
    given |= {"medicine_list_complete": Answer.YES if complete else Answer.NO}
    scenario = CareScenario(medicines=medicines)
    whole = dict.fromkeys(NAMES, Answer.NO) | given
    course = care_course(replace(scenario, answers=whole), RULES)
    assert course.result is not None
    answers: dict[str, Answer] = {}
    while missing := triage(replace(scenario, answers=dict(answers)), RULES).missing:
        answers |= {name: given.get(name, Answer.NO) for name in missing}
    if course.result.tier is Tier.T4:
        assert course.counted == answers
    assert answers.keys() <= course.counted.keys()
    assert course.result == triage(replace(scenario, answers=answers), RULES)


def test_how_many_screens_are_expected_is_what_comes_to_a_calm_person() -> None:
    given: dict[str, Answer] = {}
    whole = CareScenario(answers=dict.fromkeys(NAMES, Answer.NO) | GOOD)
    for step in care_course(whole, RULES).steps:
        assert expected_screens(CareScenario(answers=given), RULES) == 10
        given |= {name: GOOD.get(name, Answer.NO) for name in step.questions}
    emergency = CareScenario(answers={"injury": Answer.YES})
    assert expected_screens(emergency, RULES) == 1
    more = CareScenario(answers={"infection": Answer.YES})
    ill = care_course(replace(whole, answers={**whole.answers, **more.answers}), RULES)
    assert expected_screens(more, RULES) == len(ill.steps)


def test_an_emergency_ends_it_in_the_middle_of_a_screen() -> None:
    course = care_course(CareScenario(answers={"injury": Answer.YES}), RULES)
    assert course.result is not None
    assert course.result.tier is Tier.T0
    assert len(course.steps) == 1
    assert care_course(CareScenario(answers={"injury": Answer.NO}), RULES).result is None


def test_an_answer_of_a_screen_that_is_not_reached_ends_nothing() -> None:
    later = {"injury": Answer.NO, "chest_pain_faint": Answer.YES}
    course = care_course(CareScenario(answers=later), RULES)
    assert (len(course.steps), course.result) == (1, None)
    assert course.counted == {"injury": Answer.NO}


def test_a_yes_is_at_once_only_where_it_is_an_emergency_by_itself() -> None:
    first = care_course(CareScenario(), RULES).steps[0].questions
    scenario = CareScenario(answers=dict.fromkeys(first, Answer.NO))
    step = care_course(scenario, RULES).steps[-1]
    assert "dark_urine" in step.at_once
    assert "chest_pain_faint" in step.at_once
    assert "palpitations" not in step.at_once
    for each in answered(CareScenario(), GOOD).steps:
        assert set(each.at_once) <= set(RULES.red_flags)


def test_what_no_longer_follows_is_not_counted() -> None:
    given = {**GOOD, "has_baclofen_pump": Answer.YES, "pump_signs": Answer.DONT_KNOW}
    course = answered(CareScenario(), given)
    assert course.counted["pump_signs"] is Answer.DONT_KNOW
    changed = CareScenario(answers={**course.counted, "has_baclofen_pump": Answer.NO})
    assert "pump_signs" not in care_course(changed, RULES).counted


def test_what_only_the_diary_says_is_confirmed_before_it_decides() -> None:
    scenario = CareScenario(diary=DiaryExtract(weak_or_stiff_last_14_days=True))
    course = answered(scenario, {**GOOD, "place_weak_or_stiff": Answer.YES})
    assert course.steps[-1].from_diary
    assert course.steps[-1].screen == "twitch"
    assert course.steps[-1].questions == ("place_weak_or_stiff",)
    assert course.result is not None
    assert course.result.tier is Tier.T2
    denied = answered(scenario, GOOD)
    assert denied.result is not None
    assert denied.result.tier is Tier.T4


def test_what_is_urgent_waits_for_no_confirmation() -> None:
    scenario = CareScenario(diary=DiaryExtract(weak_or_stiff_last_14_days=True))
    course = answered(scenario, {**GOOD, "fast_weakness": Answer.YES})
    assert course.result is not None
    assert course.result.tier is Tier.T1
    assert not any(step.from_diary for step in course.steps)


some_answers = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(Answer), max_size=40)
diaries = st.builds(
    DiaryExtract,
    days_since_first_twitch=st.none() | st.integers(0, 40),
    places_last_14_days=st.none() | st.integers(1, 4),
    painful_last_14_days=st.sampled_from([None, True]),
    weak_or_stiff_last_14_days=st.sampled_from([None, True]),
    disturbed_most_days=st.sampled_from([None, True]),
)


@given(some_answers, diaries)
@settings(max_examples=25)
def test_it_ends_and_says_what_the_engine_says_of_the_answers_counted(given, diary) -> None:
    scenario = CareScenario(diary=diary)
    course = answered(scenario, given)
    assert course.result == triage(replace(scenario, answers=course.counted), RULES)
    assert course.result is not None
    assert course.result.tier is not None


@given(some_answers)
@settings(max_examples=25)
def test_the_same_answers_give_the_same_screens_and_the_last_is_the_open_one(given) -> None:
    course = care_course(CareScenario(answers=given), RULES)
    assert course == care_course(CareScenario(answers=given), RULES)
    for step in course.steps[:-1]:
        assert set(step.questions) <= given.keys()
    if course.result is None:
        assert not set(course.steps[-1].questions) <= given.keys()
