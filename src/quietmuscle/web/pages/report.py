"""The Report page: what the neurologist reads at the top, and the page itself."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from quietmuscle.flow import preferences
from quietmuscle.flow.measurements import last_measurements
from quietmuscle.flow.neurologist_page import askable_questions
from quietmuscle.flow.place import today_of
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.facts import facts
from quietmuscle.model.settings import MSType
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import device_zone
from quietmuscle.web.page import page
from quietmuscle.web.part import Part

router = Part()

QUESTIONS = 3


@router.get("/report", response_class=HTMLResponse)
def report(request: Request, workspace: ThisWorkspace) -> HTMLResponse:
    """The person's details, each saved at once, and the way to the page."""
    person = preferences.person(workspace)
    return page(
        request,
        "report.html",
        place="more",
        today=today_of(workspace, device_zone(request)),
        person=person,
        questions=(*person.questions, *[""] * QUESTIONS)[:QUESTIONS],
        ms_types=tuple(MSType),
        askable=askable_questions(workspace, device_zone=device_zone(request)),
        suggested=facts("visit_questions"),
        self_reported=fact("report_self_reported"),
        is_new=workspace.diary.tallies.first_day() is None and not last_measurements(workspace, 1),
    )
