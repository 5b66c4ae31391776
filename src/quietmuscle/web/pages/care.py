"""The Care page: what to do in an emergency, and when to ask for help.

It holds no health data, so that the browser may keep it for when the computer
cannot be reached.
"""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from quietmuscle.flow import preferences
from quietmuscle.knowledge.countries import country
from quietmuscle.knowledge.countries import emergency_call
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.facts import facts
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import page
from quietmuscle.web.part import Part

router = Part()


@router.get("/care", response_class=HTMLResponse)
def care(request: Request, workspace: ThisWorkspace) -> HTMLResponse:
    """The signs of an emergency with the number to call, then the safety net."""
    chosen = preferences.settings(workspace).country
    return page(
        request,
        "care.html",
        place="care",
        country=country(chosen),
        call=emergency_call(chosen),
        unsure=fact("emergency_if_unsure"),
        emergency=facts("emergency"),
        with_medicines=facts("emergency_medicines"),
        in_situations=facts("emergency_situations"),
        safety_net=facts("safety_net"),
        visit_questions=facts("visit_questions"),
        no_service=fact("not_an_emergency_service"),
    )
