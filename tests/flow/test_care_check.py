"""The care check of a diary: what it knows already."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING

from entries import NOW_UTC
from entries import TODAY
from entries import a_medicine_change
from entries import an_episode
from shelves import put
from shelves import put_medicine

from quietmuscle.base.text import say
from quietmuscle.flow.care_check import care_scenario
from quietmuscle.flow.care_check import check_course
from quietmuscle.flow.care_check import diary_words
from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.knowledge.medicines import medicine
from quietmuscle.model.care import Answer
from quietmuscle.model.care import CareProfile
from quietmuscle.model.care import CareScenario
from quietmuscle.model.care import DiaryExtract
from quietmuscle.model.health import Health
from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.settings import Person
from quietmuscle.model.settings import Settings

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace


QUESTIONS = care_ruleset().questions


def scenario(workspace: Workspace) -> CareScenario:
    return care_scenario(workspace, {}, "Europe/London")


def back(days: int) -> timedelta:
    return timedelta(days=days)


def test_of_an_empty_diary_nothing_is_known(workspace: Workspace) -> None:
    assert scenario(workspace) == CareScenario()


def test_the_stretch_of_twitching_is_found_however_long_it_is(workspace: Workspace) -> None:
    for days in range(0, 131, 13):
        put(workspace.diary, an_episode(NOW_UTC - back(days)))
    put(workspace.diary, an_episode(NOW_UTC - back(300)))
    put(workspace.diary, replace(an_episode(NOW_UTC - back(1)), painful=True))
    assert scenario(workspace).diary == DiaryExtract(
        days_since_first_twitch=130, places_last_14_days=1, painful_last_14_days=True
    )


def test_medicines_are_known_by_their_name_or_by_the_one_chosen(workspace: Workspace) -> None:
    started = a_medicine_change(TODAY - back(30), name="Baclofen")
    put_medicine(workspace.diary, started)
    put_medicine(
        workspace.diary,
        replace(a_medicine_change(TODAY - back(2)), action=MedicineAction.MISSED),
    )
    put_medicine(workspace.diary, a_medicine_change(TODAY - back(9), name="What helps Ada"))
    chosen = replace(
        a_medicine_change(TODAY - back(5), name="My evening pill"), catalogue_id="baclofen"
    )
    put_medicine(workspace.diary, chosen)
    known = {each.name: each for each in scenario(workspace).medicines or ()}
    assert known["Baclofen"].classes == medicine("baclofen").classes
    assert known["Baclofen"].started_days_ago == 30
    assert known["Baclofen"].missed_days_ago == 2
    assert known["My evening pill"].classes == medicine("baclofen").classes
    assert known["What helps Ada"].classes is None


def test_a_dose_as_needed_long_ago_counts_as_stopped_on_that_day(workspace: Workspace) -> None:
    def dose(days_ago: int, name: str) -> None:
        change = a_medicine_change(TODAY - back(days_ago), name=name)
        put_medicine(workspace.diary, replace(change, action=MedicineAction.TAKEN))

    dose(31, "Sumatriptan")
    dose(30, "Tramadol")
    put_medicine(workspace.diary, a_medicine_change(TODAY - back(400), name="Baclofen"))
    dose(300, "Baclofen")
    stopped = {each.name: each.stopped_days_ago for each in scenario(workspace).medicines or ()}
    assert stopped == {"Sumatriptan": 31, "Tramadol": None, "Baclofen": None}


def test_a_list_that_was_never_used_is_not_an_empty_one(workspace: Workspace) -> None:
    assert scenario(workspace).medicines is None


def test_who_said_to_take_nothing_is_asked_once_whether_that_is_still_so(
    workspace: Workspace,
) -> None:
    workspace.diary.preferences.tell_no_medicines(TODAY - back(100))
    assert scenario(workspace).medicines == ()
    _, course = check_course(workspace, dict.fromkeys(QUESTIONS, Answer.NO))
    asked = {name for step in course.steps for name in step.questions}
    assert "medicine_list_complete" in asked, "what was said is never an answer of now"
    answers = dict.fromkeys(QUESTIONS, Answer.NO) | {"medicine_list_complete": Answer.YES}
    _, course = check_course(workspace, answers)
    asked = {name for step in course.steps for name in step.questions}
    assert "medicine_list_complete" in asked
    assert not {"takes_lithium", "takes_serotonergic", "takes_ppi_3_months"} & asked
    assert "has_baclofen_pump" in asked, "a pump may stand in no list"


def test_what_was_told_about_oneself_counts_where_it_is_a_yes(workspace: Workspace) -> None:
    shelf = workspace.diary.preferences
    shelf.put_person(Person(born_on=date(TODAY.year - 18, TODAY.month, TODAY.day)))
    shelf.put_health(Health(pregnant=Answer.YES, kidney_disease=Answer.NO))
    shelf.put_settings(Settings(country="GB"))
    assert scenario(workspace).profile == CareProfile(age_years=18, pregnant=True, country="GB")
    shelf.put_person(Person(born_on=date(TODAY.year - 18, TODAY.month, TODAY.day + 1)))
    shelf.put_health(Health(pregnant=Answer.DONT_KNOW, kidney_disease=Answer.YES))
    assert scenario(workspace).profile == CareProfile(
        age_years=17, kidney_disease=True, country="GB"
    )
    shelf.put_person(Person(born_on=TODAY + back(9)))
    assert scenario(workspace).profile.age_years is None


def test_the_course_goes_by_the_diary_and_the_answers(workspace: Workspace) -> None:
    known, course = check_course(workspace, {"breathing": Answer.YES}, "Europe/London")
    assert known.answers == {"breathing": Answer.YES}
    assert course.result is not None
    assert course.result.rules == ("E01",)


def test_each_thing_that_the_diary_says_has_its_words() -> None:
    extract = DiaryExtract(days_since_first_twitch=20, places_last_14_days=3)
    names = (
        "over_2_weeks", "more_than_one_place", "painful", "weak_or_stiff", "disturbs_most_days",
    )  # fmt: skip
    words = [say(diary_words(name, extract)) for name in names]
    assert len(set(words)) == len(names)
    assert "20 days" in words[0]
    assert "3 places" in words[1]
