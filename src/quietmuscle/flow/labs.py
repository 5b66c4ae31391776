"""Blood results: kept as the paper says them, and read against the own laboratory's range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.advise.labs import LabReading
from quietmuscle.advise.labs import Lies
from quietmuscle.advise.labs import lab_reading
from quietmuscle.base.errors import ConflictError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow.record import check_not_ahead
from quietmuscle.knowledge.lab_ranges import lab_range
from quietmuscle.model.lab import LabResult

if TYPE_CHECKING:
    from uuid import UUID

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.saved import Saved


WHERE = {
    (Lies.BELOW, True): _("Below your laboratory's range, {low} to {high} {unit}"),
    (Lies.WITHIN, True): _("Within your laboratory's range, {low} to {high} {unit}"),
    (Lies.ABOVE, True): _("Above your laboratory's range, {low} to {high} {unit}"),
    (Lies.BELOW, False): _("Below a common range, {low} to {high} {unit}"),
    (Lies.WITHIN, False): _("Within a common range, {low} to {high} {unit}"),
    (Lies.ABOVE, False): _("Above a common range, {low} to {high} {unit}"),
}
UNREAD = _("This result cannot be read against a range. It is kept as it is.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """A result with where it lies in its range.

    `reading` is None for one that an import brought and that cannot be read;
    it is shown as it is.
    """

    result: LabResult
    reading: LabReading | None


def lab_results(workspace: Workspace) -> tuple[ReadResult, ...]:
    """All results, the newest first."""
    return tuple(_read(result) for result in workspace.diary.labs.all())


def lab_result(workspace: Workspace, result_id: UUID) -> ReadResult:
    """One result by its id; NotFoundError where there is none."""
    return _read(workspace.diary.labs.get(result_id))


def where_words(read: ReadResult) -> Message:
    """Where a result lies in its range, in words."""
    reading = read.reading
    if reading is None:
        return Message(UNREAD)
    return Message(
        WHERE[reading.lies, reading.own_range],
        {
            "low": f"{reading.low:.4g}",
            "high": f"{reading.high:.4g}",
            "unit": read.result.unit.value,
        },
    )


def record_lab_result(
    workspace: Workspace, result: LabResult, *, change_id: UUID, unit_confirmed: bool = False
) -> Saved[LabResult]:
    """A result kept: a new one, or an edit of the one with the same id.

    Where the number would be usual in another unit, it is kept only once the
    person has looked again: ConflictError asks them to.
    """
    check_not_ahead(workspace, result.day)
    reading = lab_reading(result)
    if reading.looks_like and not unit_confirmed:
        raise ConflictError(
            Message(
                _(
                    "{name} of {value} is unusual in {unit}, and usual in {other}. "
                    "Please look at the paper again. Nothing was saved yet."
                ),
                {
                    "name": lab_range(result.analyte).label,
                    "value": f"{result.value:g}",
                    "unit": result.unit.value,
                    "other": ", ".join(unit.value for unit in reading.looks_like),
                },
            )
        )
    return workspace.diary.labs.put(
        result, change_id=change_id, recorded_at_utc=workspace.clock.now_utc()
    )


def delete_lab_result(
    workspace: Workspace, result_id: UUID, *, change_id: UUID
) -> Saved[LabResult]:
    """A result put into the bin."""
    return workspace.diary.labs.delete(
        result_id, change_id=change_id, recorded_at_utc=workspace.clock.now_utc()
    )


def restore_lab_result(
    workspace: Workspace, result_id: UUID, *, change_id: UUID
) -> Saved[LabResult]:
    """A result taken out of the bin."""
    return workspace.diary.labs.restore(
        result_id, change_id=change_id, recorded_at_utc=workspace.clock.now_utc()
    )


def _read(result: LabResult) -> ReadResult:
    try:
        return ReadResult(result=result, reading=lab_reading(result))
    except ValueNotUnderstoodError:
        return ReadResult(result=result, reading=None)
