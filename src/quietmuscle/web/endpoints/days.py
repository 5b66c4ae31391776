"""Days and what was told about them, for the pages and for programs."""

from __future__ import annotations

from datetime import date
from datetime import timedelta
from typing import Annotated
from typing import Self

from pydantic import Field
from pydantic import StrictInt

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow import record
from quietmuscle.flow.place import today_of
from quietmuscle.model.day import DayCount
from quietmuscle.model.day import DayItem
from quietmuscle.model.day import DayLog
from quietmuscle.model.day import DayStatus
from quietmuscle.web.change import ChangeId
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.part import Part
from quietmuscle.web.wire import Absent
from quietmuscle.web.wire import Day
from quietmuscle.web.wire import Wire

router = Part(tags=["days"])

MOST_DAYS = 3700
"""How many days one request may ask for: ten years."""
USUAL_DAYS = 42


class DayWire(Wire):
    """A day as it is known: its twitches, and what was told about it.

    `twitches` is 0 where the person said that there were none, and null where
    nobody said anything.
    """

    day: Day
    twitches: int | None
    entries: int
    status: DayStatus
    none_today: bool
    answers: dict[DayItem, int]

    @classmethod
    def of(cls, count: DayCount, log: DayLog) -> Self:
        """The day as it goes over the wire."""
        return cls(
            day=count.day,
            twitches=count.twitches,
            entries=count.entries,
            status=count.status,
            none_today=log.none_today,
            answers={answer.item: answer.value for answer in log.answers},
        )


class Answer(Wire):
    """The answer to one item of a day; its values are listed in the documentation."""

    value: Annotated[StrictInt, Field(ge=0, le=10_000)]


@router.get("/days")
def get_days(
    workspace: ThisWorkspace, first: Day | Absent = None, last: Day | Absent = None
) -> tuple[DayWire, ...]:
    """Every day from the first to the last; the last six weeks where none are named."""
    end = DayLog(day=last or today_of(workspace)).day
    start = first or end - timedelta(days=USUAL_DAYS - 1)
    if not 0 <= (end - start).days < MOST_DAYS:
        raise ValueNotUnderstoodError(
            Message(
                _("Please ask for 1 to {most} days; the last must not be before the first."),
                {"most": MOST_DAYS},
            )
        )
    logs = {log.day: log for log in workspace.diary.days.between(start, end)}
    return tuple(
        DayWire.of(count, logs.get(count.day) or DayLog(day=count.day))
        for count in workspace.diary.tallies.counts(start, end)
    )


@router.get("/days/{day}")
def get_day(workspace: ThisWorkspace, day: Day) -> DayWire:
    """One day."""
    return _day(workspace, day)


@router.put("/days/{day}/items/{item}")
def put_answer(
    workspace: ThisWorkspace, change_id: ChangeId, day: Day, item: DayItem, answer: Answer
) -> DayWire:
    """Answer one item of a day; an earlier answer is replaced."""
    record.answer_day(workspace, day, item, answer.value, change_id=change_id)
    return _day(workspace, day)


@router.delete("/days/{day}/items/{item}")
def delete_answer(
    workspace: ThisWorkspace, change_id: ChangeId, day: Day, item: DayItem
) -> DayWire:
    """Take the answer to one item back."""
    record.answer_day(workspace, day, item, None, change_id=change_id)
    return _day(workspace, day)


@router.put("/days/{day}/none")
def put_none(workspace: ThisWorkspace, change_id: ChangeId, day: Day) -> DayWire:
    """Say that a day had no twitches; refused while it has entries."""
    record.say_none(workspace, day, none_today=True, change_id=change_id)
    return _day(workspace, day)


@router.delete("/days/{day}/none")
def delete_none(workspace: ThisWorkspace, change_id: ChangeId, day: Day) -> DayWire:
    """Take back that a day had no twitches."""
    record.say_none(workspace, day, none_today=False, change_id=change_id)
    return _day(workspace, day)


def _day(workspace: ThisWorkspace, day: date) -> DayWire:
    """The day as it is now known."""
    log = workspace.diary.days.get(day)
    return DayWire.of(workspace.diary.tallies.counts(day, day)[0], log)
