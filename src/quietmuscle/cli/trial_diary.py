"""Experiments of the diary on the command line: started, told of, stopped, looked at."""

from __future__ import annotations

import secrets
from dataclasses import replace
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
from quietmuscle.model.care import Answer
from quietmuscle.model.trial import Arm
from quietmuscle.model.trial import Excuse
from quietmuscle.model.trial import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from uuid import UUID

    from quietmuscle.flow.trial_account import ChoiceTold
    from quietmuscle.flow.trial_account import TodayTold
    from quietmuscle.flow.trial_account import TrialTold
    from quietmuscle.model.kept_trial import TrialNote

_OUTCOMES = click.Choice([each.value for each in Outcome if each is not Outcome.SENSOR])
_ANSWERS = click.Choice([each.value for each in Answer])
_SAID = {"yes": True, "no": False, "untold": None}


@click.command("list")
@folder_option
@json_option
@pass_tools
def list_(tools: Tools, *, folder: Path | None, as_json: bool) -> None:
    """List the experiments of the diary, the newest first."""
    with opened(tools, folder) as bench:
        from quietmuscle.flow.trial_account import trials_told

        found = trials_told(bench.workspace)
        answer(
            found,
            as_json=as_json,
            words=lambda: "\n".join(_lines(bench, found.trials)),
        )


@click.command("choices")
@folder_option
@json_option
@pass_tools
def choices(tools: Tools, *, folder: Path | None, as_json: bool) -> None:
    """List what can be tried, and what has to be known or agreed first."""
    with opened(tools, folder) as bench:
        from quietmuscle.flow.trial_account import choices_told

        found = choices_told(bench.workspace)
        answer(found, as_json=as_json, words=lambda: "\n".join(_choice_lines(bench, found)))


@click.command("show")
@click.argument("trial_id", type=click.UUID)
@folder_option
@json_option
@pass_tools
def show(tools: Tools, *, trial_id: UUID, folder: Path | None, as_json: bool) -> None:
    """Show the experiment of an id; results stay hidden between looks."""
    with opened(tools, folder) as bench:
        from quietmuscle.flow.trial_account import one_told

        found = one_told(bench.workspace, trial_id)
        answer(found, as_json=as_json, words=lambda: "\n".join(_lines(bench, (found,), whole=True)))


