"""A place in the list of entries, spelled so that it fits into an address."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from uuid import UUID

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.query import Cursor

CURSOR_FORM = (
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{6})?Z~"
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
)
"""The spelling of a cursor, for the description of the API."""


def spell_cursor(cursor: Cursor) -> str:
    """The cursor as text: its instant and its id, with a tilde between them."""
    instant = cursor.instant_utc.astimezone(UTC).replace(tzinfo=None)
    return f"{instant.isoformat()}Z~{cursor.id}"


def read_cursor(text: str) -> Cursor:
    """The cursor that a text spells; ValueNotUnderstoodError for any other text."""
    instant, _tilde, entry_id = text.partition("Z~")
    try:
        return Cursor(
            instant_utc=datetime.fromisoformat(instant).replace(tzinfo=UTC), id=UUID(entry_id)
        )
    except ValueError:
        raise ValueNotUnderstoodError(
            Message(_("This is not a place in the list. Please begin with the newest."))
        ) from None
