"""One day: what was told of it, and answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quietmuscle.base.ids import new_id
from quietmuscle.cli.bench import Tools
from quietmuscle.cli.bench import answer
from quietmuscle.cli.bench import folder_option
from quietmuscle.cli.bench import json_option
from quietmuscle.cli.bench import opened
from quietmuscle.cli.bench import pass_tools
from quietmuscle.cli.reading import read_answer
from quietmuscle.cli.reading import read_day

if TYPE_CHECKING:
    from pathlib import Path


@click.command("day")
@click.argument("day", default="today")
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="ITEM=NUMBER",
    help="Answer an item of the day, such as sleep=4; sleep= takes the answer back.",
)
@folder_option
@json_option
@pass_tools
def day(
    tools: Tools, *, day: str, answers: tuple[str, ...], folder: Path | None, as_json: bool
) -> None:
    """Show a day: its twitches, its answers and its entries.

    DAY is today, yesterday, or a date such as 2026-11-20. With --answer, the
    answers are kept first.
    """
    with opened(tools, folder) as bench:
        from quietmuscle.cli.words import day_lines
        from quietmuscle.flow.day import day_record
        from quietmuscle.flow.record import answer_day

        meant = read_day(day, bench.here())
        told = [read_answer(text) for text in answers]
        for item, value in told:
            change_id = new_id(tools.clock.now_utc())
            answer_day(bench.workspace, meant, item, value, change_id=change_id)
        found = day_record(bench.workspace, meant)
        answer(
            found,
            as_json=as_json,
            words=lambda: day_lines(bench, found.count, found.log, found.episodes),
        )
