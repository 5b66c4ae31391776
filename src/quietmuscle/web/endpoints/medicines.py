"""Changes of medicines, for programs."""

from __future__ import annotations

from typing import Annotated
from typing import Self
from uuid import UUID

from pydantic import Field
from pydantic import StringConstraints

from quietmuscle.flow import medicines
from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.model.medicine import MedicineCourse
from quietmuscle.model.moment import Moment
from quietmuscle.web.change import ChangeId
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.part import Part
from quietmuscle.web.wire import Day
from quietmuscle.web.wire import Instant
from quietmuscle.web.wire import Name
from quietmuscle.web.wire import Note
from quietmuscle.web.wire import Wire

router = Part(tags=["medicines"])

CatalogueId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
"""The id of a medicine of our list, such as baclofen."""


class MedicineToKeep(Wire):
    """A change of a medicine as it is told: words as on the box."""

    day: Day
    name: Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"\S")]
    action: MedicineAction
    dose: Name = Field(default="", description='As on the box, such as "10 mg twice a day".')
    note: Note = ""
    catalogue_id: CatalogueId | None = Field(
        default=None, description="The medicine of our list that the person chose."
    )
    taken_at: Instant | None = Field(
        default=None,
        description="When a dose was taken as needed; its day then counts, and not `day`.",
    )
    zone: Annotated[str, StringConstraints(max_length=64)] | None = Field(
        default=None, description="Where `taken_at` was, as an IANA name."
    )

    def change(self, medicine_id: UUID, moment: Moment | None) -> MedicineChange:
        """The change that is told, under its id."""
        return MedicineChange(
            id=medicine_id,
            day=self.day if moment is None else moment.logical_day,
            name=self.name,
            action=self.action,
            dose=self.dose,
            note=self.note,
            catalogue_id=self.catalogue_id,
            moment=moment,
        )


class MedicineWire(MedicineToKeep):
    """A change of a medicine as it is kept."""

    id: UUID

    @classmethod
    def of(cls, change: MedicineChange) -> Self:
        """The change as it goes over the wire."""
        moment = change.moment
        return cls(
            id=change.id,
            day=change.day,
            name=change.name,
            action=change.action,
            dose=change.dose,
            note=change.note,
            catalogue_id=change.catalogue_id,
            taken_at=None if moment is None else moment.instant_utc,
            zone=None if moment is None else moment.zone,
        )


class MedicineCourseWire(Wire):
    """A medicine from its start to its stop, with the dose last told."""

    name: str
    dose: str
    started_on: Day | None
    changed_on: Day | None
    stopped_on: Day | None
    catalogue_id: str | None
    missed_on: Day | None
    taken_on: Day | None

    @classmethod
    def of(cls, course: MedicineCourse) -> Self:
        """The course as it goes over the wire."""
        return cls.model_validate(course)


class NameOfferWire(Wire):
    """A medicine of our list whose name comes near."""

    id: str
    name: str


class UnknownNameWire(Wire):
    """A name that is not in our list, and what may have been meant; it has to be chosen."""

    name: str
    entry: UUID
    did_you_mean: tuple[NameOfferWire, ...]


class MedicinesWire(Wire):
    """All that was told: courses, those still taken first; changes, the newest first."""

    courses: tuple[MedicineCourseWire, ...]
    changes: tuple[MedicineWire, ...]
    none_on: Day | None = Field(
        description="The day on which the person said that they take no medicines."
    )
    unknown: tuple[UnknownNameWire, ...]

    @classmethod
    def of(cls, told: medicines.MedicineList) -> Self:
        """The list as it goes over the wire."""
        return cls(
            courses=tuple(MedicineCourseWire.of(course) for course in told.courses),
            changes=tuple(MedicineWire.of(change) for change in told.changes),
            none_on=told.none_on,
            unknown=tuple(map(UnknownNameWire.model_validate, told.unknown)),
        )


@router.get("/medicines")
def get_medicines(workspace: ThisWorkspace) -> MedicinesWire:
    """All that was told about medicines."""
    return MedicinesWire.of(medicines.medicine_list(workspace))


@router.get("/medicines/none")
def get_no_medicines(workspace: ThisWorkspace) -> MedicinesWire:
    """Whether and since when no medicines are taken, beside all that was told of them."""
    return MedicinesWire.of(medicines.medicine_list(workspace))


@router.put("/medicines/none")
def put_no_medicines(workspace: ThisWorkspace) -> MedicinesWire:
    """Say that no medicines are taken; it is void as soon as one is entered."""
    return MedicinesWire.of(medicines.tell_no_medicines(workspace))


@router.delete("/medicines/none")
def delete_no_medicines(workspace: ThisWorkspace) -> MedicinesWire:
    """Take back that no medicines are taken."""
    return MedicinesWire.of(medicines.take_back_no_medicines(workspace))


@router.get("/medicines/{medicine_id}")
def get_medicine(workspace: ThisWorkspace, medicine_id: UUID) -> MedicineWire:
    """One change."""
    return MedicineWire.of(medicines.medicine_change(workspace, medicine_id))


@router.put("/medicines/{medicine_id}")
def put_medicine(
    workspace: ThisWorkspace, change_id: ChangeId, medicine_id: UUID, told: MedicineToKeep
) -> MedicineWire:
    """Keep a change, or alter the one with the same id."""
    moment = None
    if told.taken_at is not None:
        moment = medicines.moment_of_dose(workspace, told.taken_at, told.zone)
    change = told.change(medicine_id, moment)
    saved = medicines.record_medicine(workspace, change, change_id=change_id)
    return MedicineWire.of(saved.entry)


@router.delete("/medicines/{medicine_id}")
def delete_medicine(
    workspace: ThisWorkspace, change_id: ChangeId, medicine_id: UUID
) -> MedicineWire:
    """Put a change into the bin, from which it can be taken for 30 days."""
    return MedicineWire.of(
        medicines.delete_medicine(workspace, medicine_id, change_id=change_id).entry
    )


@router.post("/medicines/{medicine_id}/restore")
def restore_medicine(
    workspace: ThisWorkspace, change_id: ChangeId, medicine_id: UUID
) -> MedicineWire:
    """Take a change out of the bin."""
    return MedicineWire.of(
        medicines.restore_medicine(workspace, medicine_id, change_id=change_id).entry
    )
