"""The first page: record a twitch, say that there was none, see the last entries."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.responses import RedirectResponse
from fastapi.responses import Response

from quietmuscle.flow.care_watch import reason_words
from quietmuscle.flow.care_watch import suggestion
from quietmuscle.flow.place import zone_of
from quietmuscle.flow.today import today
from quietmuscle.flow.trial_papers import strategy_name
from quietmuscle.flow.trial_results import trial_today
from quietmuscle.report.trial_words import ARMS
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import device_zone
from quietmuscle.web.page import page
from quietmuscle.web.part import Part

router = Part()


@router.get("/", response_class=HTMLResponse)
def first_page(request: Request, workspace: ThisWorkspace) -> Response:
    """Today, or the welcome where it was not yet seen."""
    settings = workspace.diary.preferences.settings()
    if not settings.introduced:
        return RedirectResponse("/welcome", status_code=303)
    zone = device_zone(request)
    known = today(workspace, zone)
    trial = trial_today(workspace, zone)
    now = workspace.clock.now_utc().astimezone(zone_of(settings, zone))
    return page(
        request,
        "today.html",
        place="today",
        offline=False,
        today=known.day,
        known=known,
        suggestion=suggestion(workspace, zone),
        trial=trial,
        trial_arm=None if trial is None else ARMS[trial.arm],
        trial_name=None if trial is None else strategy_name(trial.trial.protocol),
        reason_words=reason_words,
        still_yesterday=now.date() != known.day,
    )


def today_shell(request: Request) -> HTMLResponse:
    """The same page without anything of the diary, to be kept for when there is no server."""
    return page(
        request,
        "today.html",
        place="today",
        offline=True,
        known=None,
        suggestion=None,
        trial=None,
        still_yesterday=False,
    )
