"""What `quietmuscle measure` writes beside its answer: tables, marks, a page; for one or many."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from typing import TypeVar

import click

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import SOURCE_LANGUAGE
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.cli.bench import Refusal
from quietmuscle.cli.bench import answer
from quietmuscle.cli.bench import refusals

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

    from quietmuscle.flow.measure import MeasuredFile
    from quietmuscle.model.recording import Modality  # noqa: TC004 - heavy, and never read at run time

Command = TypeVar("Command", bound="Callable[..., object]")

MOST_WORKERS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which files are to be written beside the answer; None where it was not asked for."""

    csv: Path | None = None
    summary: Path | None = None
    annotate: Path | None = None
    report: Path | None = None

    @property
    def any(self) -> bool:
        """Whether anything is to be written."""
        return any((self.csv, self.summary, self.annotate, self.report))


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What was told of the recordings."""

    modality: Modality | None = None
    rate_hz: float | None = None
    unit: str | None = None
    control: Path | None = None


def output_options(command: Command) -> Command:
    """Add the options that name files to be written."""
    kind = click.Path(path_type=Path, dir_okay=False)
    for option in (
        click.option("--report", type=kind, help="Write a page (HTML) of one recording."),
        click.option(
            "--annotate",
            type=kind,
            help="Write marks of one recording: EDF+ (.edf), a film with rings (.mp4), else CSV.",
        ),
        click.option("--summary", type=kind, help="Write one row a recording, as CSV."),
        click.option("--csv", "csv_file", type=kind, help="Write one row an event, as CSV."),
    ):
        command = option(command)
    return command


def measure_all(
    files: Sequence[Path],
    known: Known,
    wanted: Wanted,
    lines: Callable[[MeasuredFile], list[str]],
    *,
    as_json: bool,
) -> None:
    """Measure one or many recordings, write what was asked for, and answer.

    One recording is answered as ever. Of many, each is told as soon as it is
    done; those that are refused are told at the end, and the exit code is 2.
    """
    from quietmuscle.flow.measure_many import Refused
    from quietmuscle.flow.measure_many import measure_many

    with refusals():
        _check(files, wanted)
        results: list[MeasuredFile | Refused] = []
        measured = measure_many(
            files,
            modality=known.modality,
            rate_hz=known.rate_hz,
            unit=known.unit,
            control=known.control,
            workers=min(MOST_WORKERS, os.cpu_count() or 1),
        )
        for number, result in enumerate(measured, start=1):
            results.append(result)
            if len(files) > 1:
                click.echo(f"{number}/{len(files)} {result.file}", err=True)
            if len(files) > 1 and not as_json:
                click.echo(
                    f"{result.file}: {say(result.reason)}"
                    if isinstance(result, Refused)
                    else "\n".join(lines(result)) + "\n"
                )
        found = [each for each in results if not isinstance(each, Refused)]
        refused = [each for each in results if isinstance(each, Refused)]
        if len(files) == 1 and refused:
            raise ValueNotUnderstoodError(refused[0].reason)
        _write(wanted, files, results, lines)
    if len(files) == 1:
        answer(found[0], as_json=as_json, words=lambda: "\n".join(lines(found[0])))
    elif as_json:
        answer(found, as_json=True, words=str)
    if refused:
        names = ", ".join(f"{each.file} ({say(each.reason)})" for each in refused)
        raise Refusal(
            say(
                Message(
                    _("{count} of {all} were not measured: {names}"),
                    {"count": len(refused), "all": len(files), "names": names},
                )
            )
        )


def _check(files: Sequence[Path], wanted: Wanted) -> None:
    """Refuse before anything is measured what could not be written."""
    from quietmuscle.flow.files import folder_for

    if len(files) > 1 and (wanted.annotate or wanted.report):
        raise ValueNotUnderstoodError(
            Message(_("--annotate and --report are for one recording. Please give one file."))
        )
    for path in (wanted.csv, wanted.summary, wanted.annotate, wanted.report):
        if path is None:
            continue
        folder_for(path)
        if any(_is_same(path, each) for each in files):
            raise ValueNotUnderstoodError(
                Message(
                    _("{file} is the recording itself; it is never written over."),
                    {"file": path.name},
                )
            )


def _is_same(one: Path, other: Path) -> bool:
    """Whether two names are of one file, also by a link."""
    return one.exists() and other.exists() and one.samefile(other)


def _write(
    wanted: Wanted,
    files: Sequence[Path],
    results: Sequence[MeasuredFile | object],
    lines: Callable[[MeasuredFile], list[str]],
) -> None:
    from quietmuscle.flow.annotated_film import SUFFIX
    from quietmuscle.flow.annotated_film import write_annotated_film
    from quietmuscle.flow.files import write_whole
    from quietmuscle.flow.measure import MeasuredFile
    from quietmuscle.flow.measure_many import Refused
    from quietmuscle.flow.measured_marks import marks
    from quietmuscle.flow.measured_tables import event_table
    from quietmuscle.flow.measured_tables import file_table
    from quietmuscle.report.measurement_page import measurement_page

    told = [each for each in results if isinstance(each, MeasuredFile | Refused)]
    found = [each for each in told if isinstance(each, MeasuredFile)]
    if wanted.csv:
        write_whole(wanted.csv, event_table(found).encode())
    if wanted.summary:
        write_whole(wanted.summary, file_table(told).encode())
    if wanted.annotate and wanted.annotate.suffix.lower() == SUFFIX:
        write_annotated_film(files[0], found[0], wanted.annotate)
    elif wanted.annotate:
        write_whole(
            wanted.annotate, marks(found[0], as_edf=wanted.annotate.suffix.lower() == ".edf")
        )
    if wanted.report:
        one = found[0]
        page = measurement_page(one.file, lines(one), one.events, one.duration_s, SOURCE_LANGUAGE)
        write_whole(wanted.report, page.encode())
