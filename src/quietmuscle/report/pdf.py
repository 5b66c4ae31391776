"""Typesetting: from a template and data to a PDF that screen readers can read too.

The data goes in as data and never as source, so that nothing a person wrote
can be read as markup. The fonts are those inside the typesetter, so that a
page looks the same everywhere; only for scripts that they do not have does it
turn to the computer's own fonts.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import Final
from typing import NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from typst import Fonts

TEMPLATES = Path(__file__).parent / "templates"
ACCESSIBLE: Final = "ua-1"
"""PDF/UA-1 (ISO 14289-1): tagged, titled, with a language; the typesetter checks it."""


def typeset(template: str, page: Any, *, made_at_utc: datetime) -> bytes:
    """The PDF that a template makes of a page (a dataclass of texts, numbers and lists).

    Where a letter is in none of the typesetter's fonts, pictographs are left
    out, and then the computer's fonts are asked as well. A letter that none of
    them has can only be a box, and the PDF then does not call itself PDF/UA.
    """
    import typst

    words = json.dumps(asdict(page), ensure_ascii=False)
    attempts = (
        (words, True),
        (without_pictographs(words), True),
        (words, False),
        (without_pictographs(words), False),
    )
    for attempt, own_fonts_only in attempts:
        source = _Source(TEMPLATES / template, attempt, made_at_utc, own_fonts_only)
        try:
            return _compiled(source, checked=True)
        except typst.TypstError as error:
            if "could not be displayed" not in error.message:
                raise
    return _compiled(source, checked=False)


def without_pictographs(words: str) -> str:
    """Words without pictures such as emoji, and without what joins and colours them."""
    return "".join(
        letter
        for letter in words
        if unicodedata.category(letter) not in {"So", "Sk", "Cn", "Co"} and letter not in _JOINERS
    )


_JOINERS = "\u200d\ufe0e\ufe0f\u20e3"


class _Source(NamedTuple):
    """What is typeset: a template and the data that go in, when, and in which fonts."""

    template: Path
    words: str
    made_at_utc: datetime
    own_fonts_only: bool


def _compiled(source: _Source, *, checked: bool) -> bytes:
    """The PDF; a checked one follows the rules of PDF/UA, or else is refused."""
    import typst

    return typst.compile(
        source.template,
        root=source.template.parent,
        font_paths=_fonts(own_only=source.own_fonts_only),
        sys_inputs={"page": source.words},
        pdf_standards=[ACCESSIBLE] if checked else [],
        timestamp=source.made_at_utc.replace(microsecond=0),  # a PDF knows whole seconds
    )


@lru_cache(maxsize=2)
def _fonts(*, own_only: bool) -> Fonts:
    """The fonts to set with: those inside the typesetter, or the computer's as well."""
    import typst

    return typst.Fonts(include_system_fonts=not own_only)
