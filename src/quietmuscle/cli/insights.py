"""Ideas to test, from a diary in a file."""

from __future__ import annotations

from typing import IO
from typing import TYPE_CHECKING

import click

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.cli.bench import answer
from quietmuscle.cli.bench import json_option
from quietmuscle.cli.bench import refusals

if TYPE_CHECKING:
    from quietmuscle.model.insight import Insights


@click.command("insights")
@click.argument("file", type=click.File("rb"))
@click.option("--seed", type=click.IntRange(0, 2**31), default=0, help="For the made-up diaries.")
@json_option
def insights(*, file: IO[bytes], seed: int, as_json: bool) -> None:
    """List ideas to test from the diary in FILE ("-" reads it from another program).

    An idea is a question for an experiment, not an answer. At least 60 complete
    days are needed.
    """
    with refusals():
        from quietmuscle.flow.insights import insights_of
        from quietmuscle.flow.insights import read_days

        found = insights_of(read_days(file.read()), seed)
        answer(found, as_json=as_json, words=lambda: "\n".join(_lines(found)))


def _lines(found: Insights) -> list[str]:
    from quietmuscle.flow.insights import idea_words
    from quietmuscle.flow.insights import standing_words

    lines = [say(standing_words(found))]
    lines += [say(idea_words(idea)) for idea in found.ideas]
    if found.no_association:
        words = _("No connection found: {names}.")
        lines.append(say(Message(words, {"names": ", ".join(found.no_association)})))
    if found.told_too_seldom:
        words = _("Told too seldom to look at: {names}.")
        lines.append(say(Message(words, {"names": ", ".join(found.told_too_seldom)})))
    for change in found.changes:
        words = _("From about {day} on: {after} a day, {before} before.")
        values = {
            "day": change.first_day,
            "after": f"{change.after_per_day:.1f}",
            "before": f"{change.before_per_day:.1f}",
        }
        lines.append(say(Message(words, values)))
    return lines