@click.command("start")
@click.argument("strategy")
@click.option("--what", "what_i_do", default="", help="What exactly is done, in own words.")
@click.option(
    "--units", type=int, help="Pairs, or weeks of a slow one; the usual number if not told."
)
@click.option("--outcome", type=_OUTCOMES, default="twitches", help="What is counted each day.")
@click.option("--any-time", is_flag=True, help="Look on any day; takes more days to tell.")
@click.option("--agreed", is_flag=True, help="The clinician agreed; supplements need it.")
@click.option("--fever", type=_ANSWERS, help="Whether there is a fever today, where that matters.")
@folder_option
@json_option
@pass_tools
def start(  # noqa: PLR0913 - each is a fact of the plan
    tools: Tools,
    *,
    strategy: str,
    what_i_do: str,
    units: int | None,
    outcome: str,
    any_time: bool,
    agreed: bool,
    fever: str | None,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Draw the lot for STRATEGY, such as warm_compress, and begin today."""
    with opened(tools, folder) as bench:
        from quietmuscle.flow.trial_account import one_told
        from quietmuscle.flow.trials import TrialDraft
        from quietmuscle.flow.trials import start_trial

        draft = TrialDraft(
            id=_new_id(bench),
            strategy=strategy,
            what_i_do=what_i_do,
            units=units,
            outcome=Outcome(outcome),
            any_time=any_time,
            agreed=agreed,
            fever=None if fever is None else Answer(fever),
        )
        seed = secrets.token_hex(16)
        kept = start_trial(bench.workspace, draft, seed=seed, change_id=_new_id(bench)).entry
        begun = one_told(bench.workspace, kept.id)
        answer(begun, as_json=as_json, words=lambda: "\n".join(_lines(bench, (begun,))))


@click.command("today")
@folder_option
@json_option
@pass_tools
def today(tools: Tools, *, folder: Path | None, as_json: bool) -> None:
    """Say what today is for: with, without, or as usual."""
    with opened(tools, folder) as bench:
        from quietmuscle.flow.trial_account import today_told
        from quietmuscle.flow.trial_results import trial_today
        from quietmuscle.flow.trials import the_running_trial

        the_running_trial(bench.workspace)  # refuses in one sentence where none runs
        line = trial_today(bench.workspace)
        found = None if line is None else today_told(line, bench.settings.language)
        answer(found, as_json=as_json, words=lambda: _today_line(bench, found))


@click.command("followed")
@click.argument("said", type=click.Choice(list(_SAID)))
@click.option("--day", help="Another day than today, such as yesterday or 2026-11-20.")
@click.option(
    "--excuse",
    type=click.Choice([each.value for each in Excuse]),
    help="Ill, or on a break; what is logged on the day still counts.",
)
@click.option("--minutes", type=int, help="Minutes with twitches.")
@click.option("--score", type=int, help="How much they bothered, 0 to 10.")
@folder_option
@json_option
@pass_tools
def followed(  # noqa: PLR0913 - each is a fact of the day
    tools: Tools,
    *,
    said: str,
    day: str | None,
    excuse: str | None,
    minutes: int | None,
    score: int | None,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Tell whether the day went as the line said."""
    with opened(tools, folder) as bench:
        from quietmuscle.flow.place import today_of
        from quietmuscle.flow.trials import tell_day
        from quietmuscle.flow.trials import the_running_trial

        def told(before: TrialNote) -> TrialNote:
            return replace(
                before,
                followed=_SAID[said],
                excuse=before.excuse if excuse is None else Excuse(excuse),
                minutes=before.minutes if minutes is None else minutes,
                score_0_10=before.score_0_10 if score is None else score,
            )

        running = the_running_trial(bench.workspace)
        when = today_of(bench.workspace) if day is None else read_day(day, bench.here())
        note = tell_day(bench.workspace, running.id, when, told, change_id=_new_id(bench)).entry
        words = bench.say(Message(_("Saved: {day}."), {"day": note.day}))
        if running.protocol.arm_on(when) is Arm.RUN_IN and note.followed is not None:
            usual = _("It is a day as usual, so there is nothing to follow; this does not count.")
            words += " " + bench.say(Message(usual))
        answer(note, as_json=as_json, words=lambda: words)


@click.command("pause")
@click.argument("days", type=click.IntRange(1))
@folder_option
@json_option
@pass_tools
def pause(tools: Tools, *, days: int, folder: Path | None, as_json: bool) -> None:
    """Take a break for so many DAYS, today the first of them."""
    with opened(tools, folder) as bench:
        from quietmuscle.flow.trials import pause_trial
        from quietmuscle.flow.trials import the_running_trial

        running = the_running_trial(bench.workspace)
        paused = pause_trial(bench.workspace, running.id, days)
        words = Message(_("Days of a break: {days}. The lot goes on meanwhile."), {"days": paused})
        answer(paused, as_json=as_json, words=lambda: bench.say(words))


@click.command("resume")
@folder_option
@json_option
@pass_tools
def resume(tools: Tools, *, folder: Path | None, as_json: bool) -> None:
    """End a break: go on from today."""
    with opened(tools, folder) as bench:
        from quietmuscle.flow.trials import resume_trial
        from quietmuscle.flow.trials import the_running_trial

        running = the_running_trial(bench.workspace)
        days = resume_trial(bench.workspace, running.id)
        words = Message(
            _("The break is over. Days of it that were taken back: {days}."), {"days": days}
        )
        answer(days, as_json=as_json, words=lambda: bench.say(words))


@click.command("stop")
@folder_option
@json_option
@pass_tools
def stop(tools: Tools, *, folder: Path | None, as_json: bool) -> None:
    """Stop the running experiment today; it cannot go on later, and nothing is lost."""
    with opened(tools, folder) as bench:
        from quietmuscle.flow.trial_account import one_told
        from quietmuscle.flow.trials import stop_trial
        from quietmuscle.flow.trials import the_running_trial

        running = the_running_trial(bench.workspace)
        stop_trial(bench.workspace, running.id, change_id=_new_id(bench))
        ended = one_told(bench.workspace, running.id)
        answer(ended, as_json=as_json, words=lambda: "\n".join(_lines(bench, (ended,), whole=True)))


@click.command("file")
@click.argument("trial_id", type=click.UUID)
@folder_option
@pass_tools
def file(tools: Tools, *, trial_id: UUID, folder: Path | None) -> None:
    """Print an experiment that is over as JSON, for `trial analyse`."""
    with opened(tools, folder) as bench:
        from quietmuscle.flow.trial_account import trial_file

        found = trial_file(bench.workspace, trial_id)
        answer(found, as_json=True, words=str)


def _choice_lines(bench: Bench, found: tuple[ChoiceTold, ...]) -> Iterator[str]:
    asked_first = False
    for each in found:
        how = "" if each.may_be_tried else f"  {bench.say(Message(_('not offered now')))}"
        yield f"{each.strategy}  {each.name}  {each.pace.value}{how}"
        for why in each.why_not:
            yield f"  {why}"
        asked_first = asked_first or bool(each.to_ask)
    if asked_first:
        yield bench.say(
            Message(
                _(
                    "The questions are answered in the browser, under “About your health”: "
                    "`quietmuscle serve` opens it."
                )
            )
        )


def _new_id(bench: Bench) -> UUID:
    return new_id(bench.workspace.clock.now_utc())


def _lines(bench: Bench, found: tuple[TrialTold, ...], *, whole: bool = False) -> Iterator[str]:
    """Each experiment with its answer; `whole` with why, how much, and how large it may be."""
    from quietmuscle.model.kept_trial import TrialState
    from quietmuscle.report.trial_ending import sides_words
    from quietmuscle.report.trial_ending import verdict_words
    from quietmuscle.report.trial_words import effect_words
    from quietmuscle.report.trial_words import reason_words

    language = bench.settings.language
    if not found:
        yield bench.say(Message(_("No experiment was started yet.")))
    for each in found:
        progress, told = each.progress, each.answer
        values = {"day": progress.day_number, "days": progress.days_in_all}
        how_far = bench.say(Message(_("Day {day} of {days}"), values))
        yield f"{each.id}  {each.strategy}  {each.first_day}  {each.state.value}  {how_far}"
        over = each.state is not TrialState.RUNNING
        if each.altered is not None:
            yield f"  {each.altered}"
        elif told is not None:
            yield f"  {verdict_words(told.verdict, language, over=over)}."
            if whole:
                lines = [sides_words(each.outcome, told, language)]
                lines += [reason_words(reason, language) for reason in told.reasons]
                lines += [None if told.effect is None else effect_words(told.effect, language)]
                yield from (f"  {line}" for line in lines if line is not None)
        elif over:
            ended = _(
                "It ended before there was enough to tell. That is fine, and all that you logged "
                "is kept."
            )
            yield f"  {bench.say(Message(ended))}"
        if not over and progress.next_look is not None:
            look = Message(_("Next look: after {day}."), {"day": progress.next_look})
            yield f"  {bench.say(look)}"


def _today_line(bench: Bench, found: TodayTold | None) -> str:
    from quietmuscle.report.trial_words import ARMS
    from quietmuscle.report.trial_words import EXCUSES

    if found is None:
        return bench.say(Message(_("Today has no line.")))
    values = {"day": found.day, "strategy": found.strategy, "arm": Message(ARMS[found.arm])}
    line = bench.say(Message(_("{day}, {strategy}: today is a day {arm}."), values))
    if found.note.excuse is not None:
        why = bench.say(Message(EXCUSES[found.note.excuse]))
        line += " " + bench.say(Message(_("Told of today: {why}."), {"why": why}))
    return line if found.notice is None else f"{line}\n{found.notice}"
