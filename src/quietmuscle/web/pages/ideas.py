"""Ideas to test, under What helps: what goes with twitches in the diary, and what does not."""

from __future__ import annotations

from datetime import timedelta

from fastapi import Request
from fastapi.responses import HTMLResponse

from quietmuscle.flow.insights import diary_insights
from quietmuscle.flow.insights import factor_words
from quietmuscle.flow.insights import idea_words
from quietmuscle.flow.insights import means_words
from quietmuscle.flow.insights import standing_words
from quietmuscle.flow.place import today_of
from quietmuscle.flow.trials import running_trial
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import device_zone
from quietmuscle.web.page import page
from quietmuscle.web.part import Part

router = Part(prefix="/helps/ideas")


@router.get("", response_class=HTMLResponse)
def ideas(request: Request, workspace: ThisWorkspace) -> HTMLResponse:
    """At most three ideas, then all that was looked at in vain."""
    yesterday = today_of(workspace, device_zone(request)) - timedelta(days=1)
    found = diary_insights(workspace, yesterday)
    return page(
        request,
        "helps_ideas.html",
        place="helps",
        found=found,
        standing=standing_words(found),
        ideas=tuple((idea_words(idea), means_words(idea)) for idea in found.ideas),
        running=running_trial(workspace, device_zone(request)) is not None,
        no_association=tuple(map(factor_words, found.no_association)),
        told_too_seldom=tuple(map(factor_words, found.told_too_seldom)),
    )
