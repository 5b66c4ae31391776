"""The first screens: what this is for, where the data live, two things one may want.

They are shown once; each can be skipped, and nothing is asked that is needed.
"""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from quietmuscle.base.text import languages
from quietmuscle.knowledge.countries import countries
from quietmuscle.knowledge.facts import fact
from quietmuscle.web.language import language_asked_for
from quietmuscle.web.page import page
from quietmuscle.web.pages.settings import language_options
from quietmuscle.web.part import Part

router = Part(prefix="/welcome")


@router.get("", response_class=HTMLResponse)
def purpose(request: Request) -> HTMLResponse:
    """What the program is for, and what it is not."""
    return page(
        request,
        "welcome_purpose.html",
        place="today",
        intended_use=fact("intended_use"),
        no_service=fact("not_an_emergency_service"),
        languages=language_options(),
        asked_for=language_asked_for(request.headers.get("accept-language", ""), languages()),
    )


@router.get("/data", response_class=HTMLResponse)
def data(request: Request) -> HTMLResponse:
    """Where the data live."""
    return page(request, "welcome_data.html", place="today")


@router.get("/wishes", response_class=HTMLResponse)
def wishes(request: Request) -> HTMLResponse:
    """The country, for the emergency number, and calm mode; both may be left as they are."""
    return page(request, "welcome_wishes.html", place="today", countries=countries())
