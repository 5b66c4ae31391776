"""Medicines, as a line of changes: started, dose changed, stopped."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.checks import NAME_LIMIT_CHARACTERS
from quietmuscle.model.checks import NOTE_LIMIT_CHARACTERS
from quietmuscle.model.checks import check_text
from quietmuscle.model.day import check_day


class MedicineAction(StrEnum):
    """What happened with a medicine."""

    STARTED = "started"
    DOSE_CHANGED = "dose_changed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineChange:
    """A change in what the person takes, in their own words.

    `dose` is as written on the box, such as "10 mg twice a day"; it is not
    interpreted.
    """

    id: UUID
    day: date
    name: str
    action: MedicineAction
    dose: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a nameless medicine and absurd days."""
        if not self.name.strip():
            raise ValueNotUnderstoodError(Message(_("Please give the medicine's name.")))
        check_day(self.day)
        check_text(self.name, NAME_LIMIT_CHARACTERS)
        check_text(self.dose, NAME_LIMIT_CHARACTERS)
        check_text(self.note, NOTE_LIMIT_CHARACTERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineCourse:
    """A medicine from its start to its stop, with the dose last told."""

    name: str
    dose: str
    started_on: date | None
    changed_on: date | None
    stopped_on: date | None


def medicine_courses(changes: tuple[MedicineChange, ...]) -> tuple[MedicineCourse, ...]:
    """The medicines that a line of changes tells of, those still taken first.

    Changes of the same name, whatever its capitals, belong together; a start
    after a stop opens a new course.
    """
    courses: list[MedicineCourse] = []
    for change in sorted(changes, key=lambda change: (change.day, change.id)):
        open_course = next(
            (
                place
                for place, course in enumerate(courses)
                if course.name.casefold() == change.name.strip().casefold()
                and course.stopped_on is None
            ),
            None,
        )
        before = None if open_course is None else courses.pop(open_course)
        courses.append(_after(before, change))
    return tuple(
        sorted(courses, key=lambda course: (course.stopped_on is not None, course.name.casefold()))
    )


def _after(before: MedicineCourse | None, change: MedicineChange) -> MedicineCourse:
    """A course after one more change."""
    course = before or MedicineCourse(
        name=change.name.strip(), dose="", started_on=None, changed_on=None, stopped_on=None
    )
    course = replace(course, dose=change.dose or course.dose)
    if change.action is MedicineAction.STOPPED:
        return replace(course, stopped_on=change.day)
    if change.action is MedicineAction.STARTED and before is None:
        return replace(course, started_on=change.day)
    return replace(course, changed_on=change.day)
