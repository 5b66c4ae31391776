"""The steps of how a twitch arises as pictures and tables."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from math import ceil
from math import floor
from math import log10
from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.flow import why
from quietmuscle.flow.why_answers import FeltAnswer
from quietmuscle.flow.why_answers import FibreAnswer
from quietmuscle.flow.why_answers import MembraneAnswer
from quietmuscle.flow.why_answers import ReflexAnswer
from quietmuscle.report.line_chart import LineChart
from quietmuscle.report.line_chart import LineRow
from quietmuscle.report.tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from quietmuscle.flow.truth_and_found import TruthAndFound
    from quietmuscle.flow.why_answers import Line

POTENTIAL_MV = (-100.0, 60.0)
PUSHED_AT_MS = 200.0
LOOK_MS = (-50.0, 300.0)
FIRES_MV = 20.0
WEAKER_MV = 5.0
"""Less than so much is not seen in the picture."""
THOUSANDTHS_S = _("thousandths of a second")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A step's answer on a page: sentences by their facts, pictures, and a table of each.

    `is_pair` says that two pictures are to be seen side by side; `note` stands under
    the first. `is_whole` is False while a part of the answer is still to be had.
    """

    codes: tuple[str, ...]
    charts: tuple[LineChart, ...]
    tables: tuple[Table, ...]
    is_pair: bool = False
    note: Message | None = None
    is_whole: bool = True


def shown(
    step: str,
    values: tuple[float, ...],
    language: str,
    felt_and_seen: Callable[..., FeltAnswer] = why.felt_and_seen,
) -> Shown:
    """What a step answers to these positions of its sliders; the last one by `felt_and_seen`.

    `why.as_recorded` in its place answers sooner, with what was recorded alone.
    """
    if step == "healthy":
        return _fibre(why.healthy(*values), language)
    if step == "myelin_lost":
        return _fibre(why.myelin_lost(*values), language)
    if step == "remodelled":
        return _membrane(why.remodelled(*values), language)
    if step == "reflex":
        return _reflex(why.reflex(*values), language)
    return _felt(felt_and_seen(*values), language)


def _row(line: Line, label: Message, low: float, high: float) -> LineRow:
    return LineRow(label=label, points=line.points, low=low, high=high)


def _voltage(label: Message, points: tuple[tuple[float, float], ...], rest_mv: float) -> LineRow:
    """A voltage over time, with words for its rest and for an impulse in place of numbers."""
    return LineRow(
        label=label,
        points=points,
        low=POTENTIAL_MV[0],
        high=POTENTIAL_MV[1],
        names=((rest_mv, Message(_("rest"))), (FIRES_MV, Message(_("fires")))),
    )


def _fibre(found: FibreAnswer, language: str) -> Shown:
    last_ms = found.passed[-1][1] if found.passed else 1.0
    end_ms = min(found.lines[0].points[-1][0], ceil(last_ms) + 1.0)
    rest_mv = found.lines[0].points[0][1]
    labels = (
        (_("Near the spinal cord"), _("In the middle"), _("Near the muscle"))
        if found.damaged_mm is None
        else (
            _("Before the bare stretch"),
            _("At a gap of the bare stretch"),
            _("Behind it, to the muscle"),
        )
    )
    if found.told.gets_through:
        words = _("The voltage at three places of the fibre: it rises at each, one by one.")
    else:
        words = _("The voltage at three places of the fibre: the impulse does not reach the last.")
    pushed = LineChart(
        title=Message(_("Pushed once")),
        words=Message(words),
        x_label=Message(THOUSANDTHS_S),
        begin=0.0,
        end=end_ms,
        rows=tuple(
            _voltage(Message(label), _until(line, end_ms), rest_mv)
            for line, label in zip(found.lines, labels, strict=True)
        ),
    )
    rows = tuple((f"{mm:.1f}", f"{ms:.2f}") for mm, ms in found.passed)
    table = Table(
        title=say(Message(_("Where the impulse came by, and when")), language),
        columns=(
            say(Message(_("Millimetres along the fibre")), language),
            say(Message(_("Thousandths of a second")), language),
        ),
        rows=rows,
    )
    if found.alone is None:
        return Shown(codes=found.codes, charts=(pushed, _way(found, end_ms)), tables=(table,))
    alone = LineChart(
        title=Message(_("Left alone: nobody pushes")),
        words=Message(_("The voltage at the same gap stays at rest; nothing fires.")),
        x_label=Message(THOUSANDTHS_S),
        begin=0.0,
        end=end_ms,
        rows=(_voltage(Message(labels[1]), _until(found.alone, end_ms), rest_mv),),
    )
    return Shown(
        codes=found.codes,
        charts=(pushed, alone),
        tables=(table, _alone_table(found.alone, found, language)),
        is_pair=True,
        note=Message(_ONLY_PUSHED_WEAK if _is_weak(found) else _ONLY_PUSHED),
    )


