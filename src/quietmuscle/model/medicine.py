"""Medicines, as a line of changes: started, dose changed, stopped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.checks import NAME_LIMIT_CHARACTERS
from quietmuscle.model.checks import NOTE_LIMIT_CHARACTERS
from quietmuscle.model.checks import check_text
from quietmuscle.model.day import EARLIEST_DAY
from quietmuscle.model.day import LATEST_DAY


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
        if not EARLIEST_DAY <= self.day <= LATEST_DAY:
            raise ValueNotUnderstoodError(
                Message(_("The date {day} is too far away."), {"day": self.day})
            )
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
    started = change.action is MedicineAction.STARTED
    return MedicineCourse(
        name=change.name.strip() if before is None else before.name,
        dose=change.dose or ("" if before is None else before.dose),
        started_on=(change.day if started else None) if before is None else before.started_on,
        changed_on=(
            change.day
            if before is not None and change.action is not MedicineAction.STOPPED
            else (None if before is None else before.changed_on)
        ),
        stopped_on=change.day if change.action is MedicineAction.STOPPED else None,
    )
