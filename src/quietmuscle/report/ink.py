"""How the parts of a drawing look.

Each path carries a class, which a page's style sheet may colour for its theme,
and complete presentation attributes, which hold where there is none, as in a
PDF. There are no style attributes: the pages' security policy forbids them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quietmuscle.report.drawings import Drawing

INK = "#3b464b"
PAPER_SEAM = "#d9cdb9"
FILLS = {"skin": "#f4ecdf", "hair": "#d2c4ae", "lip": "#e3c7b6", "mouth": "#a9837a"}


@dataclass(frozen=True, slots=True)
class _Pen:
    """A stroke: its colour, its width in CSS pixels, and how strong it is."""

    colour: str
    width_px: float
    strength: float


_PENS = {
    "ink": _Pen(INK, 1.6, 1.0),
    "feature": _Pen(INK, 1.5, 1.0),
    "fine": _Pen(INK, 1.1, 0.65),
    "detail": _Pen(INK, 1.1, 0.38),
    "seam": _Pen(PAPER_SEAM, 1.2, 1.0),
}


def art_markup(drawing: Drawing, *, over: bool) -> str:
    """The art below or above the targets, as SVG markup that ignores the pointer."""
    layer = (art for art in drawing.art if art.over is over)
    paths = "".join(
        _paths(kind, [art.path for art in group], drawing.scale)
        for kind, group in groupby(layer, key=lambda art: art.kind)
    )
    return (
        f'<g class="body-art" fill="none" stroke-linecap="round" stroke-linejoin="round" '
        f'pointer-events="none" aria-hidden="true">{paths}</g>'
    )


def _paths(kind: str, paths: list[str], scale: float) -> str:
    """Neighbouring pieces that look alike: fills one by one, strokes as one path."""
    if kind in FILLS:
        return "".join(
            f'<path class="body-{kind}" fill="{FILLS[kind]}" d="{path}"/>' for path in paths
        )
    pen = _PENS[kind]
    strength = "" if pen.strength == 1 else f' stroke-opacity="{pen.strength:g}"'
    return (
        f'<path class="body-{kind}" stroke="{pen.colour}" '
        f'stroke-width="{pen.width_px / scale:.3g}"{strength} d="{"".join(paths)}"/>'
    )
