"""Checks that several nouns share."""

from __future__ import annotations

import unicodedata

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _

NOTE_LIMIT_CHARACTERS = 10_000
NAME_LIMIT_CHARACTERS = 200


def check_score_0_10(value: int | None) -> None:
    """Refuse a score that is not a whole number from 0 to 10."""
    if value is not None and (isinstance(value, bool) or not 0 <= value <= 10):
        raise ValueNotUnderstoodError(
            Message(_("A score goes from 0 to 10; {value} does not fit."), {"value": value})
        )


def check_text(text: str, limit_characters: int) -> None:
    """Refuse text that is too long or that holds characters no keyboard makes.

    Line breaks and tabs are welcome, and so are all scripts, in both
    directions; other control characters and lone surrogates are not.
    """
    if len(text) > limit_characters:
        raise ValueNotUnderstoodError(
            Message(
                _("This text is too long: {length} characters, and {limit} is the most."),
                {"length": len(text), "limit": limit_characters},
            )
        )
    for character in text:
        if character not in "\n\t\r" and unicodedata.category(character) in {"Cc", "Cs"}:
            raise ValueNotUnderstoodError(
                Message(_("This text holds a character that cannot be kept. Please type it again."))
            )
