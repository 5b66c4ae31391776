"""The body on the page for the neurologist: pictures alone, and the words beside them.

On paper the picture is small. So its words are no part of it: the template sets
them as text, in a size that can be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import say
from quietmuscle.report.body import WHOLE_BODY
from quietmuscle.report.heat_map import FIGURE
from quietmuscle.report.heat_map import HEAT
from quietmuscle.report.heat_map import LEGEND
from quietmuscle.report.heat_map import SOMEWHERE
from quietmuscle.report.heat_map import Tints
from quietmuscle.report.heat_map import figure
from quietmuscle.report.heat_map import figure_names
from quietmuscle.report.heat_map import insets_shown
from quietmuscle.report.heat_map import nested
from quietmuscle.report.heat_map import tones_shown
from quietmuscle.report.window import Box

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quietmuscle.model.query import SiteCount


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A small picture of the face, a hand or a foot, and its name."""

    picture: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tone:
    """A colour of the picture and what it means."""

    colour: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperBody:
    """The body from front and back, what stands over it, the places beside it, its colours."""

    figures: str
    over: tuple[str, ...]
    insets: tuple[Named, ...]
    title: str
    tones: tuple[Tone, ...]


def paper_body(counts: Iterable[SiteCount], language: str) -> PaperBody:
    """The pictures and words of the body for paper; pictures are SVG without any words."""
    tints = Tints.of(counts)
    figures = "".join(
        figure(view, tints, number * FIGURE, 0) for number, view in enumerate(WHOLE_BODY)
    )
    tones = [
        Tone(colour=HEAT[tone], words=say(words, language)) for tone, words in tones_shown(tints)
    ]
    if tints.regions_of_sites:
        tones.append(Tone(colour=HEAT[0], words=say(Message(SOMEWHERE), language)))
    return PaperBody(
        figures=_svg(figures, FIGURE * len(WHOLE_BODY), 2 * FIGURE),
        over=tuple(say(name, language) for view in WHOLE_BODY for name in figure_names(view)),
        insets=tuple(
            Named(
                picture=_svg(
                    nested(
                        drawn, tints, drawn.places, Box(0, 0, drawn.box.width, drawn.box.height)
                    ),
                    drawn.box.width,
                    drawn.box.height,
                ),
                name=say(name, language),
            )
            for drawn, name in insets_shown(tints)
        ),
        title=say(Message(LEGEND), language),
        tones=tuple(tones),
    )


def _svg(inside: str, width: float, height: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}">{inside}</svg>'
    )
