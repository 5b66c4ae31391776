"""Pictures of a measurement: its time line, and for a video where in the picture it twitched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.report import chart_ink as ink
from quietmuscle.report import svg
from quietmuscle.report.measured_words import moment_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

    from quietmuscle.model.corrected import ShownEvent
    from quietmuscle.model.kept_measurement import LeftOut

_SIDE_PX = 14
_TWITCH_Y, _OTHER_Y, _AXIS_Y = 38, 74, 96
_HIGH_PX = 122
_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400)
MOST_MARKS = 1200
"""More marks than pixels show nothing: of each pixel the first is drawn."""


def timeline(  # noqa: PLR0913 - each part of the drawing is an argument
    events: tuple[ShownEvent, ...],
    duration_s: float,
    *,
    width_px: int,
    language: str,
    id_prefix: str,
    left_out: tuple[LeftOut, ...] = (),
) -> str:
    """All events on the line of time: twitches in a row of their own, the rest beneath.

    Filled marks count as twitches. A cross is what the person took out, a
    diamond what the person put in; a band is a stretch that is left out.
    """
    right = width_px - _SIDE_PX
    span = max(duration_s, 1e-9)

    def x(at_s: float) -> float:
        return _SIDE_PX + min(1.0, max(0.0, at_s / span)) * (right - _SIDE_PX)

    twitches = [one for one in events if one.is_twitch]
    taken_out = [one for one in events if _is_taken_out(one)]
    others = [one for one in events if not one.is_twitch and not _is_taken_out(one)]
    drawn = _bands(x, left_out)
    drawn += svg.text(say(Message(_("Twitches")), language), _SIDE_PX, 16)
    drawn += svg.text(say(Message(_("Everything else")), language), _SIDE_PX, 60)
    axis = f"M{_SIDE_PX} {_AXIS_Y}H{right}"
    for at_s in _ticks(duration_s, width_px):
        axis += f"M{svg.shown(x(at_s))} {_AXIS_Y}v5"
        drawn += svg.text(_tick_words(at_s), x(at_s), _AXIS_Y + 20, anchor=_anchor(x(at_s), right))
    drawn += svg.tag("path", class_="chart-axis", stroke=ink.QUIET, d=axis, fill="none")
    lines = "".join(
        f"M{svg.shown(at)} {_OTHER_Y - 6}v12" for at in _places(x(one.onset_s) for one in others)
    )
    if lines:
        drawn += svg.tag("path", class_="chart-missing", stroke=ink.QUIET, d=lines, fill="none")
    drawn += _marks(x, twitches, taken_out)
    words = Message(
        _("{twitches} marks for twitches and {others} for everything else, from 0:00 to {end}."),
        {
            "twitches": len(twitches),
            "others": len(others) + len(taken_out),
            "end": moment_words(duration_s),
        },
    )
    return svg.picture(
        width_px,
        _HIGH_PX,
        drawn,
        svg.Spoken(
            title=say(Message(_("When it twitched")), language),
            words=say(words, language),
            id_prefix=id_prefix,
        ),
    )


def picture_places(
    events: tuple[ShownEvent, ...],
    picture_px: tuple[int, int],
    *,
    width_px: int,
    language: str,
    id_prefix: str,
) -> str:
    """A video's frame with a ring where each twitch was; empty where none has a place."""
    placed = [
        one.machine.location_px
        for one in events
        if one.is_twitch and one.machine is not None and one.machine.location_px is not None
    ]
    if not placed:
        return ""
    scale = width_px / picture_px[0]
    high = max(60.0, picture_px[1] * scale)
    drawn = svg.tag(
        "rect",
        class_="chart-axis",
        x=1,
        y=1,
        width=width_px - 2,
        height=high - 2,
        fill="none",
        stroke=ink.QUIET,
    )
    drawn += "".join(
        svg.tag(
            "circle",
            class_="measured-ring",
            cx=float(x * scale),
            cy=float(y * scale),
            r=9,
            fill="none",
            stroke=ink.LINE,
            stroke_width=3,
        )
        for x, y in placed[:MOST_MARKS]
    )
    return svg.picture(
        width_px,
        round(high),
        drawn,
        svg.Spoken(
            title=say(Message(_("Where in the picture")), language),
            words=say(
                Message(
                    _("The frame is the picture of the film; {count} ring where it twitched."),
                    plural=_(
                        "The frame is the picture of the film; {count} rings where it twitched."
                    ),
                    count=len(placed),
                ),
                language,
            ),
            id_prefix=id_prefix,
        ),
    )


def _bands(x: Callable[[float], float], left_out: tuple[LeftOut, ...]) -> str:
    """What is left out: a pale band with edges, which also who sees no colours can tell."""
    drawn = "".join(
        svg.tag(
            "rect",
            class_="measured-out",
            x=x(each.start_s),
            y=22,
            width=max(1.0, x(each.stop_s) - x(each.start_s)),
            height=_AXIS_Y - 22,
            fill=ink.BAND,
        )
        for each in left_out
    )
    edges = "".join(
        f"M{svg.shown(x(at_s))} 22V{_AXIS_Y}"
        for each in left_out
        for at_s in (each.start_s, each.stop_s)
    )
    if edges:
        drawn += svg.tag("path", class_="chart-missing", stroke=ink.QUIET, d=edges, fill="none")
    return drawn


def _marks(
    x: Callable[[float], float], twitches: list[ShownEvent], taken_out: list[ShownEvent]
) -> str:
    found = [one for one in twitches if one.machine is not None]
    added = [one for one in twitches if one.machine is None]
    drawn = "".join(
        svg.tag("circle", class_="chart-bar", cx=at, cy=_TWITCH_Y, r=5, fill=ink.LINE)
        for at in _places(x(one.onset_s) for one in found)
    )
    diamonds = "".join(
        f"M{svg.shown(x(one.onset_s))} {_TWITCH_Y - 7}l6 7l-6 7l-6 -7z" for one in added
    )
    crosses = "".join(
        f"M{svg.shown(x(one.onset_s) - 4)} {_TWITCH_Y - 4}l8 8m-8 0l8 -8" for one in taken_out
    )
    if diamonds:
        drawn += svg.tag("path", class_="chart-bar", fill=ink.LINE, d=diamonds)
    if crosses:
        drawn += svg.tag(
            "path", class_="chart-dot", stroke=ink.SIGN, stroke_width=2, fill="none", d=crosses
        )
    return drawn


def _is_taken_out(one: ShownEvent) -> bool:
    return one.correction is not None and not one.is_twitch and not one.is_left_out


def _places(places: Iterable[float]) -> list[float]:
    """Places to half a pixel, each once."""
    return sorted({round(at * 2) / 2 for at in places})[:MOST_MARKS]


def _ticks(duration_s: float, width_px: int) -> list[float]:
    """Round moments, about one for every 70 pixels."""
    most = max(2, width_px // 70)
    step = next((step for step in _STEPS_S if duration_s / step <= most), 28_800)
    return [float(step * number) for number in range(int(duration_s / step) + 1)]


def _anchor(at: float, right: float) -> str:
    """Where words stand by a tick, so that those at the ends stay in the picture."""
    if at < _SIDE_PX + 12:
        return "start"
    return "end" if at > right - 12 else "middle"


def _tick_words(at_s: float) -> str:
    minutes, seconds = divmod(round(at_s), 60)
    return f"{minutes}:{seconds:02d}"
