"""Ideas to test, from the diary or from one in a file."""

from __future__ import annotations

from typing import IO
from typing import TYPE_CHECKING

import click

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.cli.bench import Tools
from quietmuscle.cli.bench import answer
from quietmuscle.cli.bench import folder_option
from quietmuscle.cli.bench import json_option
from quietmuscle.cli.bench import opened
from quietmuscle.cli.bench import pass_tools
from quietmuscle.cli.bench import refusals

if TYPE_CHECKING:
    from pathlib import Path

    from quietmuscle.model.insight import Insights


@click.command("insights")
@click.argument("file", type=click.File("rb"), required=False)
@click.option("--seed", type=click.IntRange(0, 2**31), default=0, help="For the made-up diaries.")
@folder_option
@json_option
@pass_tools
def insights(
    tools: Tools, *, file: IO[bytes] | None, seed: int, folder: Path | None, as_json: bool
) -> None:
    """List ideas to test, from the diary or from the one in FILE ("-" reads it from a program).

    An idea is a question for an experiment, not an answer. At least 60 complete
    days are needed.
    """
    with refusals():
        found = _of_diary(tools, folder) if file is None else _of_file(file.read(), seed)
        answer(found, as_json=as_json, words=lambda: "\n".join(_lines(found)))


def _of_file(text: bytes, seed: int) -> Insights:
    from quietmuscle.flow.insights import insights_of
    from quietmuscle.flow.insights import read_days

    return insights_of(read_days(text), seed)


def _of_diary(tools: Tools, folder: Path | None) -> Insights:
    from datetime import timedelta

    from quietmuscle.flow.insights import diary_insights

    with opened(tools, folder) as bench:
        return diary_insights(bench.workspace, bench.here().today - timedelta(days=1))


def _lines(found: Insights) -> list[str]:
    from quietmuscle.flow.insights import idea_words
    from quietmuscle.flow.insights import means_words
    from quietmuscle.flow.insights import standing_words

    lines = [say(standing_words(found))]
    for idea in found.ideas:
        means = means_words(idea)
        lines.append(" ".join([say(idea_words(idea)), *([say(means)] if means else [])]))
    if found.no_association:
        words = _("No connection found: {names}.")
        lines.append(say(Message(words, {"names": _names(found.no_association)})))
    if found.told_too_seldom:
        words = _("Told too seldom to look at: {names}.")
        lines.append(say(Message(words, {"names": _names(found.told_too_seldom)})))
    for change in found.changes:
        words = _("From about {day} on: {after} a day, {before} before.")
        values = {
            "day": change.first_day,
            "after": f"{change.after_per_day:.1f}",
            "before": f"{change.before_per_day:.1f}",
        }
        lines.append(say(Message(words, values)))
    return lines


def _names(names: tuple[str, ...]) -> str:
    from quietmuscle.flow.insights import factor_words

    return ", ".join(say(factor_words(name)) for name in names)
