"""The page on which a phone brings the code that it was shown; it has nothing of the diary."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.responses import RedirectResponse
from fastapi.responses import Response

from quietmuscle.web.home.here import is_here
from quietmuscle.web.page import page
from quietmuscle.web.part import Part

router = Part()


@router.get("/pair", response_class=HTMLResponse)
def pair(request: Request) -> Response:
    """A name for the phone, and its code; on the computer itself, the page with the codes."""
    if is_here(request):
        return RedirectResponse("/phone", status_code=303)
    return page(request, "pair.html", place="")
