"""Experiments on files, without a diary: plan, analyse, simulate."""

from __future__ import annotations

import secrets
from datetime import time
from pathlib import Path
from typing import IO
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from quietmuscle.base.ids import new_id
from quietmuscle.base.text import SOURCE_LANGUAGE
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.cli.bench import Tools
from quietmuscle.cli.bench import answer
from quietmuscle.cli.bench import json_option
from quietmuscle.cli.bench import pass_tools
from quietmuscle.cli.bench import refusals
from quietmuscle.cli.reading import Here
from quietmuscle.cli.reading import read_day
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Pace

if TYPE_CHECKING:
    from quietmuscle.flow.trial_file import Analysed
    from quietmuscle.model.trial_file import SimulatedTrials

_PACES = click.Choice([pace.value for pace in Pace])
_OUTCOMES = click.Choice([outcome.value for outcome in Outcome])


@click.command("plan")
@click.argument("strategy")
@click.option("--pace", type=_PACES, help="How quickly it wears off; the strategy's own.")
@click.option(
    "--units", type=int, help="Pairs, or weeks of a slow one; the usual number if not told."
)
@click.option("--outcome", type=_OUTCOMES, default="twitches", help="What is counted each day.")
@click.option("--second", type=_OUTCOMES, help="What is counted besides.")
@click.option("--first-day", required=True, help="As in 2026-11-24.")
@click.option("--seed", help="32 digits from 0 to 9 and a to f; drawn if not told.")
@click.option("--any-time", is_flag=True, help="Look on any day; takes more days to tell.")
@pass_tools
def plan(  # noqa: PLR0913 - each is a fact of the plan
    tools: Tools,
    *,
    strategy: str,
    pace: str | None,
    units: int | None,
    outcome: str,
    second: str | None,
    first_day: str,
    seed: str | None,
    any_time: bool,
) -> None:
    """Print a sealed plan for STRATEGY as JSON: its days are drawn by lot.

    Write the days that follow into "days", each such as {"day": "2026-11-24",
    "first": {"value": 7}}, and hand the file to `analyse`.
    """
    with refusals():
        from quietmuscle.flow.trial_file import planned

        now = tools.clock.now_utc()
        here = Here(zone=ZoneInfo("UTC"), day_start=time(), now_utc=now)
        file = planned(
            trial_id=new_id(now),
            made_at_utc=now,
            strategy=strategy,
            pace=None if pace is None else Pace(pace),
            units=units,
            outcome=Outcome(outcome),
            second_outcome=None if second is None else Outcome(second),
            first_day=read_day(first_day, here),
            seed=seed or secrets.token_hex(16),
            any_time=any_time,
        )
        answer(file, as_json=True, words=str)


@click.command("analyse")
@click.argument("file", type=click.File("rb"))
@json_option
def analyse(*, file: IO[bytes], as_json: bool) -> None:
    """Tell what the experiment in FILE says ("-" reads it from another program).

    FILE is a sealed plan with its days: `plan` prints one without days, `trial
    file` one of the diary that is over. A plan that was changed after it began is
    refused. docs/explanation/experiments.md shows how a day is written.
    """
    with refusals():
        from quietmuscle.flow.trial_file import analyse as weigh
        from quietmuscle.flow.trial_file import read_trial

        found = weigh(read_trial(file.read()))
        answer(found, as_json=as_json, words=lambda: _lines(found))


