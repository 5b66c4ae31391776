"""Typesetting: from a template and data to a PDF that screen readers can read too.

The data goes in as data and never as source, so that nothing a person wrote
can be read as markup. The fonts are those inside the typesetter, so that a
page looks the same everywhere; only for scripts that they do not have does it
turn to the computer's own fonts.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from dataclasses import asdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

if TYPE_CHECKING:
    from datetime import datetime

    from typst import Fonts

TEMPLATES = Path(__file__).parent / "templates"
ACCESSIBLE: Final = "ua-1"
"""PDF/UA-1 (ISO 14289-1): tagged, titled, with a language; the typesetter checks it."""


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A way to typeset: with which fonts, which words, and how strictly."""

    own_fonts_only: bool
    words: Callable[[str], str]
    is_checked: bool = True


def typeset(template: str, page: Any, *, made_at_utc: datetime) -> bytes:
    """The PDF that a template makes of a page (a dataclass of texts, numbers and lists).

    Letters for which no font is found: pictographs are left out; of others
    only the boxes can be shown, and the PDF then does not call itself PDF/UA.
    """
    import typst

    fields = asdict(page)
    for attempt in _ATTEMPTS:
        try:
            return typst.compile(
                TEMPLATES / template,
                root=TEMPLATES,
                font_paths=_fonts(own_only=attempt.own_fonts_only),
                sys_inputs={"page": attempt.words(json.dumps(fields, ensure_ascii=False))},
                pdf_standards=[ACCESSIBLE] if attempt.is_checked else [],
                timestamp=made_at_utc.replace(microsecond=0),  # a PDF knows whole seconds
            )
        except typst.TypstError as error:
            if "could not be displayed" not in error.message:
                raise
    raise AssertionError("without the standard's check any letter can be set")


def without_pictographs(words: str) -> str:
    """Words without pictures such as emoji, and without what joins and colours them."""
    return "".join(
        letter
        for letter in words
        if unicodedata.category(letter) not in {"So", "Sk", "Cn", "Co"} and letter not in _JOINERS
    )


_JOINERS = "\u200d\ufe0e\ufe0f\u20e3"
_ATTEMPTS = (
    _Attempt(own_fonts_only=True, words=str),
    _Attempt(own_fonts_only=True, words=without_pictographs),
    _Attempt(own_fonts_only=False, words=str),
    _Attempt(own_fonts_only=False, words=without_pictographs),
    _Attempt(own_fonts_only=False, words=without_pictographs, is_checked=False),
)


@lru_cache(maxsize=2)
def _fonts(*, own_only: bool) -> Fonts:
    """The fonts to set with: those inside the typesetter, or the computer's as well."""
    import typst

    return typst.Fonts(include_system_fonts=not own_only)
