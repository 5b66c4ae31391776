"""Tell the diary of a twitch, or that there was none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quietmuscle.base.errors import ValueNotUnderstoodError
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
from quietmuscle.cli.reading import When
from quietmuscle.cli.reading import read_when
from quietmuscle.model.episode import Doing
from quietmuscle.model.episode import FeltKind
from quietmuscle.model.episode import Lasted

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from quietmuscle.flow.record import EpisodeDraft

_SCORE = click.IntRange(0, 10)


def _choices(kinds: type[FeltKind | Lasted | Doing]) -> click.Choice[str]:
    return click.Choice([kind.value for kind in kinds])


@click.command("log")
@click.argument("places", nargs=-1, metavar="[PLACE]...")
@click.option("--none", "none_today", is_flag=True, help="There were no twitches on that day.")
@click.option(
    "--when",
    default="now",
    show_default=True,
    help="When it was, such as yesterday, 14:05 or 2026-11-20T14:05.",
)
@click.option("--kind", type=_choices(FeltKind), help="What it felt like.")
@click.option("--count", type=int, help="How many twitches this entry stands for.")
@click.option("--intensity", type=_SCORE, help="How strong, from 0 to 10.")
@click.option("--bother", type=_SCORE, help="How much it bothered you, from 0 to 10.")
@click.option("--lasted", type=_choices(Lasted), help="How long one twitch lasted.")
@click.option("--doing", type=_choices(Doing), help="What you were doing when it began.")
@click.option("--painful/--not-painful", default=None, help="Whether it hurt.")
@click.option("--weak/--not-weak", default=None, help="Whether the muscle was weak.")
@click.option("--stiff/--not-stiff", default=None, help="Whether the muscle was stiff.")
@click.option("--note", default="", help="Anything in your own words.")
@folder_option
@json_option
@pass_tools
def log(  # noqa: PLR0913 - each option is an argument
    tools: Tools,
    *,
    places: tuple[str, ...],
    none_today: bool,
    when: str,
    kind: str | None,
    count: int | None,
    intensity: int | None,
    bother: int | None,
    lasted: str | None,
    doing: str | None,
    painful: bool | None,
    weak: bool | None,
    stiff: bool | None,
    note: str,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Record a twitch at one or more places, such as calf.left.

    All but the place is optional. With --none and no place, the day is kept
    as one without twitches: that is worth knowing too.
    """
    with opened(tools, folder) as bench:
        from quietmuscle.flow.record import EpisodeDraft
        from quietmuscle.model.site import read_site

        here = bench.here()
        meant = read_when(when, here)
        if none_today:
            _check_only_a_day(places, meant)
            _log_none(bench, meant.day or here.today, as_json=as_json)
            return
        draft = EpisodeDraft(
            id=new_id(here.now_utc),
            sites=tuple(read_site(place) for place in places),
            instant_utc=meant.instant_utc,
            day=meant.day,
            kind=None if kind is None else FeltKind(kind),
            count=count,
            intensity_0_10=intensity,
            bother_0_10=bother,
            lasted=None if lasted is None else Lasted(lasted),
            doing=None if doing is None else Doing(doing),
            painful=painful,
            weak=weak,
            stiff=stiff,
            note=note,
        )
        _log_twitch(bench, draft, as_json=as_json)


def _log_twitch(bench: Bench, draft: EpisodeDraft, *, as_json: bool) -> None:
    from quietmuscle.cli.words import episode_line
    from quietmuscle.flow.record import record_episode

    saved = record_episode(bench.workspace, draft, change_id=draft.id)
    line = Message(_("Saved: {entry}"), {"entry": episode_line(bench, saved.entry)})
    answer(saved.entry, as_json=as_json, words=lambda: bench.say(line))


def _log_none(bench: Bench, day: date, *, as_json: bool) -> None:
    from quietmuscle.flow.record import say_none

    now_utc = bench.workspace.clock.now_utc()
    saved = say_none(bench.workspace, day, none_today=True, change_id=new_id(now_utc))
    line = Message(_("Saved: no twitches on {day}."), {"day": day})
    answer(saved.entry, as_json=as_json, words=lambda: bench.say(line))


def _check_only_a_day(places: tuple[str, ...], when: When) -> None:
    """Refuse "none" of a place or of a minute: it is said of whole days."""
    if places or when.instant_utc is not None:
        raise ValueNotUnderstoodError(
            Message(_("“None” is said of a whole day: leave out the place and the time of day."))
        )
