"""The Earlier page: the way to add a twitch of an earlier time or day."""

from __future__ import annotations

from datetime import timedelta

from fastapi import Request
from fastapi.responses import HTMLResponse

from quietmuscle.flow.place import today_of
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import device_zone
from quietmuscle.web.page import page
from quietmuscle.web.part import Part

router = Part()

DAYS_OFFERED = 7


@router.get("/earlier", response_class=HTMLResponse)
def earlier(request: Request, workspace: ThisWorkspace) -> HTMLResponse:
    """Today, yesterday and the days before as links, and any other day."""
    day = today_of(workspace, device_zone(request))
    days = [day - timedelta(days=distance) for distance in range(DAYS_OFFERED)]
    return page(request, "earlier.html", place="today", today=day, days=days)


def earlier_shell(request: Request) -> HTMLResponse:
    """The same page, whose days the device works out when it is opened without a server."""
    return page(request, "earlier.html", place="today", days=[None] * DAYS_OFFERED)
