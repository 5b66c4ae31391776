"""The medicines a person takes, told as changes: started, dose changed, stopped, missed, taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from quietmuscle.base.errors import ConflictError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.zone import read_zone
from quietmuscle.flow.place import today_of
from quietmuscle.flow.place import zone_of
from quietmuscle.flow.record import check_not_ahead
from quietmuscle.knowledge.medicine_search import search_medicines
from quietmuscle.knowledge.medicines import medicine_named
from quietmuscle.knowledge.medicines import medicine_or_none
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.model.medicine import MedicineCourse
from quietmuscle.model.medicine import medicine_courses
from quietmuscle.model.medicine import same_name
from quietmuscle.model.moment import moment_at

if TYPE_CHECKING:
    from datetime import datetime

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.moment import Moment
    from quietmuscle.model.saved import Saved


MOST_OFFERED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class NameOffer:
    """A medicine of our list whose name comes near to one that was written, to choose from."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownName:
    """A name that is not in our list, with what may have been meant; nothing is decided.

    `entry` is the entry in which one of `did_you_mean` can be chosen.
    """

    name: str
    entry: UUID
    did_you_mean: tuple[NameOffer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineList:
    """What is taken and what was: courses, those still taken first.

    `changes` holds what was told, the newest first. `none_on` is the day on
    which the person said that they take nothing, where nothing contradicts it.
    `unknown` are names taken now that are not in our list.
    """

    courses: tuple[MedicineCourse, ...]
    changes: tuple[MedicineChange, ...]
    none_on: date | None = None
    unknown: tuple[UnknownName, ...] = ()


def medicine_list(workspace: Workspace) -> MedicineList:
    """All that was told about medicines."""
    told = workspace.diary.medicines.all()
    courses = medicine_courses(told)
    taken = [course for course in courses if course.stopped_on is None]
    changes = tuple(sorted(told, key=lambda change: (change.day, change.id), reverse=True))
    none_on = workspace.diary.preferences.health().no_medicines_on
    return MedicineList(
        courses=courses,
        changes=changes,
        none_on=None if taken else none_on,
        unknown=tuple(_unknown(course, changes) for course in taken if not _is_known(course)),
    )


def tell_no_medicines(workspace: Workspace, device_zone: str | None = None) -> MedicineList:
    """The person's word, of today, that they take no medicines.

    It is void as soon as one is entered. Refused where the list holds what is taken.
    """
    if any(course.stopped_on is None for course in medicine_list(workspace).courses):
        raise ConflictError(
            Message(
                _(
                    "Your list holds a medicine that you take. Please say first that you "
                    "stopped it, or delete it there. Nothing was changed."
                )
            )
        )
    workspace.diary.preferences.tell_no_medicines(today_of(workspace, device_zone))
    return medicine_list(workspace)


def take_back_no_medicines(workspace: Workspace) -> MedicineList:
    """The list without the word that no medicines are taken."""
    workspace.diary.preferences.tell_no_medicines(None)
    return medicine_list(workspace)


def _is_known(course: MedicineCourse) -> bool:
    return (medicine_or_none(course.catalogue_id) or medicine_named(course.name)) is not None


def _unknown(course: MedicineCourse, changes: tuple[MedicineChange, ...]) -> UnknownName:
    """A course that is not in our list, with what its name comes near to."""
    return UnknownName(
        name=course.name,
        entry=next(each.id for each in changes if same_name(each.name, course.name)),
        did_you_mean=tuple(
            NameOffer(id=each.medicine.id, name=each.name)
            for each in search_medicines(course.name, MOST_OFFERED)
        ),
    )


def medicine_change(workspace: Workspace, medicine_id: UUID) -> MedicineChange:
    """One change by its id; NotFoundError where there is none."""
    return workspace.diary.medicines.get(medicine_id)


def record_medicine(
    workspace: Workspace, change: MedicineChange, *, change_id: UUID
) -> Saved[MedicineChange]:
    """A change of a medicine kept: a new one, or an edit of the one with the same id.

    A day that lies ahead is refused: what is only planned is not taken yet.
    """
    check_not_ahead(workspace, change.day)
    if change.catalogue_id is not None and medicine_or_none(change.catalogue_id) is None:
        raise ValueNotUnderstoodError(
            Message(_("We do not know the medicine {code}."), {"code": change.catalogue_id})
        )
    workspace.diary.preferences.tell_no_medicines(None)
    return workspace.diary.medicines.put(
        change, change_id=change_id, recorded_at_utc=workspace.clock.now_utc()
    )


def moment_of_dose(workspace: Workspace, taken_at_utc: datetime, zone: str | None) -> Moment:
    """When a dose was taken, as the person's clock showed it."""
    settings = workspace.diary.preferences.settings()
    here = read_zone(zone) if zone else zone_of(settings)
    return moment_at(taken_at_utc, here, settings.day_start)


def delete_medicine(
    workspace: Workspace, medicine_id: UUID, *, change_id: UUID
) -> Saved[MedicineChange]:
    """A change put into the bin, from which it can be taken for 30 days."""
    return workspace.diary.medicines.delete(
        medicine_id, change_id=change_id, recorded_at_utc=workspace.clock.now_utc()
    )


def restore_medicine(
    workspace: Workspace, medicine_id: UUID, *, change_id: UUID
) -> Saved[MedicineChange]:
    """A change taken out of the bin."""
    return workspace.diary.medicines.restore(
        medicine_id, change_id=change_id, recorded_at_utc=workspace.clock.now_utc()
    )
