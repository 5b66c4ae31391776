"""The About my health page: what is asked once, so that only what suits is offered."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow import suiting
from quietmuscle.knowledge.about_health import health_questions
from quietmuscle.model.care import Answer
from quietmuscle.model.health import HealthItem
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import device_zone
from quietmuscle.web.page import page
from quietmuscle.web.part import Part

router = Part(prefix="/health")

ANSWERS = {
    Answer.YES: _("Yes"),
    Answer.NO: _("No"),
    Answer.DONT_KNOW: _("I don't know"),
}


@router.get("", response_class=HTMLResponse)
def health(request: Request, workspace: ThisWorkspace) -> HTMLResponse:
    """Each thing with yes, no, and "I don't know"; every answer is saved at once.

    A no that is too old to be believed is asked again.
    """
    told, ever = suiting.health_now(workspace, device_zone(request)), suiting.health(workspace)
    return page(
        request,
        "health.html",
        place="care",
        asked=tuple(
            (
                question,
                told.answer(item),
                None if told.answer(item) else ever.day_of(item),
                told.answer(item) is None and ever.answer(item) is Answer.NO,
            )
            for question in health_questions()
            if not question.today
            for item in [HealthItem(question.id)]
        ),
        answers=tuple((answer, Message(words)) for answer, words in ANSWERS.items()),
    )
