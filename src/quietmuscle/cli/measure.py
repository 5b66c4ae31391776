"""Recordings on the command line: twitches with their rate, and what else is in them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quietmuscle.base.text import SOURCE_LANGUAGE
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.cli.bench import Bench
from quietmuscle.cli.bench import Refusal
from quietmuscle.cli.bench import Tools
from quietmuscle.cli.bench import answer
from quietmuscle.cli.bench import folder_option
from quietmuscle.cli.bench import json_option
from quietmuscle.cli.bench import opened
from quietmuscle.cli.bench import pass_tools
from quietmuscle.cli.measured_files import Known
from quietmuscle.cli.measured_files import Wanted
from quietmuscle.cli.measured_files import measure_all
from quietmuscle.cli.measured_files import output_options
from quietmuscle.cli.reading import read_when

if TYPE_CHECKING:
    from quietmuscle.flow.measure import MeasuredFile
    from quietmuscle.flow.measure_and_keep import KeptFile

NAMES = ("emg", "accel", "video", "ultrasound")
POSTURES = ("lying", "sitting", "standing")
GRAVITY_MS2 = 9.80665
MOST_TRAINS = 12


@click.command("measure")
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
)
@click.option("--modality", type=click.Choice(NAMES), help="What it was recorded with.")
@click.option("--rate", "rate_hz", type=float, help="Samples a second, if the file is silent.")
@click.option("--unit", help="The unit of the samples, such as uV, mV, m/s2 or g.")
@click.option(
    "--control",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The same phone on a table (accel).",
)
@click.option("--keep", is_flag=True, help="Keep the numbers in the diary.")
@click.option("--keep-recording", is_flag=True, help="Keep the file itself there, too.")
@click.option("--site", "sites", multiple=True, help="Where it was measured, such as calf.left.")
@click.option("--when", help="When it was, such as yesterday or 2026-11-20T14:05; now if not told.")
@click.option("--note", default="", help="Anything in your own words.")
@click.option(
    "--posture", type=click.Choice(POSTURES), help="How you were: only the same is compared."
)
@output_options
@folder_option
@json_option
@pass_tools
def measure(  # noqa: PLR0913 - what is known of the file
    tools: Tools,
    *,
    files: tuple[Path, ...],
    modality: str | None,
    rate_hz: float | None,
    unit: str | None,
    control: Path | None,
    csv_file: Path | None,
    summary: Path | None,
    annotate: Path | None,
    report: Path | None,
    keep: bool,
    keep_recording: bool,
    sites: tuple[str, ...],
    when: str | None,
    note: str,
    posture: str | None,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Measure the twitches in a recording.

    FILE may be of electrodes (EDF, BDF, WFDB, CSV, TSV, NPY, NPZ), of a phone
    that lay on the muscle (a table or ZIP of three axes), or a film. A rate is
    no diagnosis, and a recording without twitches does not rule them out.
    With --keep it goes into the diary; JSON then holds its id beside it.

    Many files are measured on several cores; with --json the answer is then a
    list. One that cannot be read does not stop the others; the exit code is 2.
    """
    wanted = Wanted(csv=csv_file, summary=summary, annotate=annotate, report=report)
    if keep or keep_recording:
        file = _only(files, wanted)
        with opened(tools, folder) as bench:
            kept = _kept(
                bench,
                file,
                control,
                Told(
                    modality=modality,
                    rate_hz=rate_hz,
                    unit=unit,
                    sites=sites,
                    when=when,
                    note=note,
                    posture=posture,
                ),
                keep_recording=keep_recording,
            )
        answer(kept, as_json=as_json, words=lambda: "\n".join(_kept_lines(kept)))
        return
    from quietmuscle.model.recording import Modality

    sort = None if modality is None else Modality(modality)
    known = Known(modality=sort, rate_hz=rate_hz, unit=unit, control=control)
    measure_all(files, known, wanted, _lines, as_json=as_json)


