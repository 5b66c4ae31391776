"""The web door: all pages and the API, put together."""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeGuard

from fastapi import FastAPI
from fastapi import Request
from fastapi import params
from fastapi.openapi.utils import get_openapi
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute

from quietmuscle import __version__
from quietmuscle.model.settings import RECORDING_LIMITS_MB
from quietmuscle.web.diary import same_diary
from quietmuscle.web.endpoints.attachments import ATTACHMENT_LIMIT_BYTES
from quietmuscle.web.errors import Problem
from quietmuscle.web.errors import install_errors
from quietmuscle.web.guard import LOOPBACK_NAMES
from quietmuscle.web.guard import Guard
from quietmuscle.web.guard import LargeBody
from quietmuscle.web.house import around
from quietmuscle.web.house import house_of
from quietmuscle.web.part import LateRoute
from quietmuscle.web.part import Responses
from quietmuscle.web.routers import ENDPOINTS
from quietmuscle.web.routers import PAGES

if TYPE_CHECKING:
    from starlette.types import ASGIApp
    from starlette.types import Receive
    from starlette.types import Scope
    from starlette.types import Send

    from quietmuscle.web.house import House

LARGE_BODIES = (
    LargeBody(method="PUT", path="/api/attachments/", limit_bytes=ATTACHMENT_LIMIT_BYTES),
    LargeBody(
        method="PUT",
        path="/api/measurements/uploads/",
        limit_bytes=RECORDING_LIMITS_MB[1] * 1_000_000,
    ),
    LargeBody(method="POST", path="/api/import", limit_bytes=4 * 1024 * 1024 * 1024),
)
REFUSALS: Responses = {
    status: {"model": Problem, "description": words}
    for status, words in {
        403: "The request came from another site, or is one for the computer itself.",
        404: "There is no such entry.",
        405: "This address does not take that kind of request.",
        409: "The request does not fit what is kept.",
        413: "The body is too large.",
        421: "The change was made for another diary than the one that is open.",
        422: "A value cannot be kept; the sentence says which and why.",
        503: "The diary cannot be read or written; the sentence says why.",
        507: "The disk is full.",
    }.items()
}


def make_app(house: House, host_names: Container[str] = LOOPBACK_NAMES) -> ASGIApp:
    """The app around one open house, behind its guard."""
    return guarded(make_rooms(house), host_names)


def guarded(rooms: ASGIApp, host_names: Container[str]) -> ASGIApp:
    """The rooms behind a guard who knows these names."""
    return Guard(rooms, host_names, LARGE_BODIES)


def make_rooms(house: House) -> ASGIApp:
    """All pages and the API around one open house, without a guard."""
    return around(house, _rooms())


class Rooms(FastAPI):
    """All pages and the API; it describes the parts of the API, and how they refuse, when asked."""

    def openapi(self) -> dict[str, Any]:
        """The description of the API, which takes a second to make, so it is made once."""
        if self.openapi_schema is None:
            self.openapi_schema = get_openapi(
                title=self.title,
                version=self.version,
                summary=self.summary,
                routes=[
                    route.described(REFUSALS) for route in self.routes if _is_of_the_api(route)
                ],
            )
        return self.openapi_schema


def _is_of_the_api(route: BaseRoute) -> TypeGuard[LateRoute]:
    return isinstance(route, LateRoute) and route.path.startswith("/api/")


@lru_cache(maxsize=1)
def _rooms() -> ASGIApp:
    """All pages and the API, for any house."""
    return _compressed(framework())


def framework() -> Rooms:
    """The framework with all addresses in it."""
    app = Rooms(
        title="Quiet Muscle",
        version=__version__,
        summary="The diary, its measurements and its reports, for programs.",
        openapi_url="/api",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    install_errors(app)
    guards = (params.Depends(same_diary),)
    for part in ENDPOINTS:
        app.router.routes += part.under("/api", guards)
    for router in PAGES:
        app.router.routes += router.routes

    @app.get("/static/{version}/{name:path}", include_in_schema=False)
    def static(request: Request, version: str, name: str) -> Response:
        assets = house_of(request).assets
        asset = assets.files.get(name)
        if asset is None or version != assets.version:
            raise HTTPException(404)
        return Response(
            asset.body,
            media_type=asset.media_type,
            headers={"cache-control": "public, max-age=31536000, immutable"},
        )

    return app


def _compressed(app: ASGIApp) -> ASGIApp:
    """The app with its pages and their files sent compressed; the API's answers as they are.

    Compression can betray a secret that stands beside words of an attacker
    (BREACH). Our pages hold no secret token, and no other site can ask for them.
    Videos and archives gain nothing from it, and parts of them must stay parts.
    """
    zipped = GZipMiddleware(app, minimum_size=500, compresslevel=6)

    async def choose(scope: Scope, receive: Receive, send: Send) -> None:
        plain = scope["type"] != "http" or scope["path"].startswith("/api")
        await (app if plain else zipped)(scope, receive, send)

    return choose
