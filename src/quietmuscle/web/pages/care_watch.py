"""Setting the watch's suggestion aside, from the page Today."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import RedirectResponse
from fastapi.responses import Response

from quietmuscle.flow import care_watch
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import device_zone
from quietmuscle.web.part import Part

router = Part()


@router.post("/care/watch/later")
def later(request: Request, workspace: ThisWorkspace) -> Response:
    """Set the suggestion aside and go back to Today."""
    care_watch.set_aside(workspace, device_zone(request))
    return RedirectResponse("/", status_code=303)
