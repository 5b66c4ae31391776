"""The Day page: what was around the twitches, one touch for each answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.responses import RedirectResponse
from fastapi.responses import Response

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow.history import history_day
from quietmuscle.flow.place import today_of
from quietmuscle.model.day import DayQuestion
from quietmuscle.model.day import day_question
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.house import workspace_of
from quietmuscle.web.page import device_zone
from quietmuscle.web.page import page
from quietmuscle.web.part import Part

if TYPE_CHECKING:
    from quietmuscle.flow.history import HistoryDay

router = Part()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with the value that was chosen, or None where nothing was told."""

    asked: DayQuestion
    chosen: int | None


@router.get("/day", response_class=HTMLResponse)
def this_day(request: Request, workspace: ThisWorkspace) -> Response:
    """The day that it is now."""
    return _day(request, workspace, today_of(workspace, device_zone(request)))


@router.get("/day/{day}", response_class=HTMLResponse)
def one_day(request: Request, workspace: ThisWorkspace, day: str) -> Response:
    """Any day up to today; one that is still to come leads to today."""
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        raise ValueNotUnderstoodError(
            Message(
                _("This is not a date: {text}. A date such as 2026-11-20 will work."),
                {"text": day[:60]},
            )
        ) from None
    if wanted > today_of(workspace, device_zone(request)):
        return RedirectResponse("/day", status_code=303)
    return _day(request, workspace, wanted)


def day_shell(request: Request) -> HTMLResponse:
    """The same page without answers, to be kept for when there is no server."""
    items = workspace_of(request).diary.preferences.settings().day_items
    questions = [Question(asked=day_question(item), chosen=None) for item in items]
    return page(request, "day.html", place="today", offline=True, questions=questions)


def _day(request: Request, workspace: ThisWorkspace, day: date) -> HTMLResponse:
    told: HistoryDay = history_day(workspace, day, device_zone(request))
    today = today_of(workspace, device_zone(request))
    return page(
        request,
        "day.html",
        place="today",
        offline=False,
        today=today,
        day=day,
        count=told.count,
        log=told.log,
        questions=[
            Question(asked=asked, chosen=told.log.value(asked.item)) for asked in told.questions
        ],
        before=day - timedelta(days=1),
        after=day + timedelta(days=1) if day < today else None,
    )
