"""Ids that any device can make without asking: UUID version 7 (RFC 9562)."""

from __future__ import annotations

import re
import secrets
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _

if TYPE_CHECKING:
    from collections.abc import Callable

_RANDOM_BITS = 74
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UUID_FORM = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def uuid7(instant_utc: datetime, random_bits: int) -> UUID:
    """The UUIDv7 of an instant and 74 random bits (RFC 9562, section 5.7).

    Ids made later sort later, to the millisecond.
    """
    # Whole numbers only: a float of seconds loses a millisecond here and there.
    milliseconds = (instant_utc - _EPOCH) // timedelta(milliseconds=1) & ((1 << 48) - 1)
    bits = random_bits & ((1 << _RANDOM_BITS) - 1)
    high, low = bits >> 62, bits & ((1 << 62) - 1)
    return UUID(int=(milliseconds << 80) | (0x7 << 76) | (high << 64) | (0b10 << 62) | low)


def new_id(instant_utc: datetime, draw: Callable[[int], int] = secrets.randbits) -> UUID:
    """A fresh id for something that is made at this instant."""
    return uuid7(instant_utc, draw(_RANDOM_BITS))


def read_id(text: str) -> UUID:
    """The id that a text spells in the usual form of 36 characters.

    Raises ValueNotUnderstoodError for anything else.
    """
    if not _UUID_FORM.fullmatch(text):
        raise ValueNotUnderstoodError(
            Message(_("This is not an entry's id: {text}."), {"text": text[:60]})
        )
    return UUID(text)
