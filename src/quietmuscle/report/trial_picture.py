"""The one picture of an experiment: its days with and without, and what may be the difference."""

from __future__ import annotations

import math
from dataclasses import dataclass

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.model.trial_answer import Effect
from quietmuscle.report import chart_ink as ink
from quietmuscle.report import svg
from quietmuscle.report.dates import number
from quietmuscle.report.trial_words import change_words
from quietmuscle.report.trial_words import of_ten

_LEFT, _RIGHT = 84.0, 316.0
_WIDTH = 328
_ROW = 44.0
_FIRST_ROW = 30.0
_AXIS = 118.0
_EFFECT = 186.0
_HEIGHT = 236
_LOW_RATIO, _HIGH_RATIO = 0.25, 4.0
_MOST_POINTS = 5.0
_SPREAD = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialPicture:
    """What is drawn: the values of the days of either side, and the effect if there is one."""

    with_it: tuple[float, ...]
    without_it: tuple[float, ...]
    effect: Effect | None
    alike_low: float
    alike_high: float


def trial_picture(drawn: TrialPicture, language: str, id_prefix: str) -> str:
    """A row of dots for each side with a stroke at its mean; below, the interval of the effect."""
    highest = max((*drawn.with_it, *drawn.without_it, 1.0))
    inside = []
    for place, (name, values) in enumerate(
        ((_("Without"), drawn.without_it), (_("With"), drawn.with_it))
    ):
        middle = _FIRST_ROW + place * _ROW
        inside.append(svg.text(say(Message(name), language), 0, middle + 5))
        inside += _dots(values, highest, middle)
    inside.append(_line((_LEFT, _AXIS), (_RIGHT, _AXIS), _AXIS_STROKE))
    for value, anchor, x in ((0.0, "start", _LEFT), (highest, "end", _RIGHT)):
        inside.append(svg.text(number(value, language), x, _AXIS + 18, anchor=anchor))
    height = _HEIGHT
    if drawn.effect is None:
        height = int(_AXIS + 30)
    else:
        inside += _interval(drawn, drawn.effect, language)
    spoken = svg.Spoken(
        title=say(Message(_("Days with and without")), language),
        words=_words(drawn, language),
        id_prefix=id_prefix,
    )
    return svg.picture(_WIDTH, height, "".join(inside), spoken)


def power_picture(halving: float, third: float, language: str, id_prefix: str) -> str:
    """Ten rings for a halving and ten for a drop of 30 %; those that would find it are filled."""
    inside = []
    rows = ((_("Halving"), halving), (_("30 % less"), third))
    for place, (name, chance) in enumerate(rows):
        y = 22.0 + place * 36
        inside.append(svg.text(say(Message(name), language), 0, y + 5))
        for ring in range(10):
            filled = ring < of_ten(chance)
            inside.append(
                svg.tag(
                    "circle",
                    class_="trial-found" if filled else "trial-missed",
                    cx=_LEFT + 12 + ring * 23.0,
                    cy=y,
                    r=8,
                    fill=ink.LINE if filled else "none",
                    stroke=ink.LINE,
                    stroke_width=2,
                )
            )
    spoken = svg.Spoken(
        title=say(Message(_("What it could find")), language),
        words=say(
            Message(
                _("Of ten experiments, {halving} would find a halving and {third} a drop of 30 %."),
                {"halving": of_ten(halving), "third": of_ten(third)},
            ),
            language,
        ),
        id_prefix=id_prefix,
    )
    return svg.picture(_WIDTH, 76, "".join(inside), spoken)


def _dots(values: tuple[float, ...], highest: float, middle: float) -> list[str]:
    """The days of one side, up and down a little so that none hides another; and their mean."""
    found = [
        svg.tag(
            "circle",
            class_="chart-dot",
            cx=_across(value, highest),
            cy=middle + (place % 3 - 1) * _SPREAD,
            r=4,
            fill="none",
            stroke=ink.SIGN,
            stroke_width=1.5,
        )
        for place, value in enumerate(values)
    ]
    if values:
        mean = _across(sum(values) / len(values), highest)
        found.append(_line((mean, middle - 14), (mean, middle + 14), _BROAD))
    return found


