from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import drawn
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.model.medicine import MedicineCourse
from quietmuscle.model.medicine import medicine_courses
from quietmuscle.model.moment import moment_at

FIRST = date(2026, 1, 1)
NOON = moment_at(datetime(2026, 1, 1, 12, tzinfo=UTC), ZoneInfo("UTC"), time(4))
STARTED, DOSE_CHANGED, STOPPED, MISSED, TAKEN = MedicineAction


def change(after_days, action, name="Medicine A", dose="", number=None):
    return MedicineChange(
        id=UUID(int=after_days if number is None else number),
        day=FIRST + timedelta(days=after_days),
        name=name,
        action=action,
        dose=dose,
    )


def course(name="Medicine A", dose="", **days):
    told = {
        f"{what}_on": FIRST + timedelta(days=days[what]) if what in days else None
        for what in ("started", "changed", "stopped", "missed", "taken")
    }
    return MedicineCourse(name=name, dose=dose, **told)


@pytest.mark.parametrize(
    ("changes", "courses"),
    [
        ((), ()),
        ((change(0, STARTED, dose="5 mg"),), (course(dose="5 mg", started=0),)),
        (
            (change(0, STARTED, dose="5 mg"), change(9, DOSE_CHANGED, dose="10 mg")),
            (course(dose="10 mg", started=0, changed=9),),
        ),
        (
            (change(0, STARTED, dose="5 mg"), change(9, STOPPED)),
            (course(dose="5 mg", started=0, stopped=9),),
        ),
        # Begun before the diary was: only the change is known.
        ((change(3, DOSE_CHANGED, dose="10 mg"),), (course(dose="10 mg", changed=3),)),
        ((change(3, STOPPED),), (course(stopped=3),)),
        (
            (change(3, DOSE_CHANGED, dose="10 mg"), change(9, STOPPED)),
            (course(dose="10 mg", changed=3, stopped=9),),
        ),
        # A start after a stop opens a new course; what is still taken comes first.
        (
            (change(0, STARTED), change(5, STOPPED), change(9, STARTED, dose="1")),
            (course(dose="1", started=9), course(started=0, stopped=5)),
        ),
        # A start of what is already taken is a change of it.
        (
            (change(0, STARTED, dose="5 mg"), change(9, STARTED, dose="10 mg")),
            (course(dose="10 mg", started=0, changed=9),),
        ),
        # Neither missed doses nor those taken as needed change what is taken.
        (
            (change(0, STARTED, dose="5 mg"), change(3, MISSED, dose="two"), change(9, TAKEN)),
            (course(dose="5 mg", started=0, missed=3, taken=9),),
        ),
        ((change(3, TAKEN, dose="1 tablet"),), (course(dose="1 tablet", taken=3),)),
        ((change(3, MISSED), change(4, STARTED)), (course(missed=3, started=4),)),
        ((change(3, DOSE_CHANGED), change(4, STARTED)), (course(changed=4),)),
        # A change of the note alone keeps the dose.
        (
            (change(0, STARTED, dose="5 mg"), change(9, DOSE_CHANGED)),
            (course(dose="5 mg", started=0, changed=9),),
        ),
    ],
)
def test_a_line_of_changes_tells_courses(changes, courses):
    assert medicine_courses(changes) == courses
    assert medicine_courses(tuple(reversed(changes))) == courses


def test_capitals_and_spaces_do_not_part_a_medicine():
    changes = (change(0, STARTED, "  Baclofen "), change(2, STOPPED, "BACLOFEN"))
    assert medicine_courses(changes) == (course("Baclofen", started=0, stopped=2),)


def test_medicines_of_other_names_are_other_courses():
    changes = (change(0, STARTED, "B"), change(1, STARTED, "a"), change(2, STOPPED, "B"))
    assert medicine_courses(changes) == (course("a", started=1), course("B", started=0, stopped=2))


def test_on_the_same_day_what_was_told_first_comes_first():
    stop, start = change(4, STOPPED, number=1), change(4, STARTED, number=2)
    before = change(0, STARTED, number=0)
    assert medicine_courses((before, start, stop)) == (
        course(started=4),
        course(started=0, stopped=4),
    )


@given(st.lists(drawn.medicine_changes, max_size=12, unique_by=lambda each: each.id))
def test_no_change_is_lost(changes):
    courses = medicine_courses(tuple(changes))
    names = {each.name.strip().casefold() for each in changes}
    assert {each.name.casefold() for each in courses} == names
    stops = sum(each.action is STOPPED for each in changes)
    assert sum(each.stopped_on is not None for each in courses) == stops
    days = ("started_on", "changed_on", "stopped_on", "missed_on", "taken_on")
    assert all(any(getattr(each, day) for day in days) for each in courses)
    still_taken = [each.stopped_on is None for each in courses]
    assert still_taken == sorted(still_taken, reverse=True)


def test_what_is_only_taken_as_needed_is_told_from_what_is_taken_always():
    needed, taken, missed = (
        medicine_courses((change(0, TAKEN), *others))[0]
        for others in ((), (change(1, STARTED),), (change(1, MISSED),))
    )
    assert (needed.only_as_needed, taken.only_as_needed, missed.only_as_needed) == (1, 0, 0)
    assert not course(started=1).only_as_needed


def test_the_medicine_of_the_list_that_was_chosen_last_stays_with_the_course():
    chosen = replace(change(0, STARTED), catalogue_id="baclofen")
    plain = change(2, DOSE_CHANGED)
    assert medicine_courses((chosen, plain))[0].catalogue_id == "baclofen"
    other = replace(change(4, DOSE_CHANGED), catalogue_id="tizanidine")
    assert medicine_courses((chosen, plain, other))[0].catalogue_id == "tizanidine"


def test_which_actions_change_what_is_taken():
    assert [action for action in MedicineAction if action.is_change] == [
        STARTED,
        DOSE_CHANGED,
        STOPPED,
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "give the medicine's name"),
        ({"name": " \n\t"}, "give the medicine's name"),
        ({"name": "x" * 201}, "too long"),
        ({"dose": "x" * 201}, "too long"),
        ({"note": "x" * 10_001}, "too long"),
        ({"name": "a\0"}, "cannot be kept"),
        ({"day": date(2200, 1, 1)}, "too far away"),
        ({"day": date.min}, "too far away"),
        ({"catalogue_id": "No id"}, "do not know the medicine No id"),
        ({"catalogue_id": ""}, "do not know the medicine"),
        ({"moment": NOON}, "taken as needed, and only there"),
        ({"moment": NOON, "action": TAKEN, "day": date(2026, 1, 2)}, "do not fit"),
        ({"moment": replace(NOON, time_known=False), "action": TAKEN}, "do not fit"),
    ],
    ids=repr,
)
def test_a_change_nobody_means_is_refused(fields, words):
    usual = {"id": UUID(int=1), "day": FIRST, "name": "Medicine A", "action": STARTED}
    with pytest.raises(ValueNotUnderstoodError, match=words):
        MedicineChange(**usual | fields)


def test_a_dose_taken_as_needed_keeps_its_time():
    taken = MedicineChange(id=UUID(int=1), day=FIRST, name="A", action=TAKEN, moment=NOON)
    assert taken.moment == NOON
