"""The medicines looked at: what is known of them, what to ask, and the days around changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING

from quietmuscle.advise.medicine_check import MedicineCheck
from quietmuscle.advise.medicine_check import check_medicines
from quietmuscle.advise.pharmacist_questions import PharmacistQuestion
from quietmuscle.advise.pharmacist_questions import pharmacist_questions
from quietmuscle.flow.place import last_day_over
from quietmuscle.flow.place import today_of
from quietmuscle.model.course import Course
from quietmuscle.model.day import DayCount
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.model.medicine_comparison import MedicineComparison

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace

LONGEST_TIMELINE = timedelta(days=366)
ROOM = timedelta(days=42)
"""How far before the first change the timeline begins, and how long it is at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineTimeline:
    """The changes of medicines over the course of the twitches.

    `comparisons` has one for each change of what is taken, the newest first,
    also for those before `first`. `doses` are missed doses, and doses taken as
    needed, within the range.
    """

    first: date
    last: date
    counts: tuple[DayCount, ...]
    course: Course | None
    changes: tuple[MedicineChange, ...]
    doses: tuple[MedicineChange, ...]
    comparisons: tuple[MedicineComparison, ...]


def medicine_check(workspace: Workspace, device_zone: str | None = None) -> MedicineCheck:
    """What is known of the medicines that are taken."""
    return check_medicines(workspace.diary.medicines.all(), today_of(workspace, device_zone))


def medicine_questions(
    workspace: Workspace, device_zone: str | None = None
) -> tuple[PharmacistQuestion, ...]:
    """What to ask the pharmacist or the MS nurse."""
    return pharmacist_questions(medicine_check(workspace, device_zone))


def medicine_timeline(workspace: Workspace, device_zone: str | None = None) -> MedicineTimeline:
    """The changes of medicines of at most a year, over the twitches, up to yesterday."""
    from quietmuscle.infer.course import daily_course

    diary = workspace.diary
    today = today_of(workspace, device_zone)
    last = last_day_over(today, today)
    told = tuple(change for change in diary.medicines.all() if change.day <= today)
    changes = tuple(change for change in told if change.action.is_change)
    earliest = min((change.day for change in changes), default=last)
    first = max(last - LONGEST_TIMELINE, min(earliest - ROOM, last - ROOM))
    counts = diary.tallies.counts(first, last)
    return MedicineTimeline(
        first=first,
        last=last,
        counts=counts,
        course=daily_course(counts),
        changes=tuple(change for change in changes if first <= change.day <= last),
        doses=tuple(
            change for change in told if not change.action.is_change and first <= change.day
        ),
        comparisons=compare_medicine_changes(workspace, device_zone),
    )


def compare_medicine_changes(
    workspace: Workspace, device_zone: str | None = None
) -> tuple[MedicineComparison, ...]:
    """Each change of what is taken with the days before and after it, the newest first."""
    from quietmuscle.infer.medicine_change import SIDE
    from quietmuscle.infer.medicine_change import compare_changes

    diary = workspace.diary
    today = today_of(workspace, device_zone)
    last = last_day_over(today, today)
    changes = tuple(each for each in diary.medicines.all() if each.action.is_change)
    if not changes:
        return ()
    first = min(change.day for change in changes) - SIDE
    counts = diary.tallies.counts(min(first, last), last)
    return compare_changes(changes, counts, last)
