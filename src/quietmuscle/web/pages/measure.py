"""The place Measure: three ways to record twitches, each with what it can see."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from quietmuscle.flow.measurements import last_measurements
from quietmuscle.flow.workspace import Workspace
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.facts import facts
from quietmuscle.model.corrected import SummedMeasurement
from quietmuscle.model.query import EpisodeQuery
from quietmuscle.model.site import SiteRef
from quietmuscle.report.body import BodyPicture
from quietmuscle.report.measured_words import briefly
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import page
from quietmuscle.web.pages.twitch import LIST_COOKIE
from quietmuscle.web.pages.twitch import place_groups
from quietmuscle.web.pages.twitch import whole_body
from quietmuscle.web.part import Part

router = Part(prefix="/measure")

RECENT_ENTRIES = 10
RECENT_PLACES = 4


@router.get("", response_class=HTMLResponse)
def measure(request: Request, workspace: ThisWorkspace) -> HTMLResponse:
    """The three ways, the last measurements, and what a number does not say."""
    return _measure(request, last_measurements(workspace))


def measure_shell(request: Request) -> HTMLResponse:
    """The same page without anything of the diary, for when the computer is out of reach."""
    return _measure(request, ())


@router.get("/film", response_class=HTMLResponse)
def film(request: Request, workspace: ThisWorkspace) -> HTMLResponse:
    """Film the skin with this device's camera."""
    return _film(request, recent_places(workspace), whole_body())


def film_shell(request: Request) -> HTMLResponse:
    """The same page without anything of the diary, for when the computer is out of reach."""
    return _film(request, (), ())


@router.get("/phone", response_class=HTMLResponse)
def phone(request: Request, workspace: ThisWorkspace) -> HTMLResponse:
    """Lay the phone on the muscle: its motion sensor records."""
    return _phone(request, recent_places(workspace), whole_body())


def phone_shell(request: Request) -> HTMLResponse:
    """The same page without anything of the diary, for when the computer is out of reach."""
    return _phone(request, (), ())


@router.get("/file", response_class=HTMLResponse)
def file(request: Request, workspace: ThisWorkspace) -> HTMLResponse:
    """Bring a recording that another device made."""
    return page(
        request,
        "measure_file.html",
        place="measure",
        recent=recent_places(workspace),
        groups=place_groups(),
        pictures=whole_body(),
        listed=request.cookies.get(LIST_COOKIE) == "list",
    )


def recent_places(workspace: Workspace) -> tuple[SiteRef, ...]:
    """The places that were measured last, then those of the last entries, each once."""
    measured = (each.kept.sites for each in last_measurements(workspace))
    last = workspace.diary.episodes.find(EpisodeQuery(limit=RECENT_ENTRIES)).episodes
    places = (site for sites in (*measured, *(each.sites for each in last)) for site in sites)
    return tuple(dict.fromkeys(places))[:RECENT_PLACES]


def _measure(request: Request, last: tuple[SummedMeasurement, ...]) -> HTMLResponse:
    return page(
        request,
        "measure.html",
        place="measure",
        film=fact("measuring_film_sees"),
        phone=fact("measuring_phone_sees"),
        file=fact("measuring_file_sees"),
        how=facts("measuring_how"),
        honest=facts("measuring"),
        studies=fact("measuring_studies"),
        last=last,
        briefly=briefly,
    )


def _film(
    request: Request, recent: tuple[SiteRef, ...], pictures: tuple[BodyPicture, ...]
) -> HTMLResponse:
    return page(
        request,
        "measure_film.html",
        place="measure",
        recent=recent,
        groups=place_groups(),
        pictures=pictures,
        listed=request.cookies.get(LIST_COOKIE) == "list",
        how=facts("measuring_how"),
    )


def _phone(
    request: Request, recent: tuple[SiteRef, ...], pictures: tuple[BodyPicture, ...]
) -> HTMLResponse:
    return page(
        request,
        "measure_phone.html",
        place="measure",
        recent=recent,
        groups=place_groups(),
        pictures=pictures,
        listed=request.cookies.get(LIST_COOKIE) == "list",
        how=facts("measuring_how"),
        browser=fact("measuring_phone_browser"),
    )