@click.command("simulate")
@click.option("--pace", type=_PACES, default="fast", help="fast, medium or slow.")
@click.option("--units", type=int, help="Pairs, or weeks of a slow one.")
@click.option("--runs", type=click.IntRange(1, 100_000), default=200, help="How many experiments.")
@click.option("--seed", type=click.IntRange(0, 2**31), default=0, help="The first one's number.")
@click.option("--any-time", is_flag=True, help="Look on any day.")
@click.option(
    "--truth",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The truth as JSON; options below win.",
)
@click.option("--ratio", type=float, help="1 does nothing, 0.5 halves.")
@click.option("--usual", type=float, help="Twitches on a usual day.")
@click.option("--half-life-days", type=float, help="How long it goes on working.")
@click.option("--memory", type=float, help="From day to day, 0 to 0.95.")
@click.option("--disturbance", type=float, help="Its spread on the log scale.")
@click.option("--evenness", type=float, help="1 is very uneven, 40 even.")
@click.option("--drift", type=float, help="On the log scale, over all days.")
@click.option("--bad-start", type=float, help="On the log scale, on the first day.")
@click.option("--weekday", type=float, help="Spread of the weekdays' habit.")
@click.option("--lost", type=float, help="Share of days not logged.")
@click.option("--lost-when-bad", type=float, help="Share of bad days not logged besides.")
@json_option
def simulate(  # noqa: PLR0913 - each is a fact of the truth
    *,
    pace: str,
    units: int | None,
    runs: int,
    seed: int,
    any_time: bool,
    truth: Path | None,
    as_json: bool,
    **told: float | None,
) -> None:
    """Make up experiments whose truth is known, and tell how often we are right.

    Other ways of answering see diaries of the same truth beside ours.
    """
    with refusals():
        from quietmuscle.flow.trial_file import simulated

        def progress(done: int) -> None:
            if done % 20 == 0 and not as_json:
                click.echo(f"\r{done} / {runs}", nl=False, err=True)

        found = simulated(
            None if truth is None else truth.read_bytes(),
            {name: value for name, value in told.items() if value is not None},
            pace=Pace(pace),
            units=units,
            runs=runs,
            seed=seed,
            any_time=any_time,
            progress=progress,
        )
        answer(found, as_json=as_json, words=lambda: _simulated_lines(found))


def _lines(found: Analysed) -> str:
    from quietmuscle.report.trial_words import VERDICTS
    from quietmuscle.report.trial_words import effect_words
    from quietmuscle.report.trial_words import reason_words

    told = found.answer
    lines = [f"{say(Message(VERDICTS[told.verdict]))}.", ""]
    lines += [reason_words(reason, SOURCE_LANGUAGE) for reason in told.reasons]
    words = _("{done} of {planned} pairs or weeks are done.")
    lines.append(say(Message(words, {"done": told.units_done, "planned": told.units_planned})))
    if told.more_units is not None:
        more = _("About {number} more would be needed to tell.")
        lines.append(say(Message(more, {"number": told.more_units})))
    if told.effect is not None:
        lines.append(effect_words(told.effect, SOURCE_LANGUAGE))
    if found.newer_engine is not None:
        old = _(
            "This plan was sealed under “{engine}” and is weighed in that way. New plans are "
            "weighed by “{newer}”, which averages over half-lives in another way; tests and "
            "looks are the same."
        )
        told_by = {"engine": found.engine, "newer": found.newer_engine}
        lines.append(say(Message(old, told_by)))
    if found.kept_differs:
        lines.append(
            say(
                Message(
                    _(
                        "The looks or pairs in this file are others than its days would give "
                        "now. They count as they were kept; days, or the file, were changed since."
                    )
                )
            )
        )
    return "\n".join(lines)


def _simulated_lines(found: SimulatedTrials) -> str:
    lines = [f"{found.engine}: {found.runs} runs from seed {found.seed}, ratio {found.true_ratio}"]
    # Twice the standard error of a share is at most one over the root of the runs.
    lines += [f"shares of all runs; by chance each may be off by {found.runs**-0.5:.3f}"]
    lines += [f"  {each.what:28s} {each.share:.3f}" for each in found.verdicts]
    lines += [f"  stopped early                {found.stopped_early:.3f}"]
    if found.holds_95 is not None:
        lines += [f"  95 % / 80 % intervals hold   {found.holds_95:.3f} / {found.holds_80:.3f}"]
        lines += [f"  middle of all                {found.median_ratio:.3f}"]
    lines += [
        "other ways of answering, on diaries of the same truth: how often each claims something"
    ]
    return "\n".join([*lines, *[f"  {each.what:28s} {each.share:.3f}" for each in found.peers]])
