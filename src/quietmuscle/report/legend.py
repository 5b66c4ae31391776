"""What the signs of a chart mean, in rows below it."""

from __future__ import annotations

from dataclasses import dataclass

from quietmuscle.report import svg

SIGN_PX = 26
_WORDS_PX = 34
_ROW_PX = 22
_GAP_PX = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A sign, drawn about (13, 0), and its meaning."""

    markup: str
    words: str


def legend(signs: tuple[Sign, ...], top: float, width: float) -> tuple[str, float]:
    """The signs in rows that fit the width, and where they end."""
    drawn, x, y = "", 0.0, top + _ROW_PX / 2
    for sign in signs:
        lines = svg.wrapped(sign.words, width - _WORDS_PX)
        needed = _WORDS_PX + max(map(svg.width_of, lines), default=0)
        if x and x + needed > width:
            x, y = 0.0, y + _ROW_PX
        drawn += svg.tag(
            "g",
            sign.markup
            + "".join(
                svg.text(line, _WORDS_PX, 5 + row * (_ROW_PX - 4)) for row, line in enumerate(lines)
            ),
            transform=f"translate({svg.shown(x)} {svg.shown(y)})",
        )
        if len(lines) > 1:
            x, y = 0.0, y + _ROW_PX + (len(lines) - 1) * (_ROW_PX - 4)
        else:
            x += needed + _GAP_PX
    end = y + _ROW_PX / 2 if x else y - _ROW_PX / 2
    return drawn, end
