"""Backups: listed, made, and brought back."""

from __future__ import annotations

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

    from quietmuscle.store.backup_files import Backup


@click.group("backup")
def backup() -> None:
    """Copies of the diary: list them, make one, bring one back."""


@backup.command("list")
@folder_option
@json_option
def list_(*, folder: Path | None, as_json: bool) -> None:
    """List the backups, the newest first; also when the diary is damaged."""
    with refusals():
        from quietmuscle.flow.backups import backups
        from quietmuscle.store.location import location_from_environment

        found = backups(location_from_environment(folder))
        answer(found, as_json=as_json, words=lambda: list_words(found))


@backup.command("make")
@folder_option
@json_option
@pass_tools
def make(tools: Tools, *, folder: Path | None, as_json: bool) -> None:
    """Make a backup now."""
    with opened(tools, folder) as bench:
        from quietmuscle.flow.backups import back_up

        made = back_up(bench.workspace)
        line = Message(_("Backup made: {name}"), {"name": made.name})
        answer(made, as_json=as_json, words=lambda: bench.say(line))


@backup.command("restore")
@click.argument("name")
@folder_option
@json_option
@pass_tools
def restore(tools: Tools, *, name: str, folder: Path | None, as_json: bool) -> None:
    """Bring a backup back by its NAME.

    What it replaces becomes a backup itself, so that you can go back.
    """
    with refusals():
        from quietmuscle.flow.backups import restore as bring_back
        from quietmuscle.store.location import location_from_environment

        replaced = bring_back(location_from_environment(folder), tools.clock, name)
        line = Message(
            _("{name} was brought back. What was there before is kept as {replaced}."),
            {"name": name, "replaced": replaced.name},
        )
        answer(replaced, as_json=as_json, words=lambda: say(line))


def list_words(found: tuple[Backup, ...]) -> str:
    """A line a backup: its name and its size."""
    if not found:
        return say(Message(_("No backups yet.")))
    return "\n".join(f"{each.name}  {each.size_bytes / 1024:.0f} KiB" for each in found)
