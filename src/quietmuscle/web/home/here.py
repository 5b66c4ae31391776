"""What is done at the computer itself, and never from a phone or through a proxy."""

from __future__ import annotations

from fastapi import Request

from quietmuscle.base.errors import NotHereError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.web.guard import LOOPBACK_NAMES

_OF_A_PROXY = ("forwarded", "x-forwarded-for", "x-forwarded-host", "via")


def is_here(request: Request) -> bool:
    """Whether a request comes from this computer's own browser, straight to its own address."""
    return (
        request.url.scheme == "http"
        and request.url.hostname in LOOPBACK_NAMES
        and not any(name in request.headers for name in _OF_A_PROXY)
    )


def only_here(request: Request) -> None:
    """Refuse what comes from elsewhere."""
    if not is_here(request):
        raise NotHereError(
            Message(
                _(
                    "Phones are let in and removed at the computer itself. Please open Quiet "
                    "Muscle there and choose More, Your phone."
                )
            )
        )
