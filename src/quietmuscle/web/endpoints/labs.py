"""Blood results, for the pages and for programs."""

from __future__ import annotations

from typing import Annotated
from typing import Self
from uuid import UUID

from pydantic import Field
from pydantic import StrictBool

from quietmuscle.advise.labs import Lies
from quietmuscle.flow import labs
from quietmuscle.flow.labs import ReadResult
from quietmuscle.model.care import Tier
from quietmuscle.model.lab import LARGEST_VALUE
from quietmuscle.model.lab import Analyte
from quietmuscle.model.lab import LabResult
from quietmuscle.model.lab import LabUnit
from quietmuscle.web.change import ChangeId
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.part import Part
from quietmuscle.web.wire import Day
from quietmuscle.web.wire import Name
from quietmuscle.web.wire import Wire

router = Part(prefix="/labs", tags=["labs"])

Number = Annotated[float, Field(gt=0, le=LARGEST_VALUE, allow_inf_nan=False, strict=True)]


class LabToKeep(Wire):
    """A result as the paper says it; the range is the own laboratory's, in the same unit."""

    day: Day
    analyte: Analyte
    value: Number
    unit: LabUnit
    range_low: Number | None = None
    range_high: Number | None = None
    note: Name = ""
    unit_confirmed: StrictBool = Field(
        default=False,
        description="That the person looked again, after a number was unusual in its unit.",
    )

    def result(self, result_id: UUID) -> LabResult:
        """The result that is told, under its id."""
        return LabResult(
            id=result_id,
            day=self.day,
            analyte=self.analyte,
            value=self.value,
            unit=self.unit,
            range_low=self.range_low,
            range_high=self.range_high,
            note=self.note,
        )


class LabWire(Wire):
    """A result as it is kept, and where it lies in its range.

    `danger` is the urgency of the danger line that it crosses, with the id of
    the fact that says what to do. The reading is null where there is none.
    """

    id: UUID
    day: Day
    analyte: Analyte
    value: float
    unit: LabUnit
    range_low: float | None
    range_high: float | None
    note: str
    lies: Lies | None
    own_range: bool | None
    danger: Tier | None
    danger_fact: str | None

    @classmethod
    def of(cls, read: ReadResult) -> Self:
        """The result as it goes over the wire."""
        result, reading = read.result, read.reading
        line = reading.danger if reading else None
        return cls(
            id=result.id,
            day=result.day,
            analyte=result.analyte,
            value=result.value,
            unit=result.unit,
            range_low=result.range_low,
            range_high=result.range_high,
            note=result.note,
            lies=reading.lies if reading else None,
            own_range=reading.own_range if reading else None,
            danger=line.tier if line else None,
            danger_fact=line.fact.id if line else None,
        )


class LabsWire(Wire):
    """All results, the newest first."""

    results: tuple[LabWire, ...]


@router.get("")
def get_labs(workspace: ThisWorkspace) -> LabsWire:
    """All results with where they lie."""
    return LabsWire(results=tuple(LabWire.of(each) for each in labs.lab_results(workspace)))


@router.get("/{result_id}")
def get_lab(workspace: ThisWorkspace, result_id: UUID) -> LabWire:
    """One result."""
    return LabWire.of(labs.lab_result(workspace, result_id))


@router.put("/{result_id}")
def put_lab(
    workspace: ThisWorkspace, change_id: ChangeId, result_id: UUID, told: LabToKeep
) -> LabWire:
    """Keep a result; a number that is unusual in its unit must be confirmed."""
    labs.record_lab_result(
        workspace,
        told.result(result_id),
        change_id=change_id,
        unit_confirmed=told.unit_confirmed,
    )
    return LabWire.of(labs.lab_result(workspace, result_id))


@router.delete("/{result_id}")
def delete_lab(workspace: ThisWorkspace, change_id: ChangeId, result_id: UUID) -> LabWire:
    """Put a result into the bin, from which it can be taken for 30 days."""
    gone = labs.lab_result(workspace, result_id)
    labs.delete_lab_result(workspace, result_id, change_id=change_id)
    return LabWire.of(gone)


@router.post("/{result_id}/restore")
def restore_lab(workspace: ThisWorkspace, change_id: ChangeId, result_id: UUID) -> LabWire:
    """Take a result out of the bin."""
    labs.restore_lab_result(workspace, result_id, change_id=change_id)
    return LabWire.of(labs.lab_result(workspace, result_id))