def _across(value: float, highest: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * value / highest


def _interval(drawn: TrialPicture, effect: Effect, language: str) -> list[str]:
    """From "better" on the left to "worse" on the right; what does not matter is shaded."""

    def place(value: float) -> float:
        if effect.is_ratio:
            kept = min(max(value, _LOW_RATIO), _HIGH_RATIO)
            share = math.log(kept / _LOW_RATIO) / math.log(_HIGH_RATIO / _LOW_RATIO)
        else:
            kept = min(max(value, -_MOST_POINTS), _MOST_POINTS)
            share = (kept + _MOST_POINTS) / (2 * _MOST_POINTS)
        return _LEFT + (_RIGHT - _LEFT) * share

    nothing = place(1.0 if effect.is_ratio else 0.0)
    low, high = place(drawn.alike_low), place(drawn.alike_high)
    return [
        svg.tag(
            "rect",
            class_="chart-band",
            x=low,
            y=_EFFECT - 16,
            width=high - low,
            height=32,
            fill=ink.BAND,
        ),
        _line((nothing, _EFFECT - 18), (nothing, _EFFECT + 18), _AXIS_STROKE),
        _line((place(effect.low_95), _EFFECT), (place(effect.high_95), _EFFECT), _THIN),
        _line((place(effect.low_80), _EFFECT), (place(effect.high_80), _EFFECT), _BROAD),
        svg.tag(
            "circle",
            class_="chart-over",
            cx=place(effect.middle),
            cy=_EFFECT,
            r=6,
            fill=ink.SIGN,
        ),
        svg.text(say(Message(_("Difference")), language), 0, _EFFECT + 5),
        svg.text(say(Message(_("better")), language), _LEFT, _EFFECT + 40),
        svg.text(say(Message(_("worse")), language), _RIGHT, _EFFECT + 40, anchor="end"),
    ]


@dataclass(frozen=True, slots=True)
class _Stroke:
    """How a line looks: its class on a page, and its ink and width where there is no sheet."""

    class_: str
    ink: str
    width: float = 2


_AXIS_STROKE = _Stroke("chart-axis", ink.QUIET)
_THIN = _Stroke("chart-line", ink.LINE)
_BROAD = _Stroke("chart-line", ink.LINE, 6)


def _line(start: tuple[float, float], end: tuple[float, float], stroke: _Stroke) -> str:
    return svg.tag(
        "line",
        class_=stroke.class_,
        x1=start[0],
        y1=start[1],
        x2=end[0],
        y2=end[1],
        stroke=stroke.ink,
        stroke_width=stroke.width,
    )


def _words(drawn: TrialPicture, language: str) -> str:
    """The picture in words, for who cannot see it."""
    sides = [
        say(
            Message(
                words,
                {
                    "days": len(values),
                    "mean": number(sum(values) / len(values) if values else 0.0, language),
                },
            ),
            language,
        )
        for words, values in (
            (_("{days} days without it, {mean} on average."), drawn.without_it),
            (_("{days} days with it, {mean} on average."), drawn.with_it),
        )
    ]
    if drawn.effect is not None:
        is_ratio = drawn.effect.is_ratio
        sides.append(
            say(
                Message(
                    _("The difference: {middle}, between {low} and {high}."),
                    {
                        "middle": change_words(drawn.effect.middle, language, is_ratio=is_ratio),
                        "low": change_words(drawn.effect.low_95, language, is_ratio=is_ratio),
                        "high": change_words(drawn.effect.high_95, language, is_ratio=is_ratio),
                    },
                ),
                language,
            )
        )
    return " ".join(sides)
