"""Guided sessions on the command line: which there are, and how those that were done went."""

from __future__ import annotations

from dataclasses import dataclass
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
    from collections.abc import Iterator
    from pathlib import Path

    from quietmuscle.model.session_use import SessionUse


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSession:
    """A session that can be done on the pages."""

    id: str
    name: str
    steps: tuple[str, ...]


@click.group("sessions")
def sessions() -> None:
    """List the guided sessions, or how those that were done went."""


@sessions.command("list")
@folder_option
@json_option
@pass_tools
def list_(tools: Tools, *, folder: Path | None, as_json: bool) -> None:
    """List the sessions of the page What helps, with their steps."""
    with opened(tools, folder) as bench:
        from quietmuscle.knowledge.sessions import sessions as known

        found = tuple(
            PrintedSession(id=each.id, name=bench.say(each.label), steps=each.steps)
            for each in known()
        )
        lines = (f"{each.id}  {each.name}  {', '.join(each.steps)}" for each in found)
        answer(found, as_json=as_json, words=lambda: "\n".join(lines))


@sessions.command("uses")
@folder_option
@json_option
@pass_tools
def uses(tools: Tools, *, folder: Path | None, as_json: bool) -> None:
    """List the sessions that were done, with the bother before and after, the newest first."""
    with opened(tools, folder) as bench:
        from quietmuscle.flow.session_uses import session_uses

        found = session_uses(bench.workspace)
        answer(found, as_json=as_json, words=lambda: "\n".join(_lines(bench, found)))


def _lines(bench: Bench, found: tuple[SessionUse, ...]) -> Iterator[str]:
    from quietmuscle.knowledge.sessions import session_or_none
    from quietmuscle.model.words import words_of

    if not found:
        yield bench.say(Message(_("No session was done yet.")))
    for each in found:
        known = session_or_none(each.session)
        name = each.session if known is None else bench.say(known.label)
        told = {
            "before": _score(bench, each.bother_before_0_10),
            "after": _score(bench, each.bother_after_0_10),
        }
        bother = bench.say(Message(_("bother before: {before}, after: {after}"), told))
        ended = bench.say(Message(words_of(each.ended)))
        yield f"{each.moment.local:%Y-%m-%d %H:%M}  {name}  {bother}  {ended}"


def _score(bench: Bench, score: int | None) -> str:
    return bench.say(Message(_("not told"))) if score is None else str(score)
