"""Where a blood result lies in its range, as a small picture: a line, the range on it, a dot."""

from __future__ import annotations

from dataclasses import dataclass

from quietmuscle.report.svg import shown
from quietmuscle.report.svg import tag

WIDTH, HEIGHT = 320, 64
_LEFT, _RIGHT, _LINE = 16, 304, 26
_BESIDE = 0.75
"""How much of the range's width is drawn on either side of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabPicture:
    """The places on the line, in pixels of the picture."""

    low_x: float
    high_x: float
    value_x: float


def lab_places(value: float, low: float, high: float) -> LabPicture:
    """Where the ends of the range and the value stand; a value far out stands at the end."""
    width = high - low
    least, most = low - _BESIDE * width, high + _BESIDE * width
    per_unit = (_RIGHT - _LEFT) / (most - least)

    def place(number: float) -> float:
        return _LEFT + (min(max(number, least), most) - least) * per_unit

    return LabPicture(low_x=place(low), high_x=place(high), value_x=place(value))


def lab_picture(value: float, low: float, high: float, words: str) -> str:
    """The picture as SVG; `words` say the same to those who cannot see it."""
    at = lab_places(value, low, high)
    inside = [
        tag("line", class_="axis", x1=_LEFT, x2=_RIGHT, y1=_LINE, y2=_LINE, stroke="#56626a"),
        tag(
            "rect",
            class_="range",
            x=at.low_x,
            y=_LINE - 8,
            width=at.high_x - at.low_x,
            height=16,
            fill="#dcebe8",
            stroke="#1b6b68",
        ),
        tag("circle", class_="value", cx=at.value_x, cy=_LINE, r=8, fill="#20282c"),
    ]
    for number, x in ((low, at.low_x), (high, at.high_x)):
        inside.append(
            tag("text", f"{number:.4g}", x=x, y=_LINE + 32, text_anchor="middle", class_="number")
        )
    return tag(
        "svg",
        "".join(inside),
        class_="lab-picture",
        viewBox=f"0 0 {shown(WIDTH)} {shown(HEIGHT)}",
        role="img",
        aria_label=words,
    )
