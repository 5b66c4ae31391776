"""The plain page that helps a phone to trust this computer: the certificate, and nothing else.

It has to be plain HTTP, because a phone that does not trust us yet would warn
before it. So it has nothing of the diary, takes nothing, and shows the
fingerprint that the person compares with the one on the computer's own screen.
"""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.web.guard import HEADERS
from quietmuscle.web.guard import Guard
from quietmuscle.web.home.door import at_home_only
from quietmuscle.web.home.home import Home
from quietmuscle.web.house import House
from quietmuscle.web.house import around
from quietmuscle.web.page import page

CERTIFICATE_NAME = "quietmuscle-home.crt"
STYLES = ("app.css", "phone.css")
SEALS = tuple(each for each in HEADERS if each[0] != b"cross-origin-opener-policy")
"""Browsers take that one on encrypted pages only, and complain of it elsewhere."""

NOTHING_ELSE = _("There is only the page about the certificate here.")


def make_trust_page(house: House, home: Home) -> ASGIApp:
    """The page, behind its guard, for who is at home."""
    return Guard(at_home_only(_app(house, home)), home.presence, seals=SEALS)


def _app(house: House, home: Home) -> ASGIApp:
    """The app with this one page, its styles and the certificate."""

    def steps(request: Request) -> Response:
        host = home.presence.best_host or request.url.hostname or ""
        return page(
            request,
            "trust.html",
            place="",
            certificate=home.presence.certificate,
            certificate_name=CERTIFICATE_NAME,
            diary_address=home.address(host),
        )

    def certificate(_request: Request) -> Response:
        # Not as an attachment: an iPhone would put it among its files and not into its settings.
        return Response(home.presence.certificate.der, media_type="application/x-x509-ca-cert")

    def style(request: Request) -> Response:
        asset = house.assets.files[request.url.path.rpartition("/")[2]]
        return Response(asset.body, media_type=asset.media_type)

    def refused(_request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return PlainTextResponse(f"{say(Message(NOTHING_ELSE))}\n", status_code=status)

    app = Starlette(
        routes=[
            Route("/", steps),
            Route(f"/{CERTIFICATE_NAME}", certificate),
            *(Route(house.assets.address(name), style) for name in STYLES),
        ],
        exception_handlers={HTTPException: refused},
    )
    return around(house, app)
