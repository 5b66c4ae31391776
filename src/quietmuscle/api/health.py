"""What is taken and what the laboratory found: medicines and blood results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.api.diaries import day_or_today
from quietmuscle.api.diaries import new_change
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow.labs import ReadResult
from quietmuscle.flow.labs import lab_results
from quietmuscle.flow.labs import record_lab_result
from quietmuscle.flow.medicines import medicine_list
from quietmuscle.model.lab import Analyte
from quietmuscle.model.lab import LabResult
from quietmuscle.model.lab import LabUnit

if TYPE_CHECKING:
    from datetime import date

    from quietmuscle.flow.medicine_account import CheckTold
    from quietmuscle.flow.medicine_account import SearchTold
    from quietmuscle.flow.medicines import MedicineList
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.medicine_comparison import MedicineComparison


def medicines(diary: Workspace) -> MedicineList:
    """What is taken and what was, and every change that was told."""
    return medicine_list(diary)


def medicine_check(diary: Workspace) -> CheckTold:
    """What our list knows of what is taken, and what to ask; nothing is ever called safe."""
    from quietmuscle.flow import medicine_review
    from quietmuscle.flow.medicine_account import check_told

    return check_told(
        medicine_review.medicine_check(diary), medicine_review.medicine_questions(diary)
    )


def medicine_search(text: str) -> SearchTold:
    """Medicines whose generic or brand name comes near to a text; only an exact one is a match."""
    from quietmuscle.flow.medicine_account import search_told

    return search_told(text)


def medicine_comparisons(diary: Workspace) -> tuple[MedicineComparison, ...]:
    """The days before and after each change of what is taken, the newest first."""
    from quietmuscle.flow.medicine_review import compare_medicine_changes

    return compare_medicine_changes(diary)


def labs(diary: Workspace) -> tuple[ReadResult, ...]:
    """Blood results with where each lies in its range, the newest first."""
    return lab_results(diary)


def log_lab(  # noqa: PLR0913 - each detail is an argument
    diary: Workspace,
    analyte: Analyte | str,
    value: float,
    unit: LabUnit | str,
    *,
    on: date | None = None,
    range_low: float | None = None,
    range_high: float | None = None,
    note: str = "",
    unit_confirmed: bool = False,
) -> LabResult:
    """A blood result kept, with the range that the own laboratory printed beside it.

    A number that would be usual in another unit is refused until
    `unit_confirmed` says that the person looked at the paper again.
    """
    try:
        known, given = Analyte(analyte), LabUnit(unit)
    except ValueError:
        raise ValueNotUnderstoodError(
            Message(
                _("We know {analytes}, in {units}."),
                {"analytes": ", ".join(Analyte), "units": ", ".join(LabUnit)},
            )
        ) from None
    result = LabResult(
        id=new_change(diary),
        day=day_or_today(diary, on),
        analyte=known,
        value=value,
        unit=given,
        range_low=range_low,
        range_high=range_high,
        note=note,
    )
    return record_lab_result(
        diary, result, change_id=result.id, unit_confirmed=unit_confirmed
    ).entry
