"""Pieces of an SVG picture: elements, words, and how wide words are.

Pictures stand on pages with a policy that forbids style attributes, and in
PDFs without a style sheet. So each piece has a class, which a page's sheet may
colour, and presentation attributes that hold where there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import east_asian_width
from xml.sax.saxutils import escape
from xml.sax.saxutils import quoteattr

from quietmuscle.report.chart_ink import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

FONT = "system-ui, sans-serif"
TEXT_PX = 14
_LETTER_EM = 0.58
"""The width of an average letter of a broad font; words are set with room to spare."""

_WIDE_EM = 1.0


def tag(name: str, inside: str = "", /, **attributes: object) -> str:
    """An element; `class_` is the class, underscores stand for dashes, None leaves out."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(shown(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def shown(value: object) -> str:
    """A value as an attribute holds it: coordinates to a tenth of a pixel."""
    return f"{round(value, 1):g}" if isinstance(value, float) else str(value)


def text(words: str, x: float, y: float, *, anchor: str = "start", **attributes: object) -> str:
    """Words in the picture, in its usual size and ink."""
    settings: dict[str, object] = {
        "class_": "chart-text",
        "fill": WORDS,
        "font_family": FONT,
        "font_size": TEXT_PX,
        "text_anchor": None if anchor == "start" else anchor,
        **attributes,
    }
    return tag("text", escape(words), x=x, y=y, **settings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What a screen reader says of a picture: its name, and what it shows.

    `id_prefix` keeps the ids of pictures on one page apart.
    """

    title: str
    words: str
    id_prefix: str


def picture(width: float, height: float, inside: str, spoken: Spoken) -> str:
    """A whole picture, as large as it says, with its name and its description."""
    title_id, words_id = f"{spoken.id_prefix}-title", f"{spoken.id_prefix}-words"
    return tag(
        "svg",
        tag("title", escape(spoken.title), id=title_id)
        + tag("desc", escape(spoken.words), id=words_id)
        + inside,
        xmlns="http://www.w3.org/2000/svg",
        class_="chart",
        role="img",
        viewBox=f"0 0 {shown(width)} {shown(height)}",
        width=width,
        height=height,
        aria_labelledby=f"{title_id} {words_id}",
    )


def polyline(points: Iterable[tuple[float, float]]) -> str:
    """The path data of straight lines through points."""
    return "M" + "L".join(f"{shown(x)} {shown(y)}" for x, y in points)


def width_of(words: str, size_px: float = TEXT_PX) -> float:
    """About how wide words are, in pixels."""
    return size_px * sum(
        _WIDE_EM if east_asian_width(letter) in "WF" else _LETTER_EM for letter in words
    )


def wrapped(words: str, width_px: float, size_px: float = TEXT_PX) -> tuple[str, ...]:
    """Words in lines that are no wider than this, where spaces allow it."""
    lines: list[str] = []
    for word in words.split():
        if lines and width_of(f"{lines[-1]} {word}", size_px) <= width_px:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)
