"""The page for the neurologist."""

from __future__ import annotations

from pathlib import Path

import click

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.cli.bench import Tools
from quietmuscle.cli.bench import answer
from quietmuscle.cli.bench import folder_option
from quietmuscle.cli.bench import json_option
from quietmuscle.cli.bench import opened
from quietmuscle.cli.bench import pass_tools
from quietmuscle.cli.reading import read_day


@click.command("report")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--until",
    metavar="DAY",
    default="today",
    help="The last of the six weeks' days. Of today, only what was measured.",
)
@click.option(
    "--ask-medicines",
    is_flag=True,
    help="Also put the questions on it that `medicines check` shows; read them first.",
)
@folder_option
@json_option
@pass_tools
def report(  # noqa: PLR0913 - one parameter an option
    tools: Tools,
    *,
    file: Path | None,
    until: str,
    ask_medicines: bool,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Write one page for the neurologist, as a PDF.

    FILE is quietmuscle-page-DAY.pdf where none is named; a file of that name
    is replaced. With --json, what the page is made of is printed, and a PDF
    is written only where FILE names one.
    """
    with opened(tools, folder) as bench:
        from quietmuscle.flow.files import write_whole
        from quietmuscle.flow.neurologist_page import askable_questions
        from quietmuscle.flow.neurologist_page import gather
        from quietmuscle.flow.neurologist_page import neurologist_page

        day = read_day(until, bench.here())
        asked = askable_questions(bench.workspace, last_day=day) if ask_medicines else ()
        ask = frozenset(each.mark for each in asked)
        target = file or (None if as_json else Path(f"quietmuscle-page-{day}.pdf"))
        if target is not None:
            write_whole(target, neurologist_page(bench.workspace, last_day=day, ask=ask))
        answer(
            gather(bench.workspace, last_day=day, ask=ask) if as_json else None,
            as_json=as_json,
            words=lambda: bench.say(Message(_("Written to {file}."), {"file": target})),
        )
