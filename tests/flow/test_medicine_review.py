"""The medicines looked at: check, questions, the timeline and the days around changes."""

from __future__ import annotations

from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from quietmuscle.flow.medicine_review import LONGEST_TIMELINE
from quietmuscle.flow.medicine_review import ROOM
from quietmuscle.flow.medicine_review import compare_medicine_changes
from quietmuscle.flow.medicine_review import medicine_check
from quietmuscle.flow.medicine_review import medicine_questions
from quietmuscle.flow.medicine_review import medicine_timeline
from quietmuscle.flow.medicines import record_medicine
from quietmuscle.flow.place import today_of
from quietmuscle.flow.record import say_none
from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.model.medicine_comparison import Comparison

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace

STARTED, DOSE_CHANGED, STOPPED, MISSED, TAKEN = MedicineAction


def tell(
    workspace: Workspace, days_ago: int, name: str, action: MedicineAction = STARTED
) -> MedicineChange:
    entry = UUID(int=days_ago * 100 + list(MedicineAction).index(action) + 10_000 * len(name))
    day = today_of(workspace) - timedelta(days=days_ago)
    change = MedicineChange(id=entry, day=day, name=name, action=action)
    return record_medicine(workspace, change, change_id=entry).entry


def log_days(workspace: Workspace, first_days_ago: int, last_days_ago: int) -> None:
    for days_ago in range(last_days_ago, first_days_ago + 1):
        day = today_of(workspace) - timedelta(days=days_ago)
        say_none(workspace, day, none_today=True, change_id=UUID(int=2**100 + days_ago))


def test_without_medicines_nothing_is_known_asked_or_compared(workspace: Workspace) -> None:
    assert medicine_check(workspace).taken == ()
    assert medicine_questions(workspace) == ()
    found = medicine_timeline(workspace)
    assert (found.changes, found.doses, found.comparisons) == ((), (), ())
    assert found.last == today_of(workspace) - timedelta(days=1)
    assert found.last - found.first == ROOM


def test_the_check_is_of_today(workspace: Workspace) -> None:
    tell(workspace, 100, "Baclofen")
    tell(workspace, 14, "Baclofen", STOPPED)
    assert [each.name for each in medicine_check(workspace).ended] == ["Baclofen"]
    assert len(medicine_questions(workspace)) == 1


def test_the_timeline_holds_changes_apart_from_doses(workspace: Workspace) -> None:
    start = tell(workspace, 60, "Baclofen")
    missed = tell(workspace, 5, "Baclofen", MISSED)
    taken = tell(workspace, 0, "Sumatriptan", TAKEN)
    found = medicine_timeline(workspace)
    assert found.changes == (start,)
    assert found.doses == (missed, taken)
    assert found.first == start.day - ROOM
    assert found.counts[0].day == found.first


def test_the_timeline_is_at_most_a_year_and_compares_older_changes_too(
    workspace: Workspace,
) -> None:
    tell(workspace, 800, "Baclofen")
    found = medicine_timeline(workspace)
    assert found.last - found.first == LONGEST_TIMELINE
    assert found.changes == ()
    assert len(found.comparisons) == 1


def test_a_change_of_today_is_not_compared_yet(workspace: Workspace) -> None:
    tell(workspace, 0, "Baclofen")
    assert compare_medicine_changes(workspace) == ()


def test_logged_days_are_compared(workspace: Workspace) -> None:
    tell(workspace, 20, "Baclofen")
    log_days(workspace, 40, 1)
    (found,) = compare_medicine_changes(workspace)
    assert found.outcome is Comparison.NO_CLEAR_DIFFERENCE
    assert (found.before_logged_days, found.after_logged_days) == (20, 19)
    assert found.last == today_of(workspace) - timedelta(days=1) < date.max
