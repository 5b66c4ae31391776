"""What every request must pass, and what every answer must say.

Loopback alone does not protect: a page of another site can send requests to
this computer, and a name of its own can point here (DNS rebinding). So the
Host must be ours, a write must come from our own pages, and nothing on our
pages may load from or send to another place.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.responses import JSONResponse
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp

from quietmuscle.base.text import Message as Words
from quietmuscle.base.text import _
from quietmuscle.base.text import say

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import Message
    from starlette.types import Receive
    from starlette.types import Scope
    from starlette.types import Send

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
READING = frozenset({"GET", "HEAD", "OPTIONS"})
OUR_SITES = frozenset({"same-origin", "none"})
SMALL_BODY_BYTES = 256 * 1024

TOO_LARGE = _("This is larger than what fits here.")
WRONG_HOST = _("Quiet Muscle answers only to its own address on this computer.")
BAD_LENGTH = _("The request's length is not a number.")
OTHER_SITE = _("This request came from another site and was not carried out.")

POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)

HEADERS = (
    (b"content-security-policy", "; ".join(POLICY).encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (
        b"permissions-policy",
        b"camera=(self), accelerometer=(self), gyroscope=(self), microphone=(), geolocation=()",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LargeBody:
    """A path whose body may be larger than a form's: its beginning and its limit."""

    method: str
    path: str
    limit_bytes: int


@dataclass(frozen=True, slots=True)
class Guard:
    """The ASGI layer around the app that checks Host, Origin and body size.

    `host_names` are asked anew for each request: those of a home may change.
    """

    app: ASGIApp
    host_names: Container[str]
    large_bodies: tuple[LargeBody, ...] = ()
    seals: tuple[tuple[bytes, bytes], ...] = HEADERS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what is not ours; else pass it on, and seal the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *self.seals, *_caching(message)]
            await send(message)

        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await refusal(scope, receive, sealed)
            return
        limit = self._limit(scope)
        if int(headers.get(b"content-length", "0") or 0) > limit:
            await refused(scope, 413, "BodyTooLargeError", TOO_LARGE)(scope, receive, sealed)
            return
        await self.app(scope, _counted(receive, limit), sealed)

    def _refusal(self, scope: Scope, headers: dict[bytes, str]) -> Response | None:
        """The answer to a request that is not from our own pages."""
        host = headers.get(b"host", "")
        if _host_name(host) not in self.host_names:
            return refused(scope, 421, "WrongHostError", WRONG_HOST)
        length = headers.get(b"content-length", "0")
        if not length.isdigit():
            return refused(scope, 400, "BadLengthError", BAD_LENGTH)
        if scope["method"] in READING:
            return None
        origin = headers.get(b"origin")
        # Who came by plain HTTP may have a proxy in front that speaks HTTPS; who came by
        # HTTPS came from a page of ours only if that page was encrypted, too.
        ours = {f"https://{host}"} | (
            {f"http://{host}"} if scope.get("scheme", "http") == "http" else set()
        )
        foreign = origin is not None and origin not in ours
        if foreign or headers.get(b"sec-fetch-site", "none") not in OUR_SITES:
            return refused(scope, 403, "OtherSiteError", OTHER_SITE)
        return None

    def _limit(self, scope: Scope) -> int:
        """The most bytes that a body may have at this path."""
        return next(
            (
                large.limit_bytes
                for large in self.large_bodies
                if scope["method"] == large.method and scope["path"].startswith(large.path)
            ),
            SMALL_BODY_BYTES,
        )


class BodyTooLargeError(Exception):
    """A body without a declared length went over the limit."""


def refused(scope: Scope, status_code: int, code: str, sentence: str) -> Response:
    """A refusal in English: who asks is not known well enough to look up a language."""
    words = say(Words(sentence))
    if scope["path"].startswith("/api"):
        return JSONResponse({"error": code, "sentence": words}, status_code=status_code)
    return PlainTextResponse(f"{words}\n", status_code=status_code)


def _counted(receive: Receive, limit: int) -> Receive:
    """The same receiver, which stops a body that goes over the limit."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise BodyTooLargeError
        return message

    return counted


def _host_name(host: str) -> str:
    """The name in a Host header, without its port."""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def _caching(message: Message) -> tuple[tuple[bytes, bytes], ...]:
    """The header by which pages and data are never cached."""
    names = {name.lower() for name, _value in message.get("headers", ())}
    return () if b"cache-control" in names else ((b"cache-control", b"no-store"),)
