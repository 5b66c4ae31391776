"""What an experiment could find, on the command line, before it is started."""

from __future__ import annotations

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
from quietmuscle.model.trial import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quietmuscle.flow.trial_outlook import Outlook

WAYS = ("file", "camera", "phone_sensor")
"""The values of MadeWith, whose module brings NumPy: no help page waits for that."""


@click.command("outlook")
@click.argument("strategy")
@click.option(
    "--units", type=int, help="Pairs, or weeks of a slow one; the usual number if not told."
)
@click.option(
    "--outcome",
    type=click.Choice([each.value for each in Outcome]),
    default="twitches",
    help="What is counted each day.",
)
@click.option("--place", help="Of measurements: where, such as calf.left.")
@click.option(
    "--made-with",
    type=click.Choice(WAYS),
    help="Of measurements: how they are made.",
)
@click.option("--any-time", is_flag=True, help="Look on any day; takes more days to tell.")
@folder_option
@json_option
@pass_tools
def outlook(  # noqa: PLR0913 - each is a fact of the plan
    tools: Tools,
    *,
    strategy: str,
    units: int | None,
    outcome: str,
    place: str | None,
    made_with: str | None,
    any_time: bool,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Tell what an experiment about STRATEGY could find, by the diary's own days.

    Nothing is started. It takes some seconds.
    """
    with opened(tools, folder) as bench:
        from quietmuscle.flow.trial_outlook import strategy_outlook
        from quietmuscle.model.kept_measurement import MadeWith
        from quietmuscle.model.kept_trial import SensorSource
        from quietmuscle.model.site import read_site

        sensor = None
        if place is not None and made_with is not None:
            sensor = SensorSource(site=read_site(place), made_with=MadeWith(made_with))
        found = strategy_outlook(
            bench.workspace,
            strategy,
            units=units,
            outcome=Outcome(outcome),
            sensor=sensor,
            any_time=any_time,
        )
        answer(found, as_json=as_json, words=lambda: "\n".join(_lines(bench, found)))


def _lines(bench: Bench, found: Outlook) -> Iterator[str]:
    from quietmuscle.report.trial_words import PACES
    from quietmuscle.report.trial_words import power_words
    from quietmuscle.report.trial_words import sureness_words

    language, power = bench.settings.language, found.power
    what = {"days": found.days, "what": Message(PACES[found.pace])}
    yield bench.say(Message(_("{days} days in all, compared are {what}."), what))
    if power is None or power.halving is None or power.third is None:
        too_few = _(
            "The diary has too few days of this to tell beforehand. Days that were logged: "
            "{logged}; at least {wanted} are needed."
        )
        from quietmuscle.flow.trial_outlook import FEWEST_LOGGED_DAYS

        logged = {"logged": found.logged_days, "wanted": FEWEST_LOGGED_DAYS}
        yield bench.say(Message(too_few, logged))
    else:
        yield power_words(power.halving, power.third, language, assumed=power.assumed)
        if power.give_or_take is not None:
            yield sureness_words(power.give_or_take, language)
    if found.is_sparse:
        sparse = _(
            "You logged {logged} of {days} days. With fewer than 6 in 10 on either side there is "
            "no answer at the end, so please leave out as few as you can."
        )
        days = {"logged": found.logged_days, "days": found.looked_at_days}
        yield bench.say(Message(sparse, days))
    if found.rare:
        rare = _(
            "You log fewer than two twitches a day. So few say little: something else would "
            "tell more."
        )
        yield bench.say(Message(rare))
