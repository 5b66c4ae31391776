"""The Waiting page: entries that are on this device and not yet with the server.

It holds nothing of the diary itself; the device fills it from its outbox.
"""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from quietmuscle.web.page import page
from quietmuscle.web.part import Part

router = Part()


@router.get("/waiting", response_class=HTMLResponse)
def waiting(request: Request) -> HTMLResponse:
    """The page, the same for everybody."""
    return page(request, "waiting.html", place="today")
