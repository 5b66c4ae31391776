"""Every sentence a person reads, in their language.

A sentence is written once, in British English, as the key of a gettext
catalogue. Code below the doors never turns a sentence into text: it hands up
a Message (the key and its values), and the door says it in a language.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from functools import lru_cache
from pathlib import Path

DOMAIN = "quietmuscle"
LOCALE_FOLDER = Path(__file__).resolve().parent.parent / "locale"
SOURCE_LANGUAGE = "en"


def _(sentence: str) -> str:
    """Mark a sentence for the catalogue; it is put into words at the edge."""
    return sentence


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence of the catalogue with the values that go into it.

    `plural` and `count` are given together, for sentences that count things.
    """

    sentence: str
    values: Mapping[str, object] = field(default_factory=dict)
    plural: str | None = None
    count: int | None = None


@lru_cache(maxsize=32)
def catalogue(language: str) -> gettext.NullTranslations:
    """The sentences of one language; English where a sentence is missing."""
    locale = language.replace("-", "_")
    return gettext.translation(DOMAIN, LOCALE_FOLDER, languages=[locale], fallback=True)


def languages() -> tuple[str, ...]:
    """The languages that we have a catalogue of, English first."""
    found = {path.parent.parent.name for path in LOCALE_FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")}
    return (SOURCE_LANGUAGE, *sorted(found - {SOURCE_LANGUAGE}))


def say(message: Message, language: str = SOURCE_LANGUAGE) -> str:
    """The message in words."""
    words = catalogue(language)
    if message.plural is not None and message.count is not None:
        form = words.ngettext(message.sentence, message.plural, message.count)
    else:
        form = words.gettext(message.sentence)
    values = {
        name: say(value, language) if isinstance(value, Message) else value
        for name, value in message.values.items()
    }
    return form.format_map({"count": message.count, **values}) if values or message.plural else form
