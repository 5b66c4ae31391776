"""What is known of medicines, what to ask, and the days around changes, for programs."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from typing import Self
from uuid import UUID

from fastapi import Path
from fastapi import Query

from quietmuscle.flow.medicine_account import CheckTold
from quietmuscle.flow.medicine_account import MedicineTold
from quietmuscle.flow.medicine_account import SearchTold
from quietmuscle.flow.medicine_account import check_told
from quietmuscle.flow.medicine_account import medicine_told
from quietmuscle.flow.medicine_account import search_told
from quietmuscle.flow.medicine_review import compare_medicine_changes
from quietmuscle.flow.medicine_review import medicine_check
from quietmuscle.flow.medicine_review import medicine_questions
from quietmuscle.model.medicine_comparison import Comparison
from quietmuscle.model.medicine_comparison import MedicineComparison
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.part import Part
from quietmuscle.web.wire import Wire

router = Part(tags=["medicines"])


class ComparisonWire(Wire):
    """Days logged before a change of what is taken, beside those after it; never a reason.

    `ratio` is the level after over what the days before led to expect, with its
    95 % interval; null where nothing was compared.
    """

    medicine_change: UUID
    day: date
    name: str
    outcome: Comparison
    first: date
    last: date
    before_per_day: float | None
    before_logged_days: int
    after_per_day: float | None
    after_logged_days: int
    ratio: float | None
    ratio_low_95: float | None
    ratio_high_95: float | None

    @classmethod
    def of(cls, found: MedicineComparison) -> Self:
        """The comparison as it goes over the wire."""
        return cls(
            medicine_change=found.change.id,
            day=found.change.day,
            name=found.change.name,
            outcome=found.outcome,
            first=found.first,
            last=found.last,
            before_per_day=found.before_per_day,
            before_logged_days=found.before_logged_days,
            after_per_day=found.after_per_day,
            after_logged_days=found.after_logged_days,
            ratio=found.ratio,
            ratio_low_95=found.ratio_low_95,
            ratio_high_95=found.ratio_high_95,
        )


class ComparisonsWire(Wire):
    """Every change of what is taken with the days around it, the newest first."""

    comparisons: tuple[ComparisonWire, ...]


@router.get("/known-medicines")
def get_medicine_search(text: Annotated[str, Query(max_length=200)]) -> SearchTold:
    """Medicines of our list whose generic or brand name comes near to what was typed."""
    return search_told(text)


@router.get("/known-medicines/{catalogue_id}")
def get_known_medicine(catalogue_id: Annotated[str, Path(max_length=64)]) -> MedicineTold:
    """A medicine of our list with all that is known of it, and where from."""
    return medicine_told(catalogue_id)


@router.get("/medicine-check")
def get_medicine_check(workspace: ThisWorkspace) -> CheckTold:
    """What is known of what is taken, and what to ask the pharmacist."""
    settings = workspace.diary.preferences.settings()
    return check_told(medicine_check(workspace), medicine_questions(workspace), settings.language)


@router.get("/medicine-comparisons")
def get_medicine_comparisons(workspace: ThisWorkspace) -> ComparisonsWire:
    """Twitches before and after each change of what is taken."""
    found = compare_medicine_changes(workspace)
    return ComparisonsWire(comparisons=tuple(map(ComparisonWire.of, found)))
