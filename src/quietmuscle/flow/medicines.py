"""The medicines a person takes, told as changes: started, dose changed, stopped, missed, taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.zone import read_zone
from quietmuscle.flow.place import zone_of
from quietmuscle.flow.record import check_not_ahead
from quietmuscle.knowledge.medicines import medicine_or_none
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.model.medicine import MedicineCourse
from quietmuscle.model.medicine import medicine_courses
from quietmuscle.model.moment import moment_at

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.moment import Moment
    from quietmuscle.model.saved import Saved


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineList:
    """What is taken and what was: courses, those still taken first.

    `changes` holds what was told, the newest first.
    """

    courses: tuple[MedicineCourse, ...]
    changes: tuple[MedicineChange, ...]


def medicine_list(workspace: Workspace) -> MedicineList:
    """All that was told about medicines."""
    changes = workspace.diary.medicines.all()
    return MedicineList(
        courses=medicine_courses(changes),
        changes=tuple(sorted(changes, key=lambda change: (change.day, change.id), reverse=True)),
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
