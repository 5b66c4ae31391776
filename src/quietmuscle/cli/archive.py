"""Everything out into one file, and in again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.cli.bench import Bench
from quietmuscle.cli.bench import Tools
from quietmuscle.cli.bench import answer
from quietmuscle.cli.bench import folder_option
from quietmuscle.cli.bench import json_option
from quietmuscle.cli.bench import opened
from quietmuscle.cli.bench import pass_tools

if TYPE_CHECKING:
    from quietmuscle.store.archive_in import ImportSummary
    from quietmuscle.store.archive_out import ArchiveSummary


@click.command("export")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--tables", is_flag=True, help="Write tables for a spreadsheet instead.")
@folder_option
@json_option
@pass_tools
def export(
    tools: Tools, *, file: Path | None, tables: bool, folder: Path | None, as_json: bool
) -> None:
    """Write the whole diary into one file that any later version can read.

    FILE is quietmuscle-DAY.zip where none is named; a file of that name is
    replaced. Whoever has it can read the diary.

    With --tables, the file holds two tables in CSV, of the entries and of the
    days. They cannot be imported again.
    """
    with opened(tools, folder) as bench:
        today = bench.here().today
        if tables:
            _write_tables(bench, file or Path(f"quietmuscle-tables-{today}.zip"), as_json=as_json)
        else:
            _write_archive(bench, file or Path(f"quietmuscle-{today}.zip"), as_json=as_json)


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@folder_option
@json_option
@pass_tools
def import_(tools: Tools, *, file: Path, folder: Path | None, as_json: bool) -> None:
    """Take an exported file into the diary; what is already there stays.

    All of it is taken in or nothing. The same file can be taken in twice.
    """
    with opened(tools, folder) as bench:
        from quietmuscle.flow.archive import import_from_file

        summary = import_from_file(bench.workspace, file)
        lines = import_lines(summary)
        answer(summary, as_json=as_json, words=lambda: "\n".join(map(bench.say, lines)))


def _write_archive(bench: Bench, target: Path, *, as_json: bool) -> None:
    from quietmuscle.flow.archive import export_to_file

    summary = export_to_file(bench.workspace, target)
    lines = export_lines(summary, target)
    answer(summary, as_json=as_json, words=lambda: "\n".join(map(bench.say, lines)))


def _write_tables(bench: Bench, target: Path, *, as_json: bool) -> None:
    from quietmuscle.flow.files import write_whole
    from quietmuscle.flow.spreadsheet import spreadsheet_zip

    written = write_whole(target, spreadsheet_zip(bench.workspace))
    line = Message(_("Written to {file}."), {"file": target})
    answer(written, as_json=as_json, words=lambda: bench.say(line))


def export_lines(summary: ArchiveSummary, target: Path) -> list[Message]:
    """What went into the file, and what could not."""
    counts = summary.counts
    lines = [
        Message(
            _(
                "Written to {file}. Records in it: {total} (twitches {episodes}, days {days}, "
                "medicines {medicines}, sessions {sessions}, blood results {labs}, "
                "care checks {care_checks}, measurements {measurements}, experiments {trials}). "
                "Photos, videos and recordings: {attachments}."
            ),
            {
                "file": target,
                "total": counts.episodes
                + counts.days
                + counts.medicines
                + counts.sessions
                + counts.labs
                + counts.care_checks
                + counts.measurements
                + counts.trials,
                "medicines": counts.medicines,
                "sessions": counts.sessions,
                "labs": counts.labs,
                "care_checks": counts.care_checks,
                "measurements": counts.measurements,
                "trials": counts.trials,
                "episodes": counts.episodes,
                "days": counts.days,
                "attachments": counts.attachments,
            },
        )
    ]
    if summary.missing_files:
        lines.append(
            Message(
                _("{count} photo or video was left out: its file is gone or damaged."),
                plural=_(
                    "{count} photos or videos were left out: their files are gone or damaged."
                ),
                count=summary.missing_files,
            )
        )
    return lines


def import_lines(summary: ImportSummary) -> list[Message]:
    """What became of the entries of the file, and of an experiment that had to stop."""
    stopped = Message(
        _(
            "Two experiments would have run at once, so the older one was stopped. "
            "Stopped: {stopped_trials}."
        ),
        {"stopped_trials": summary.stopped_trials},
    )
    taken_in = Message(
        _(
            "Records added: {added}. Already here: {already_here}. "
            "Here with another value, and left as they were: {kept_ours}."
        ),
        {
            "added": summary.added,
            "already_here": summary.already_here,
            "kept_ours": summary.kept_ours,
        },
    )
    return [taken_in, stopped] if summary.stopped_trials else [taken_in]
