"""The About page: what the program is for, what it is not, and where the data live."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from quietmuscle.knowledge.facts import fact
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import page
from quietmuscle.web.part import Part

router = Part()


@router.get("/about", response_class=HTMLResponse)
def about(request: Request, workspace: ThisWorkspace) -> HTMLResponse:
    """The intended use, the honest paragraph, the version and the folder."""
    location = workspace.diary.location
    return page(
        request,
        "about.html",
        place="more",
        intended_use=fact("intended_use"),
        no_service=fact("not_an_emergency_service"),
        honest=fact("honest_statement"),
        folder=location.folder,
        own_server=location.database_url is not None,
    )
