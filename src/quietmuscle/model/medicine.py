"""Medicines, as a line of changes: started, dose changed, stopped, missed, taken as needed."""

from __future__ import annotations

import re
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
from quietmuscle.model.moment import Moment

_CATALOGUE_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")


class MedicineAction(StrEnum):
    """What happened with a medicine.

    MISSED tells of doses that were left out, TAKEN of one dose of a medicine
    that is taken as needed. Neither changes what is taken.
    """

    STARTED = "started"
    DOSE_CHANGED = "dose_changed"
    STOPPED = "stopped"
    MISSED = "missed"
    TAKEN = "taken"

    @property
    def is_change(self) -> bool:
        """Whether something is taken otherwise from that day on."""
        return self not in {MedicineAction.MISSED, MedicineAction.TAKEN}


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineChange:
    """A change in what the person takes, in their own words.

    `dose` is as written on the box, such as "10 mg twice a day"; it is not
    interpreted. `catalogue_id` is the medicine in our list that the person
    chose, where they did: it is never guessed from the name. `moment` is when
    an as-needed dose was taken, where the time is known.
    """

    id: UUID
    day: date
    name: str
    action: MedicineAction
    dose: str = ""
    note: str = ""
    catalogue_id: str | None = None
    moment: Moment | None = None

    def __post_init__(self) -> None:
        """Refuse a nameless medicine and absurd days."""
        if not self.name.strip():
            raise ValueNotUnderstoodError(Message(_("Please give the medicine's name.")))
        check_day(self.day)
        check_text(self.name, NAME_LIMIT_CHARACTERS)
        check_text(self.dose, NAME_LIMIT_CHARACTERS)
        check_text(self.note, NOTE_LIMIT_CHARACTERS)
        if self.catalogue_id is not None and not _CATALOGUE_ID.fullmatch(self.catalogue_id):
            raise ValueNotUnderstoodError(
                Message(_("We do not know the medicine {code}."), {"code": self.catalogue_id[:60]})
            )
        self._check_moment()

    def _check_moment(self) -> None:
        if self.moment is None:
            return
        if self.action is not MedicineAction.TAKEN:
            raise ValueNotUnderstoodError(
                Message(_("A time belongs to a dose that was taken as needed, and only there."))
            )
        if self.moment.logical_day != self.day or not self.moment.time_known:
            raise ValueNotUnderstoodError(
                Message(_("The time and the day {day} do not fit."), {"day": self.day})
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineCourse:
    """A medicine from its start to its stop, with the dose last told.

    `catalogue_id` is the one last chosen for it. `missed_on` and `taken_on` are
    the last days of missed doses and of a dose taken as needed. A course with
    neither start, change nor stop is only known from such days.
    """

    name: str
    dose: str
    started_on: date | None
    changed_on: date | None
    stopped_on: date | None
    catalogue_id: str | None = None
    missed_on: date | None = None
    taken_on: date | None = None

    @property
    def only_as_needed(self) -> bool:
        """Whether nothing is known but doses taken as needed."""
        told = (self.started_on, self.changed_on, self.stopped_on, self.missed_on)
        return self.taken_on is not None and not any(told)


def medicine_courses(changes: tuple[MedicineChange, ...]) -> tuple[MedicineCourse, ...]:
    """The medicines that a line of changes tells of, those still taken first.

    Changes of the same name, whatever its capitals, belong together; a start
    after a stop opens a new course. Two names of one medicine stay apart: who
    takes it as two products may stop one of them.
    """
    courses: list[MedicineCourse] = []
    for change in sorted(changes, key=lambda change: (change.day, change.id)):
        open_course = next(
            (
                place
                for place, course in enumerate(courses)
                if same_name(course.name, change.name) and course.stopped_on is None
            ),
            None,
        )
        before = None if open_course is None else courses.pop(open_course)
        courses.append(_after(before, change))
    return tuple(
        sorted(courses, key=lambda course: (course.stopped_on is not None, course.name.casefold()))
    )


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, whatever their capitals and the blanks around them."""
    return one.strip().casefold() == other.strip().casefold()


def _after(before: MedicineCourse | None, change: MedicineChange) -> MedicineCourse:
    """A course after one more change."""
    course = before or MedicineCourse(
        name=change.name.strip(), dose="", started_on=None, changed_on=None, stopped_on=None
    )
    course = replace(course, catalogue_id=change.catalogue_id or course.catalogue_id)
    if change.action is MedicineAction.MISSED:
        return replace(course, missed_on=change.day)
    if change.action is MedicineAction.TAKEN:
        return replace(course, taken_on=change.day, dose=course.dose or change.dose)
    course = replace(course, dose=change.dose or course.dose)
    if change.action is MedicineAction.STOPPED:
        return replace(course, stopped_on=change.day)
    begins = course.started_on is None and course.changed_on is None
    if change.action is MedicineAction.STARTED and begins:
        return replace(course, started_on=change.day)
    return replace(course, changed_on=change.day)
