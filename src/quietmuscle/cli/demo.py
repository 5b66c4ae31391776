"""A made-up year to try things out, apart from one's own diary."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.cli.bench import Tools
from quietmuscle.cli.bench import folder_option
from quietmuscle.cli.bench import pass_tools
from quietmuscle.cli.bench import refusals
from quietmuscle.cli.serve import check_host
from quietmuscle.cli.serve import page_options

if TYPE_CHECKING:
    from pathlib import Path

    from quietmuscle.store.location import Location

DEFAULT_DEMO_PORT = 8764
"""Not the diary's own port: what a browser keeps for the one is then not kept for the other."""


@click.command("demo")
@folder_option
@page_options(DEFAULT_DEMO_PORT)
@pass_tools
def demo(  # noqa: PLR0913 - each is an option
    tools: Tools, *, folder: Path | None, host: str, port: int, no_browser: bool, as_json: bool
) -> None:
    """Open a made-up year in a folder of its own; your diary is not touched.

    The year is made anew on each day, with whatever was tried out in it.
    """
    with refusals():
        check_host(host)
        from quietmuscle.flow.demo import demo_location

        location = demo_location(folder)
        _fill(tools, location, as_json=as_json)
        tools.serve(
            location,
            port=port,
            open_browser=not no_browser,
            demo=True,
            tell=click.echo,
            as_json=as_json,
        )


def _fill(tools: Tools, location: Location, *, as_json: bool) -> None:
    """The made-up year, ready in its folder."""
    from quietmuscle.flow.demo import fill_demo
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.store.diary import open_diary
    from quietmuscle.store.lock import server_lock

    with ExitStack() as keys:
        keys.enter_context(server_lock(location))  # a made-up year that is open is not made anew
        diary = open_diary(location, tools.clock.now_utc())
        keys.callback(diary.close)
        if fill_demo(Workspace(diary=diary, clock=tools.clock)):
            line = Message(
                _("A made-up year was written into {folder}."), {"folder": location.folder}
            )
            click.echo(say(line), err=as_json)
