"""The Twitch page: where it twitches, saved with the first touch; what else, for who likes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import HTMLResponse

from quietmuscle.base.errors import QuietMuscleError
from quietmuscle.base.ids import read_id
from quietmuscle.knowledge.sites import region_of
from quietmuscle.knowledge.sites import regions
from quietmuscle.knowledge.sites import sites_of
from quietmuscle.model.site import BodySite
from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef
from quietmuscle.report.body import WHOLE_BODY
from quietmuscle.report.body import BodyPicture
from quietmuscle.report.body import target_map
from quietmuscle.report.body import zoomed_views
from quietmuscle.web.details import details
from quietmuscle.web.endpoints.attachments import ATTACHMENT_LIMIT_BYTES
from quietmuscle.web.endpoints.episodes import EpisodeWire
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.house import workspace_of
from quietmuscle.web.page import page
from quietmuscle.web.page import piece
from quietmuscle.web.part import Part

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace

router = Part()

LIST_COOKIE = "places"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A place to choose, and the region that it is seen in from afar."""

    place: SiteRef
    region: SiteRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the list: a site with a target for each of its sides."""

    site: BodySite
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A region of the list with the places within it."""

    whole: Line
    parts: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CloserLook:
    """A region with the pictures that show it from near."""

    region: SiteRef
    pictures: tuple[BodyPicture, ...]


@router.get("/twitch", response_class=HTMLResponse)
def twitch(
    request: Request,
    workspace: ThisWorkspace,
    id: str = "",  # noqa: A002 - the address's own word
) -> HTMLResponse:
    """A new entry, or with an id the one to be looked at again.

    An id that the diary does not know may still wait on the device.
    """
    return _page(request, _entry(workspace, id))


def twitch_shell(request: Request) -> HTMLResponse:
    """The same page for a new entry, to be kept for when there is no server."""
    return _page(request, None)


def closer_looks(request: Request) -> HTMLResponse:
    """The closer looks at all regions: a piece of a page, the same for everybody."""
    settings = workspace_of(request).diary.preferences.settings()
    return HTMLResponse(_closer_piece(settings.language))


def _page(request: Request, entry: dict[str, object] | None) -> HTMLResponse:
    return page(
        request,
        "twitch.html",
        place="today",
        entry=entry,
        listed=request.cookies.get(LIST_COOKIE) == "list",
        groups=place_groups(),
        pictures=whole_body(),
        details=details(),
        limit_bytes=ATTACHMENT_LIMIT_BYTES,
    )


@lru_cache(maxsize=1)
def whole_body() -> tuple[BodyPicture, ...]:
    """The body from the front and from the back."""
    return tuple(target_map(view) for view in WHOLE_BODY)


@lru_cache(maxsize=4)
def _closer_piece(language: str) -> str:
    """The closer looks in a language; they are many, so they are put together once."""
    return piece("closer.html", language, looks=_closer_looks())


@lru_cache(maxsize=1)
def _closer_looks() -> tuple[CloserLook, ...]:
    """The closer looks at every region that is divided, on each of its sides."""
    looks = (
        CloserLook(region=target.place, pictures=zoomed_views(target.place))
        for group in place_groups()
        for target in group.whole.targets
    )
    return tuple(look for look in looks if look.pictures)


@lru_cache(maxsize=1)
def place_groups() -> tuple[Group, ...]:
    """All places of the body, by region, from head to foot."""
    return tuple(
        Group(whole=_line(region), parts=tuple(_line(site) for site in sites_of(region.code)))
        for region in regions()
    )


def _line(site: BodySite) -> Line:
    places = (SiteRef(site.code, side) for side in site.sides if side is not Side.BOTH)
    return Line(
        site=site,
        targets=tuple(Target(place=place, region=region_of(place)) for place in places),
    )


def _entry(workspace: Workspace, spelt_id: str) -> dict[str, object] | None:
    """The entry of an id as the page's script reads it, or None."""
    if not spelt_id:
        return None
    try:
        episode = workspace.diary.episodes.get(read_id(spelt_id))
    except QuietMuscleError:
        return None
    return EpisodeWire.of(episode).model_dump(mode="json")