def _only(files: tuple[Path, ...], wanted: Wanted) -> Path:
    """The one file that is to be kept."""
    if len(files) > 1 or wanted.any:
        raise Refusal(say(Message(_("--keep takes one recording, and writes nothing beside it."))))
    return files[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the command line tells of a recording, as it was typed."""

    modality: str | None
    rate_hz: float | None
    unit: str | None
    sites: tuple[str, ...]
    when: str | None
    note: str
    posture: str | None


def _kept(
    bench: Bench, file: Path, control: Path | None, told: Told, *, keep_recording: bool
) -> KeptFile:
    from quietmuscle.flow.measure_and_keep import measure_and_keep
    from quietmuscle.flow.measurements import moment_of
    from quietmuscle.model.kept_measurement import Posture
    from quietmuscle.model.recording import Modality
    from quietmuscle.model.site import read_site

    meant = read_when(told.when or "now", bench.here())
    return measure_and_keep(
        bench.workspace,
        file,
        moment=moment_of(bench.workspace, instant_utc=meant.instant_utc, day=meant.day, zone=None),
        sites=tuple(dict.fromkeys(map(read_site, told.sites))),
        modality=None if told.modality is None else Modality(told.modality),
        rate_hz=told.rate_hz,
        unit=told.unit,
        control=control,
        note=told.note,
        posture=None if told.posture is None else Posture(told.posture),
        keep_recording=keep_recording,
    )


def _kept_lines(kept: KeptFile) -> list[str]:
    words = (
        _("Kept in the diary with its recording, under {id}.")
        if kept.recording_is_kept
        else _("Kept in the diary under {id}: its numbers, not the recording.")
    )
    from quietmuscle.report.measured_change import change_words

    changed = [say(each) for each in change_words(kept.change, SOURCE_LANGUAGE)]
    return [*_lines(kept.measured), *changed, say(Message(words, {"id": kept.id}))]


def _lines(found: MeasuredFile) -> list[str]:
    from quietmuscle.model.measurement import Quality
    from quietmuscle.report.measured_words import QUALITIES
    from quietmuscle.report.measured_words import event_words

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
        is_known_by_shape = found.modality in {"emg", "ultrasound"}
        words = _("Fasciculations: {count}.") if is_known_by_shape else _("Twitches: {count}.")
        lines.append(say(Message(words, {"count": summary.fasciculations})))
        figures = {
            "rate": f"{summary.rate_per_min:.1f}",
            "low": f"{low:.1f}",
            "high": f"{high:.1f}",
        }
        lines.append(say(rate_words(figures, summary.distinct_units)))
    if summary.smallest_detectable is not None:
        smallest = size_words(summary.smallest_detectable, summary.smallest_detectable_unit)
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
        say(event_words(event)) for event in found.events if event.kind != "fasciculation"
    )
    if others:
        named = "; ".join(f"{name} ({count})" for name, count in sorted(others.items()))
        lines.append(say(Message(_("Not counted as twitches: {others}."), {"others": named})))
    lines += [say(Message(QUALITIES[Quality(each)])) for each in found.quality]
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


def rate_words(figures: dict[str, str], shapes: int | None) -> Message:
    """The rate with its interval, and of how many shapes where some were seen."""
    if not shapes:
        return Message(_("{rate} a minute (95 % interval {low} to {high})."), figures)
    return Message(
        _("{rate} a minute (95 % interval {low} to {high}), of {count} shape."),
        figures,
        plural=_("{rate} a minute (95 % interval {low} to {high}), of {count} shapes."),
        count=shapes,
    )


def size_words(value: float, unit: str | None) -> str:
    """A size for people; accelerations as thousandths of the pull of the earth."""
    if unit == "m/s2":
        return f"{_digits(1000 * value / GRAVITY_MS2)} mg ({_digits(value)} m/s²)"
    return f"{_digits(value)} {unit}"


def _digits(value: float) -> str:
    """Whole from ten on, else two figures, so that something small is never told as nothing."""
    return f"{value:.0f}" if value >= 10 else f"{value:.2g}"
