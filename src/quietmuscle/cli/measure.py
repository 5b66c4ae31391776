"""Recordings on the command line: twitches with their rate, and what else is in them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.cli.bench import answer
from quietmuscle.cli.bench import json_option
from quietmuscle.cli.bench import refusals

if TYPE_CHECKING:
    from quietmuscle.flow.measure import MeasuredFile

NAMES = ("emg", "accel", "video", "ultrasound")
GRAVITY_MS2 = 9.80665
MOST_TRAINS = 12


@click.command("measure")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--modality", type=click.Choice(NAMES), help="What it was recorded with.")
@click.option("--rate", "rate_hz", type=float, help="Samples a second, if the file is silent.")
@click.option("--unit", help="The unit of the samples, such as uV, mV, m/s2 or g.")
@click.option(
    "--control",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The same phone on a table (accel).",
)
@json_option
def measure(  # noqa: PLR0913 - what is known of the file
    *,
    file: Path,
    modality: str | None,
    rate_hz: float | None,
    unit: str | None,
    control: Path | None,
    as_json: bool,
) -> None:
    """Measure the twitches in a recording.

    FILE may be of electrodes (EDF, BDF, WFDB, CSV, TSV, NPY, NPZ), of a phone
    that lay on the muscle (a table or ZIP of three axes), or a film. A rate is
    no diagnosis, and a recording without twitches does not rule them out.
    """
    with refusals():
        from quietmuscle.flow.measure import measure_file
        from quietmuscle.model.recording import Modality

        found = measure_file(
            file,
            modality=None if modality is None else Modality(modality),
            rate_hz=rate_hz,
            unit=unit,
            control=control,
        )
    answer(found, as_json=as_json, words=lambda: "\n".join(_lines(found)))


def _lines(found: MeasuredFile) -> list[str]:
    summary = found.summary
    lines = [
        say(
            Message(
                _("{file}: {duration} s, of which {usable} s can be used."),
                {
                    "file": found.file,
                    "duration": f"{found.duration_s:.1f}",
                    "usable": f"{found.usable_s:.1f}",
                },
            )
        )
    ]
    if summary.rate_per_min is None or summary.rate_interval_95 is None:
        lines.append(say(Message(_("Twitches could not be measured in it."))))
    else:
        low, high = summary.rate_interval_95
        lines.append(say(Message(_("Fasciculations: {count}."), {"count": summary.fasciculations})))
        figures = {
            "rate": f"{summary.rate_per_min:.1f}",
            "low": f"{low:.1f}",
            "high": f"{high:.1f}",
        }
        if summary.distinct_units is None:
            sentence = _("{rate} a minute (95 % interval {low} to {high}).")
        else:
            sentence = _("{rate} a minute (95 % interval {low} to {high}), of {units} shapes.")
        lines.append(say(Message(sentence, {**figures, "units": summary.distinct_units})))
    if summary.smallest_detectable is not None:
        smallest = _size(summary.smallest_detectable, summary.smallest_detectable_unit)
        lines.append(
            say(Message(_("The smallest that could be seen: about {size}."), {"size": smallest}))
        )
    lines += [
        say(
            Message(
                _(
                    "Steady firing: {rate} a second from {start} to {stop} s, "
                    "intervals vary by {variation} %."
                ),
                {
                    "rate": f"{train.rate_hz:.1f}",
                    "start": f"{train.start_s:.1f}",
                    "stop": f"{train.stop_s:.1f}",
                    "variation": f"{100 * train.variation:.0f}",
                },
            )
        )
        for train in summary.firing[:MOST_TRAINS]
    ]
    others = Counter(
        str(event.detail or event.kind) for event in found.events if event.kind != "fasciculation"
    )
    if others:
        named = ", ".join(f"{name} {count}" for name, count in sorted(others.items()))
        lines.append(say(Message(_("Not counted as twitches: {others}."), {"others": named})))
    if found.quality:
        lines.append(
            say(Message(_("To be known of it: {codes}."), {"codes": ", ".join(found.quality)}))
        )
    if found.modality == "accel":
        lines.append(
            say(
                Message(
                    _(
                        "A phone feels large twitches near the skin. Small ones, and those "
                        "deep in the muscle, it does not feel."
                    )
                )
            )
        )
    lines += [say(remark) for remark in found.remarks]
    lines.append(say(Message(_("A rate is no diagnosis, and no twitch seen is no proof of none."))))
    return lines


def _size(value: float, unit: str | None) -> str:
    """A size for people; accelerations as thousandths of the pull of the earth."""
    if unit == "m/s2":
        return f"{1000 * value / GRAVITY_MS2:.0f} mg ({value:.2f} m/s²)"
    return f"{value:.0f} {unit}"
