"""Blood results on the command line: what was entered, and one more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quietmuscle.base.ids import new_id
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.cli.bench import Bench
from quietmuscle.cli.bench import Tools
from quietmuscle.cli.bench import answer
from quietmuscle.cli.bench import folder_option
from quietmuscle.cli.bench import json_option
from quietmuscle.cli.bench import opened
from quietmuscle.cli.bench import pass_tools
from quietmuscle.cli.reading import read_day
from quietmuscle.model.lab import Analyte
from quietmuscle.model.lab import LabUnit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quietmuscle.flow.labs import ReadResult


@click.group("labs")
def labs() -> None:
    """List blood results, or enter one."""


@labs.command("list")
@folder_option
@json_option
@pass_tools
def list_(tools: Tools, *, folder: Path | None, as_json: bool) -> None:
    """List the results with where each lies in its range, the newest first."""
    with opened(tools, folder) as bench:
        from quietmuscle.flow.labs import lab_results

        found = lab_results(bench.workspace)
        answer(found, as_json=as_json, words=lambda: "\n".join(_lines(bench, found)))


@labs.command("add")
@click.argument("analyte", type=click.Choice([each.value for each in Analyte]))
@click.argument("value", type=float)
@click.argument("unit", type=click.Choice([each.value for each in LabUnit]))
@click.option("--on", "day", default="today", show_default=True, help="The day of the blood test.")
@click.option("--low", type=float, help="Where the range printed beside it begins.")
@click.option("--high", type=float, help="Where the range printed beside it ends.")
@click.option("--note", default="", help="Anything in your own words.")
@click.option("--unit-is-right", is_flag=True, help="You looked again: number and unit are right.")
@folder_option
@json_option
@pass_tools
def add(  # noqa: PLR0913 - each is a word of the command
    tools: Tools,
    *,
    analyte: str,
    value: float,
    unit: str,
    day: str,
    low: float | None,
    high: float | None,
    note: str,
    unit_is_right: bool,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Enter a result as the paper says it, with the range printed beside it.

    A number that would be usual in another unit is refused until you looked
    again.
    """
    with opened(tools, folder) as bench:
        from quietmuscle.flow.labs import lab_result
        from quietmuscle.flow.labs import record_lab_result
        from quietmuscle.model.lab import LabResult

        result = LabResult(
            id=new_id(bench.workspace.clock.now_utc()),
            day=read_day(day, bench.here()),
            analyte=Analyte(analyte),
            value=value,
            unit=LabUnit(unit),
            range_low=low,
            range_high=high,
            note=note,
        )
        record_lab_result(
            bench.workspace, result, change_id=result.id, unit_confirmed=unit_is_right
        )
        found = lab_result(bench.workspace, result.id)
        answer(found, as_json=as_json, words=lambda: "\n".join(_lines(bench, (found,))))


def _lines(bench: Bench, found: tuple[ReadResult, ...]) -> Iterator[str]:
    from quietmuscle.flow.labs import where_words
    from quietmuscle.knowledge.lab_ranges import lab_range

    if not found:
        yield bench.say(Message(_("No blood result is entered yet.")))
    for each in found:
        result = each.result
        name = bench.say(lab_range(result.analyte).label)
        yield f"{result.day}  {name} {result.value:g} {result.unit}  {bench.say(where_words(each))}"
        if each.reading is not None and each.reading.danger is not None:
            yield f"  {bench.say(each.reading.danger.fact.message)}"