_ONLY_PUSHED = _(
    "No gap begins by itself: each waits for the push of the one before it. Those of the bare "
    "stretch, too."
)
_ONLY_PUSHED_WEAK = _(
    "The rise at the gap of the bare stretch did not begin there. The gap has gates, but it waited "
    "for the push of its neighbour; and so much leaks out beside it that the rise stays lower."
)


def _is_weak(found: FibreAnswer) -> bool:
    """Whether the voltage at the gap of the bare stretch stays lower than before it."""
    before, within = (max(mv for _ms, mv in line.points) for line in found.lines[:2])
    return within < before - WEAKER_MV


def _until(line: Line, end_ms: float) -> tuple[tuple[float, float], ...]:
    return tuple(each for each in line.points if each[0] <= end_ms)


def _alone_table(alone: Line, found: FibreAnswer, language: str) -> Table:
    """The highest voltage at the gap of the bare stretch, pushed and left alone."""
    within = found.lines[1]
    return Table(
        title=say(Message(_("Highest voltage at the gap of the bare stretch")), language),
        columns=(
            say(Message(_("The fibre is")), language),
            say(Message(_("Thousandths of a volt")), language),
        ),
        rows=tuple(
            (say(Message(name), language), f"{max(at for _ms, at in line.points):.1f}")
            for name, line in ((_("pushed once"), within), (_("left alone"), alone))
        ),
    )


def _way(found: FibreAnswer, end_ms: float) -> LineChart:
    """When the impulse came by each place along the fibre."""
    return LineChart(
        title=Message(_("The way of the impulse")),
        words=Message(_("When it came by each place: the flatter the line, the faster.")),
        x_label=Message(_("millimetres along the fibre")),
        begin=0.0,
        end=found.length_mm,
        rows=(
            LineRow(
                label=Message(_("When it came by, in thousandths of a second")),
                points=found.passed,
                low=0.0,
                high=end_ms,
            ),
        ),
    )


def _membrane(found: MembraneAnswer, language: str) -> Shown:
    points = tuple((at - PUSHED_AT_MS, each) for at, each in found.lines[0].points)
    pushed = LineChart(
        title=Message(_("Pushed once")),
        words=Message(_("Whether the bare piece rests or fires; it is pushed once, at the bar.")),
        x_label=Message(_("thousandths of a second after the push")),
        begin=LOOK_MS[0],
        end=LOOK_MS[1],
        rows=(
            LineRow(label=Message(_("The push")), marks=(0.0,)),
            _voltage(
                Message(_("The bare piece: at rest, or firing")),
                tuple(each for each in points if LOOK_MS[0] <= each[0] <= LOOK_MS[1]),
                points[0][1],
            ),
        ),
    )
    alone = LineChart(
        title=Message(_("Left alone: only small random pushes")),
        words=Message(_("Each bar is a moment at which it began to fire without our push.")),
        x_label=Message(_("seconds")),
        begin=0.0,
        end=why.LISTEN_MS / 1000,
        rows=(
            LineRow(
                label=Message(
                    _("Begins to fire")
                    if found.twitches_s
                    else _("It never began to fire in 20 seconds")
                ),
                marks=found.twitches_s,
            ),
        ),
    )
    title = say(Message(_("When it began to fire, left alone for 20 seconds")), language)
    return Shown(
        codes=found.codes,
        charts=(pushed, alone),
        tables=(_moments(title, found.twitches_s, language),),
        is_pair=True,
    )


def _moments(title: str, times_s: tuple[float, ...], language: str) -> Table:
    """Moments of a recording, counted."""
    rows = tuple((str(number), f"{at:.2f}") for number, at in enumerate(times_s, 1))
    return Table(
        title=title,
        columns=(say(Message(_("Number")), language), say(Message(_("Second")), language)),
        rows=rows or ((say(Message(_("never")), language), "–"),),
    )


