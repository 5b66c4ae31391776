"""The More page: the doors to everything that is not needed every day."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import HTMLResponse

from quietmuscle.base.text import _
from quietmuscle.web.home.here import is_here
from quietmuscle.web.page import page
from quietmuscle.web.part import Part

router = Part()


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A link of the More page, with a line that says what is behind it."""

    label: str
    words: str
    address: str


PHONE = Door(label=_("Your phone"), words=_("Open the diary on it, at home"), address="/phone")
DOORS = (
    Door(label=_("History"), words=_("All entries: look, change, add"), address="/history"),
    Door(label=_("Trends"), words=_("The course over weeks and months"), address="/trends"),
    Door(label=_("Medicines"), words=_("What you take, and changes to it"), address="/medicines"),
    Door(label=_("Blood results"), words=_("Each in the range on your own paper"), address="/labs"),
    Door(
        label=_("About my health"), words=_("So that only what suits is offered"), address="/health"
    ),
    Door(label=_("Learn"), words=_("Causes, look-alikes, what may help"), address="/learn"),
    Door(label=_("Report"), words=_("One page for your neurologist"), address="/report"),
    Door(label=_("Your data"), words=_("Export, import, backups, delete"), address="/data"),
    PHONE,
    Door(label=_("Settings"), words=_("Time, units, look, reminders"), address="/settings"),
    Door(label=_("About"), words=_("What this is for, and what it is not"), address="/about"),
)


@router.get("/more", response_class=HTMLResponse)
def more(request: Request) -> HTMLResponse:
    """The doors, one a line; phones are let in at the computer itself."""
    doors = DOORS if is_here(request) else tuple(each for each in DOORS if each != PHONE)
    return page(request, "more.html", place="more", doors=doors)
