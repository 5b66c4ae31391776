"""The door for phones: who was not paired gets nothing of the diary, whatever they ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp

from quietmuscle.base.errors import QuietMuscleError
from quietmuscle.base.text import _
from quietmuscle.store.household import Household
from quietmuscle.web.guard import refused
from quietmuscle.web.home.network import is_at_home
from quietmuscle.web.home.pairing import phone_of

if TYPE_CHECKING:
    from starlette.types import Message
    from starlette.types import Receive
    from starlette.types import Scope
    from starlette.types import Send

    from quietmuscle.model.phone import Phone

COOKIE = "__Host-phone"
"""Browsers take a cookie of such a name from encrypted pages of this very host only."""

COOKIE_LASTS_S = 400 * 24 * 3600
PAIR_PAGE = "/pair"
OPEN_TO_ALL = frozenset(
    {("GET", PAIR_PAGE), ("POST", "/api/pair"), ("GET", "/manifest.webmanifest")}
)
FILES = "/static/"
_STRANGER = "quietmuscle.stranger"

NOT_PAIRED = _(
    "This device is not paired with the diary. What you entered on it is safe; "
    "please pair it again on your computer, under More, Your phone."
)
NOT_AT_HOME = _("Quiet Muscle answers only within its own home network.")
LIST_NOT_READ = _("Quiet Muscle cannot let this device in just now; its computer says why.")


@dataclass(frozen=True, slots=True)
class Door:
    """The ASGI layer of the HTTPS side: it lets paired phones in, and others as far as /pair.

    The list of phones is read for each request, so that a phone that was
    removed is out at once.
    """

    rooms: ASGIApp
    household: Household

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a paired phone's request on; answer all others here."""
        if scope["type"] != "http":
            return
        try:
            phone = self._phone(scope)
        except QuietMuscleError as fault:
            answer = refused(scope, 503, type(fault).__name__, LIST_NOT_READ)
            await answer(scope, receive, send)
            return
        path, method = scope["path"], scope["method"]
        if phone is not None:
            stays = method == "GET" and path == "/"
            await self.rooms(scope, receive, _renewed(scope, send) if stays else send)
        elif (method, path) in OPEN_TO_ALL or (method == "GET" and path.startswith(FILES)):
            await self.rooms({**scope, _STRANGER: True}, receive, send)
        elif path.startswith("/api") or method not in {"GET", "HEAD"}:
            await refused(scope, 401, "NotPairedError", NOT_PAIRED)(scope, receive, send)
        else:
            await RedirectResponse(PAIR_PAGE, status_code=303)(scope, receive, send)

    def _phone(self, scope: Scope) -> Phone | None:
        secret = Request(scope).cookies.get(COOKIE)
        return phone_of(self.household.phones(), secret) if secret else None


def at_home_only(app: ASGIApp) -> ASGIApp:
    """The app for who asks from within the home network; others get one sentence."""

    async def checked(scope: Scope, receive: Receive, send: Send) -> None:
        client = scope.get("client")
        if scope["type"] == "http" and not (client and is_at_home(client[0])):
            await refused(scope, 403, "NotAtHomeError", NOT_AT_HOME)(scope, receive, send)
        else:
            await app(scope, receive, send)

    return checked


def is_stranger(request: Request) -> bool:
    """Whether a request came through the door without being of a paired phone."""
    return bool(request.scope.get(_STRANGER, False))


def cookie_with(secret: str) -> str:
    """The header by which a phone keeps its secret, out of reach of scripts and other sites."""
    return f"{COOKIE}={secret}; Max-Age={COOKIE_LASTS_S}; Path=/; Secure; HttpOnly; SameSite=Strict"


def _renewed(scope: Scope, send: Send) -> Send:
    """Answers with the cookie's time begun anew: who comes now and then stays paired."""
    again = cookie_with(Request(scope).cookies[COOKIE]).encode("latin-1")

    async def renewed(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), (b"set-cookie", again)]
        await send(message)

    return renewed
