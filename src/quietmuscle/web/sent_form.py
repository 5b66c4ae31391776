"""The fields of a form that a page sent, as many as a page of ours can have."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from quietmuscle.base.errors import QuietMuscleError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _

if TYPE_CHECKING:
    from fastapi import Request


class FormTooLongError(QuietMuscleError):
    """A form with more fields than any page of ours has."""


async def sent_fields(request: Request, most: int) -> list[tuple[str, str]]:
    """Names and values in their order. Raises FormTooLongError for more than `most`."""
    body = (await request.body()).decode("utf-8", "replace")
    try:
        return parse_qsl(body, keep_blank_values=True, max_num_fields=most)
    except ValueError:
        raise FormTooLongError(
            Message(_("What was sent could not be read. Nothing was changed."))
        ) from None
