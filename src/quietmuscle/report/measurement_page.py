"""One measurement as a page of its own: sentences, a time line, and a table of events.

The page is a single file without scripts and without anything from elsewhere.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.model.measurement import EventKind
from quietmuscle.report.measured_words import event_words
from quietmuscle.report.measured_words import size_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quietmuscle.model.measurement import Event

WIDTH, ROW, LEFT, TOP = 1000, 26, 150, 10
MOST_ROWS = 30
MOST_EVENTS = 2000
"""A page with more rows is slow to open; the table as CSV holds them all."""
STYLE = (
    "body{font:18px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;"
    "color:#1d2429;background:#fff}svg{width:100%;height:auto}table{border-collapse:collapse;"
    "width:100%;font-size:16px}th,td{text-align:left;padding:.25rem .6rem;"
    "border-bottom:1px solid #8888}text{font:14px system-ui,sans-serif;fill:currentColor}"
    ".t{stroke:#1b6e8c;stroke-width:2.5}.o{stroke:#8a8f94;stroke-width:1.5}.s{fill:#8a8f9455}"
    "@media(prefers-color-scheme:dark){body{color:#e8eaec;background:#15191c}"
    ".t{stroke:#6cc4e4}}"
)


def measurement_page(
    title: str, lines: Sequence[str], events: Sequence[Event], duration_s: float, language: str
) -> str:
    """The page as HTML: what is said of a recording, and its events in time.

    Parameters
    ----------
    title
        The name of the file.
    lines
        Sentences in the reader's language, in order.
    events
        All events; long tables are cut, and say so.
    """
    said = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body><main>"
        f"<h1>{escape(title)}</h1>{said}{_time_line(events, duration_s, language)}"
        f"{_table(events, language)}</main></body></html>\n"
    )


def _row_name(event: Event, language: str) -> str:
    """What a row of the time line stands for: a unit that twitches, or a kind of event."""
    if event.kind is EventKind.FASCICULATION:
        if event.unit_id is None:
            return say(Message(_("twitches")), language)
        return say(Message(_("twitches, shape {unit}"), {"unit": event.unit_id}), language)
    return say(event_words(event), language)


def _time_line(events: Sequence[Event], duration_s: float, language: str) -> str:
    """Each event as a mark in the row of its unit or kind; long ones as a bar."""
    rows: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda each: each.kind is not EventKind.FASCICULATION):
        rows.setdefault(_row_name(event, language), []).append(event)
    scale = (WIDTH - LEFT - 10) / max(duration_s, 1e-9)
    parts = []
    for number, (name, members) in enumerate(list(rows.items())[:MOST_ROWS]):
        top = TOP + number * ROW
        parts.append(f'<text x="0" y="{top + 16}">{escape(name)}</text>')
        for event in members:
            x = LEFT + event.onset_s * scale
            wide = event.duration_s * scale
            look = "t" if event.kind is EventKind.FASCICULATION else "o"
            if wide > 3:
                parts.append(
                    f'<rect class="s" x="{x:.1f}" y="{top + 3}" width="{wide:.1f}" height="16"/>'
                )
            parts.append(f'<path class="{look}" d="M{x:.1f} {top + 3}v16"/>')
    bottom = TOP + max(1, min(len(rows), MOST_ROWS)) * ROW
    parts.append(f'<path class="o" d="M{LEFT} {bottom}H{WIDTH - 10}"/>')
    for quarter in range(5):
        x = LEFT + quarter * (WIDTH - LEFT - 10) / 4
        at = duration_s * quarter / 4
        parts.append(f'<text x="{x:.0f}" y="{bottom + 20}" text-anchor="middle">{at:.1f} s</text>')
    label = escape(say(Message(_("Events in time")), language))
    return (
        f'<svg viewBox="0 0 {WIDTH} {bottom + 30}" role="img" aria-label="{label}">'
        + "".join(parts)
        + "</svg>"
    )


def _table(events: Sequence[Event], language: str) -> str:
    """The events one by one."""
    if not events:
        return ""
    heads = (
        _("Time (s)"),
        _("Length (ms)"),
        _("What"),
        _("How sure"),
        _("Size"),
        _("Shape"),
        _("Channel"),
    )
    head = "".join(f'<th scope="col">{escape(say(Message(each), language))}</th>' for each in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in _cells(event, language)) + "</tr>"
        for event in events[:MOST_EVENTS]
    )
    cut = ""
    if len(events) > MOST_EVENTS:
        sentence = Message(
            _("Here are the first {shown} of {all} events; --csv writes them all."),
            {"shown": MOST_EVENTS, "all": len(events)},
        )
        cut = f"<p>{escape(say(sentence, language))}</p>"
    return f"{cut}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cells(event: Event, language: str) -> tuple[str, ...]:
    size = ""
    if event.amplitude is not None:
        size = say(size_words(event.amplitude, event.amplitude_unit), language)
    return (
        f"{event.onset_s:.3f}",
        f"{1000 * event.duration_s:.0f}",
        say(event_words(event), language),
        f"{100 * event.confidence:.0f} %",
        size,
        "" if event.unit_id is None else str(event.unit_id),
        event.channel or "",
    )
