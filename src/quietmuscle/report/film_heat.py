"""Where in a film it twitched: a smooth density of its twitches, over a still picture of it.

The picture is for the eye; `in_words` counts the same twitches in nine parts of
it, for a table behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.report import chart_ink as ink
from quietmuscle.report import svg
from quietmuscle.report.heat_map import HEAT
from quietmuscle.report.heat_map import STEPS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quietmuscle.model.corrected import ShownEvent

SMOOTHED_SHARE = 0.06
"""Standard deviation of the Gaussian, of the longer side: about as exact as a place is told,
which is a patch of skin and no point. Judgement."""
LEAST_SHARE = 0.1
"""Of the highest density; below it nothing is drawn, so that the picture is seen."""
CELLS = 48
"""Along the longer side."""
MOST_TWITCHES = 2000
VEIL = 0.65
_LEGEND_PX, _SWATCH_PX = 34, 24
PARTS = (
    (_("Upper left"), _("Upper middle"), _("Upper right")),
    (_("Middle left"), _("Middle"), _("Middle right")),
    (_("Lower left"), _("Lower middle"), _("Lower right")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOfPicture:
    """One of the nine parts of a picture, and how many twitches were there."""

    name: Message
    count: int


def places_of(twitches: Iterable[ShownEvent]) -> tuple[tuple[float, float], ...]:
    """The places (x, y) in the picture of those twitches that count and have one."""
    return tuple(
        one.machine.location_px
        for one in twitches
        if one.is_twitch and one.machine is not None and one.machine.location_px is not None
    )


def in_words(
    places: tuple[tuple[float, float], ...], picture_px: tuple[int, int]
) -> tuple[tuple[PartOfPicture, ...], ...]:
    """How many twitches each ninth of the picture had, row by row."""
    counts = [[0, 0, 0] for _row in PARTS]
    for x, y in places:
        counts[_third(y, picture_px[1])][_third(x, picture_px[0])] += 1
    return tuple(
        tuple(
            PartOfPicture(name=Message(name), count=count)
            for name, count in zip(names, row, strict=True)
        )
        for names, row in zip(PARTS, counts, strict=True)
    )


def density(
    places: tuple[tuple[float, float], ...], picture_px: tuple[int, int]
) -> tuple[tuple[float, ...], ...]:
    """How densely it twitched in each cell of the picture, as a share of the densest.

    A Gaussian around each place, summed at the middle of each cell (a kernel
    density, Silverman 1986). Rows of cells from above, each from the left.
    """
    longer = max(picture_px)
    columns, rows = (max(1, round(CELLS * side / longer)) for side in picture_px)
    spread = SMOOTHED_SHARE * longer
    sums = [[0.0] * columns for _row in range(rows)]
    for x, y in places[:MOST_TWITCHES]:
        across = _bell(x, picture_px[0], columns, spread)
        for row, down in enumerate(_bell(y, picture_px[1], rows, spread)):
            if down > 1e-4:
                sums[row] = [had + down * each for had, each in zip(sums[row], across, strict=True)]
    most = max(max(row) for row in sums)
    return tuple(tuple(each / most if most else 0.0 for each in row) for row in sums)


def film_heat(  # noqa: PLR0913 - what is drawn, how large, and for whom
    places: tuple[tuple[float, float], ...],
    picture_px: tuple[int, int],
    *,
    still: str | None,
    width_px: int,
    language: str,
    id_prefix: str,
) -> str:
    """The picture: the still at this address, if there is one, a veil of five tones, a legend."""
    high = width_px * picture_px[1] / picture_px[0]
    drawn = ""
    if still is not None:
        drawn += svg.tag(
            "image", href=still, x=0, y=0, width=width_px, height=high, preserveAspectRatio="none"
        )
    drawn += _veil(density(places, picture_px), width_px, high)
    drawn += svg.tag(
        "rect",
        class_="chart-axis",
        x=0.5,
        y=0.5,
        width=width_px - 1,
        height=high - 1,
        fill="none",
        stroke=ink.QUIET,
    )
    drawn += _legend(width_px, high, language)
    words = Message(
        _("{count} twitch with a place; the table tells in which part of the picture."),
        plural=_("{count} twitches with a place; the table tells in which part of the picture."),
        count=len(places),
    )
    spoken = svg.Spoken(
        title=say(Message(_("Where in the picture it twitched")), language),
        words=say(words, language),
        id_prefix=id_prefix,
    )
    return svg.picture(width_px, round(high) + _LEGEND_PX, drawn, spoken)


def _third(at: float, side_px: int) -> int:
    return min(2, max(0, int(3 * at / side_px)))


def _bell(at: float, side_px: int, cells: int, spread: float) -> list[float]:
    """A Gaussian around a place, at the middle of each cell along one side."""
    middles = ((number + 0.5) * side_px / cells for number in range(cells))
    return [exp(-(((middle - at) / spread) ** 2) / 2) for middle in middles]


def _tone(share: float) -> int:
    """The tone of a share: none below the least, else 1 to 5."""
    return 0 if share < LEAST_SHARE else min(STEPS, int(share * STEPS) + 1)


def _veil(shares: tuple[tuple[float, ...], ...], width: float, high: float) -> str:
    """Cells of one tone that lie side by side are drawn as one."""
    drawn = ""
    tall = high / len(shares)
    for number, row in enumerate(shares):
        wide = width / len(row)
        tones = [*map(_tone, row), -1]
        start = 0
        for column in range(1, len(tones)):
            if tones[column] == tones[start]:
                continue
            if tones[start] > 0:
                drawn += svg.tag(
                    "rect",
                    class_=f"heat-{tones[start]}",
                    fill=HEAT[tones[start]],
                    x=start * wide,
                    y=number * tall,
                    width=(column - start) * wide,
                    height=tall,
                )
            start = column
    return svg.tag("g", drawn, opacity=VEIL, shape_rendering="crispEdges") if drawn else ""


def _legend(width: float, high: float, language: str) -> str:
    """Five tones from fewer to more."""
    fewer, more = say(Message(_("fewer")), language), say(Message(_("more")), language)
    base = high + _LEGEND_PX - 10
    x = svg.width_of(fewer) + 8
    drawn = svg.text(fewer, 0, base)
    for tone in range(1, STEPS + 1):
        drawn += svg.tag(
            "rect",
            class_=f"heat-{tone} film-swatch",
            fill=HEAT[tone],
            stroke=ink.QUIET,
            x=x,
            y=base - 14,
            width=_SWATCH_PX,
            height=18,
        )
        x += _SWATCH_PX
    return drawn + svg.text(more, min(x + 8, width), base)