def _reflex(found: ReflexAnswer, language: str) -> Shown:
    highest = max(30.0, *(abs(value) for line in found.lines for _at, value in line.points))
    pressed, touched = found.lines
    charts = (
        LineChart(
            title=Message(_("The foot is pressed up for two seconds")),
            words=Message(_("The angle of the ankle: it rises with the press; waves are a beat.")),
            x_label=Message(_("seconds")),
            begin=0.0,
            end=pressed.points[-1][0],
            rows=(_row(pressed, Message(_("Ankle, in degrees")), -highest, highest),),
        ),
        LineChart(
            title=Message(_("The skin is touched for a moment")),
            words=Message(
                _("The angle of the ankle, and a bar for each time that one nerve cell fired.")
            ),
            x_label=Message(_("seconds")),
            begin=0.0,
            end=touched.points[-1][0],
            rows=(
                _row(touched, Message(_("Ankle, in degrees")), -highest, highest),
                LineRow(label=Message(_("One nerve cell fires")), marks=found.first_cell_s),
            ),
        ),
    )
    beat = found.pressed.beat_hz
    train = found.touched.train_hz
    none = say(Message(_("none")), language)
    table = Table(
        title=say(Message(_("What the muscle did")), language),
        columns=(say(Message(_("What")), language), say(Message(_("How much")), language)),
        rows=(
            (
                say(Message(_("Beats a second while pressed")), language),
                none if beat is None else f"{beat:.1f}",
            ),
            (
                say(Message(_("Seconds that it went on after the touch")), language),
                f"{found.touched.outlasts_s:.1f}",
            ),
            (
                say(Message(_("How often the nerve cell fired then, a second")), language),
                none if train is None else f"{train:.1f}",
            ),
        ),
    )
    return Shown(codes=found.codes, charts=charts, tables=(table,))


def _felt(found: FeltAnswer, language: str) -> Shown:
    electrodes, phone = found.lines
    beside = found.beside
    looked_for = Message(_("Not looked for yet"))
    chart = LineChart(
        title=Message(_("What was recorded, and what was found")),
        words=Message(
            _(
                "Twenty seconds of a made recording: when it truly twitched, what electrodes and a "
                "phone recorded, and where our program found a twitch."
            )
        ),
        x_label=Message(_("seconds")),
        begin=0.0,
        end=why.RECORD_S,
        rows=(
            LineRow(label=Message(_("When it truly twitched")), marks=found.true_s),
            _row(
                electrodes, Message(_("Electrodes, in millionths of a volt")), *around(electrodes)
            ),
            LineRow(
                label=Message(_("Found by electrodes")) if beside else looked_for,
                marks=beside.electrodes.onsets_s if beside else (),
            ),
            replace(
                _row(phone, Message(_("How the phone is shaken")), *around(phone)),
                names=((0.0, Message(_("still"))),),
            ),
            LineRow(
                label=Message(_("Found by the phone")) if beside else looked_for,
                marks=beside.phone.onsets_s if beside else (),
            ),
        ),
        guides=found.true_s,
    )
    return Shown(
        codes=found.codes,
        charts=(chart,),
        tables=(
            *(() if beside is None else (_found_table(beside, language),)),
            _moments(say(Message(_("When it truly twitched")), language), found.true_s, language),
        ),
        note=Message(
            _(
                "The thin lines show where it truly twitched. Where the eye sees nothing in a "
                "curve, the program may still find a twitch: it looks for its shape, and in each "
                "direction that the phone is shaken in."
            )
        ),
        is_whole=beside is not None,
    )


def _found_table(beside: TruthAndFound, language: str) -> Table:
    """How what was told fits the truth."""
    return Table(
        title=say(Message(_("Found beside the truth")), language),
        columns=tuple(
            say(Message(words), language)
            for words in (_("With"), _("Found"), _("Missed"), _("Taken for one"))
        ),
        rows=tuple(
            (say(Message(name), language), str(each.right), str(each.missed), str(each.wrong))
            for name, each in (
                (_("Electrodes"), beside.electrodes),
                (_("Phone"), beside.phone),
            )
        ),
    )


def around(line: Line) -> tuple[float, float]:
    """A range around zero that holds the whole line, with a round number at its ends."""
    largest = max(abs(value) for _at, value in line.points)
    power = 10.0 ** floor(log10(max(largest, 1e-9)))
    end = next(each * power for each in (1, 2, 5, 10) if each * power >= largest)
    return -end, end
