"""The typesetter: from an order on standard input to a PDF on standard output.

It runs in a process of its own (`pdf.typeset` starts it), so that what it takes
is given back: the typesetting library and its fonts hold 35 MB for as long as their
process lives. It brings in nothing of ours but this module.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Final
from typing import NamedTuple

import typst

if TYPE_CHECKING:
    from typing import BinaryIO

ACCESSIBLE: Final = "ua-1"
"""PDF/UA-1 (ISO 14289-1): tagged, titled, with a language; the typesetter checks it."""


class Order(NamedTuple):
    """What is typeset: a template, the page's data as JSON, and when it was made (ISO 8601)."""

    template: str
    words: str
    made_at_utc: str


def main(asked: BinaryIO, answer: BinaryIO) -> None:
    """Read an order, and write the PDF."""
    answer.write(pdf_of(Order(*json.load(asked))))
    answer.flush()


def pdf_of(order: Order) -> bytes:
    """The PDF that a template makes of its data.

    Where a letter is in none of the typesetter's fonts, pictographs are left
    out, and then the computer's fonts are asked as well. A letter that none of
    them has can only be a box, and the PDF then does not call itself PDF/UA.
    """
    plain = order._replace(words=without_pictographs(order.words))
    for attempt, own_only in ((order, True), (plain, True), (order, False), (plain, False)):
        try:
            return _compiled(attempt, own_only=own_only, checked=True)
        except typst.TypstError as error:
            if "could not be displayed" not in error.message:
                raise
    return _compiled(plain, own_only=False, checked=False)


def without_pictographs(words: str) -> str:
    """Words without pictures such as emoji, and without what joins and colours them."""
    return "".join(
        letter
        for letter in words
        if unicodedata.category(letter) not in {"So", "Sk", "Cn", "Co"} and letter not in _JOINERS
    )


_JOINERS = "\u200d\ufe0e\ufe0f\u20e3"


def _compiled(order: Order, *, own_only: bool, checked: bool) -> bytes:
    """The PDF; a checked one follows the rules of PDF/UA, or else is refused."""
    template = Path(order.template)
    made_at_utc = datetime.fromisoformat(order.made_at_utc)
    return typst.compile(
        template,
        root=template.parent,
        font_paths=_fonts(own_only=own_only),
        sys_inputs={"page": order.words},
        pdf_standards=[ACCESSIBLE] if checked else [],
        timestamp=made_at_utc.replace(microsecond=0),  # a PDF knows whole seconds
    )


@lru_cache(maxsize=2)
def _fonts(*, own_only: bool) -> typst.Fonts:
    """The fonts to set with: those inside the typesetter, or the computer's as well."""
    return typst.Fonts(include_system_fonts=not own_only)


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
