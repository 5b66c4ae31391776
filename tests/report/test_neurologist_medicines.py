from __future__ import annotations

from datetime import date
from datetime import timedelta

from entries import a_medicine_change
from entries import an_id

from quietmuscle.base.text import Message
from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.model.medicine import MedicineCourse
from quietmuscle.report import neurologist_medicines
from quietmuscle.report.neurologist_lines import Limits
from quietmuscle.report.neurologist_medicines import medicine_questions
from quietmuscle.report.neurologist_medicines import medicine_timeline
from quietmuscle.report.neurologist_medicines import medicines

LAST = date(2026, 11, 22)
LIMITS = Limits(lines=3, medicines=2, changes=2, letters=40, picture_height_mm=60)


def change(days_back: int, name: str, action: MedicineAction, dose: str = "") -> MedicineChange:
    return MedicineChange(
        id=an_id(), day=LAST - timedelta(days=days_back), name=name, action=action, dose=dose
    )


def test_medicines_taken_now_are_listed_and_those_stopped_are_not() -> None:
    changes = (
        change(400, "Baclofen", MedicineAction.STARTED, "10 mg"),
        change(20, "baclofen", MedicineAction.DOSE_CHANGED, "20 mg"),
        change(300, "Aspirin", MedicineAction.STARTED),
        change(10, "Aspirin", MedicineAction.STOPPED),
        change(5, "Vitamin D", MedicineAction.STARTED),
        change(5, "Zinc", MedicineAction.STARTED),
    )
    found = medicines(changes, LIMITS, "en")
    assert found is not None
    assert found.columns == ("Medicine", "Dose", "Since")
    assert found.rows == (
        ("Baclofen", "20 mg", "dose since 2 Nov 2026"),
        ("Vitamin D", "", "17 Nov 2026"),
    )
    assert found.more == "and 1 more"
    assert medicines((), LIMITS, "en") is None
    assert medicines(changes[2:4], LIMITS, "en") is None


def test_a_start_that_nobody_told_is_not_invented() -> None:
    course = MedicineCourse(name="X", dose="1", started_on=None, changed_on=None, stopped_on=None)
    assert neurologist_medicines._medicine(course, LIMITS, "en") == ("X", "1", "")


def test_the_timeline_is_of_half_a_year_newest_first() -> None:
    changes = (
        change(400, "Old", MedicineAction.STARTED),
        change(90, "A", MedicineAction.STARTED, "5 mg"),
        change(30, "A", MedicineAction.STOPPED),
        change(8, "B", MedicineAction.STARTED),
        a_medicine_change(LAST + timedelta(days=1), name="Ahead"),
    )
    found = medicine_timeline(changes, LAST, LIMITS, "en")
    assert [(line.label, line.words) for line in found.lines] == [
        ("14 Nov 2026", "B: Started"),
        ("23 Oct 2026", "A: Stopped"),
        ("", "and 1 more"),
    ]


def test_missed_doses_are_told_and_doses_as_needed_do_not_fill_the_page() -> None:
    changes = (
        change(9, "A", MedicineAction.MISSED, "two"),
        change(8, "B", MedicineAction.TAKEN),
    )
    found = medicine_timeline(changes, LAST, LIMITS, "en")
    assert [line.words for line in found.lines] == ["A two: Missed doses"]
    listed = medicines(changes, LIMITS, "en")
    assert listed is not None
    assert ("B", "", "as needed, last on 14 Nov 2026") in listed.rows


def test_questions_about_medicines_are_cut_to_the_room_there_is() -> None:
    asked = tuple(Message(f"Is medicine {number} all right?") for number in range(5))
    limits = Limits(lines=9, medicines=9, changes=3, letters=40, picture_height_mm=60)
    section = medicine_questions(asked, limits, "en")
    assert section.title == "Questions about medicines"
    assert [(line.label, line.words) for line in section.lines] == [
        ("1.", "Is medicine 0 all right?"),
        ("2.", "Is medicine 1 all right?"),
        ("3.", "Is medicine 2 all right?"),
        ("", "and 2 more"),
    ]
    assert medicine_questions((), limits, "en").lines == ()
    (long,) = medicine_questions((Message("word " * 99),), limits, "en").lines
    assert len(long.words) <= 120
