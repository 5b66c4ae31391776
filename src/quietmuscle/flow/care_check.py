"""The care check of this diary: what it knows already, and the screens that ask the rest."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from quietmuscle.advise.care_course import CareCourse
from quietmuscle.advise.care_course import care_course
from quietmuscle.advise.diary_extract import PAUSE_DAYS
from quietmuscle.advise.diary_extract import RECENT
from quietmuscle.advise.diary_extract import diary_extract
from quietmuscle.advise.medicine_check import is_taken
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow.place import today_of
from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.knowledge.medicines import medicine_named
from quietmuscle.knowledge.medicines import medicine_or_none
from quietmuscle.model.care import Answer
from quietmuscle.model.care import CareProfile
from quietmuscle.model.care import CareScenario
from quietmuscle.model.care import DiaryExtract
from quietmuscle.model.care import TakenMedicine
from quietmuscle.model.medicine import MedicineCourse
from quietmuscle.model.medicine import medicine_courses

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.health import Health
    from quietmuscle.model.medicine import MedicineChange
    from quietmuscle.model.settings import Person


def care_scenario(
    workspace: Workspace, answers: Mapping[str, Answer], device_zone: str | None = None
) -> CareScenario:
    """What this diary knows today, with the answers given in a check.

    Where no medicine was ever told, nothing is known of medicines: an unused
    list is no empty one, unless the person said that they take none. Even then
    they are asked whether that is still so. Earlier checks are not looked at; so none of them can
    make this one milder.
    """
    today = today_of(workspace, device_zone)
    recent = today - RECENT + timedelta(days=1)
    diary = workspace.diary
    extract = diary_extract(
        diary.tallies.signs(recent, today),
        (each.site for each in diary.tallies.sites(recent, today)),
        diary.days.between(recent, today),
        diary.tallies.stretch(today, PAUSE_DAYS),
        today,
    )
    return scenario_of_diary(workspace, answers, extract, diary.medicines.all(), today)


def scenario_of_diary(
    workspace: Workspace,
    answers: Mapping[str, Answer],
    extract: DiaryExtract,
    changes: tuple[MedicineChange, ...],
    today: date,
) -> CareScenario:
    """What this diary knows, from what was already read of it."""
    diary = workspace.diary
    settings, health = diary.preferences.settings(), diary.preferences.health()
    told = bool(changes) or health.no_medicines_on is not None
    return CareScenario(
        answers=answers,
        medicines=_taken(medicine_courses(changes), today) if told else None,
        diary=extract,
        profile=_profile(diary.preferences.person(), health, settings.country, today),
    )


def check_course(
    workspace: Workspace, answers: Mapping[str, Answer], device_zone: str | None = None
) -> tuple[CareScenario, CareCourse]:
    """What is known, and the screens that the answers lead through."""
    scenario = care_scenario(workspace, answers, device_zone)
    return scenario, care_course(scenario, care_ruleset())


def diary_words(name: str, extract: DiaryExtract) -> Message:
    """What the diary says that answers a question with yes, in words."""
    match name:
        case "over_2_weeks":
            return Message(
                _("Your diary has twitches since {days} days ago, without a pause of 2 weeks."),
                {"days": extract.days_since_first_twitch},
            )
        case "more_than_one_place":
            return Message(
                _("Your diary names {places} places in the last 14 days."),
                {"places": extract.places_last_14_days},
            )
        case "painful":
            return Message(_("In your diary, a twitch of the last 14 days is marked as painful."))
        case "weak_or_stiff":
            return Message(
                _("In your diary, a place is marked as weak or stiff in the last 14 days.")
            )
        case _:
            return Message(
                _(
                    "On most days of the last 14, your diary has twitches that hurt, "
                    "bothered you much, or came with a bad night."
                )
            )


def _taken(courses: tuple[MedicineCourse, ...], today: date) -> tuple[TakenMedicine, ...]:
    """The medicines of the list as the care check sees them.

    One whose name we do not know is of unknown kind: nothing is ruled out by it.
    """

    def ago(day: date | None) -> int | None:
        return None if day is None else max((today - day).days, 0)

    def taken(course: MedicineCourse) -> TakenMedicine:
        found = medicine_or_none(course.catalogue_id) or medicine_named(course.name)
        return TakenMedicine(
            name=course.name,
            classes=None if found is None else found.classes,
            started_days_ago=ago(course.started_on),
            changed_days_ago=ago(course.changed_on),
            stopped_days_ago=ago(course.stopped_on or _given_up(course, today)),
            missed_days_ago=ago(course.missed_on),
        )

    return tuple(map(taken, courses))


def _given_up(course: MedicineCourse, today: date) -> date | None:
    """The day of the last dose of a medicine as needed that is no longer counted as taken."""
    return None if is_taken(course, today) else course.taken_on


def _profile(person: Person, health: Health, country: str | None, today: date) -> CareProfile:
    """What the person told about themselves.

    Only a yes counts: "not pregnant" and "no kidney disease" were true on the
    day on which they were told.
    """
    born = person.born_on
    had_birthday = born is not None and (today.month, today.day) >= (born.month, born.day)
    age = None if born is None else today.year - born.year - (not had_birthday)
    return CareProfile(
        age_years=None if age is None or age < 0 else age,
        pregnant=True if health.pregnant is Answer.YES else None,
        kidney_disease=True if health.kidney_disease is Answer.YES else None,
        country=country,
    )
