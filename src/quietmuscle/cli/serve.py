"""Open the pages in a browser: of one's own diary, or of a made-up one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.cli.bench import Tools
from quietmuscle.cli.bench import folder_option
from quietmuscle.cli.bench import pass_tools
from quietmuscle.cli.bench import refusals

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from quietmuscle.cli.bench import Command

DEFAULT_PORT = 8765
OWN_NAMES = ("127.0.0.1", "localhost")
PROXY_WARNING = _(
    "Requests for {name} are answered as if they were yours. Whatever hands them on must ask who "
    "comes, and let nobody else through."
)
_NAME = re.compile(
    r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?"
)


def page_options(default_port: int) -> Callable[[Command], Command]:
    """Add the options of where the pages open."""

    def add(command: Command) -> Command:
        for option in (
            click.option(
                "--json",
                "as_json",
                is_flag=True,
                help="Answer in JSON, for programs: one line with the address, port, folder, demo "
                "and version, as soon as the pages are open.",
            ),
            click.option("--no-browser", is_flag=True, help="Do not open the browser."),
            click.option(
                "--port",
                type=click.IntRange(0, 65535),
                default=default_port,
                show_default=True,
                help="The port of the pages; 0 takes a free one.",
            ),
            click.option(
                "--host",
                default=OWN_NAMES[0],
                show_default=True,
                help="Only this computer itself is allowed.",
            ),
        ):
            command = option(command)
        return command

    return add


@click.command("serve")
@folder_option
@page_options(DEFAULT_PORT)
@click.option(
    "--allow-host",
    "allow_hosts",
    metavar="NAME",
    multiple=True,
    help="A name under which a trusted proxy on this computer hands requests on; the proxy must "
    "ask who comes. May be given several times.",
)
@pass_tools
def serve(  # noqa: PLR0913 - each is an option
    tools: Tools,
    *,
    folder: Path | None,
    host: str,
    port: int,
    no_browser: bool,
    as_json: bool,
    allow_hosts: tuple[str, ...],
) -> None:
    """Open the diary in the browser; this is what happens without a command."""
    with refusals():
        check_host(host)
        names = tuple(proxy_name(each) for each in allow_hosts)
        from quietmuscle.store.location import location_from_environment

        for name in names:
            click.echo(say(Message(PROXY_WARNING, {"name": name})), err=as_json)
        tools.serve(
            location_from_environment(folder),
            port=port,
            open_browser=not no_browser,
            demo=False,
            tell=click.echo,
            allow_hosts=names,
            as_json=as_json,
        )


def check_host(host: str) -> None:
    """Refuse to open the diary to other computers."""
    if host not in OWN_NAMES:
        raise ValueNotUnderstoodError(
            Message(
                _(
                    "Quiet Muscle opens to this computer only, not at {host}, so that nobody "
                    "else can read your diary."
                ),
                {"host": host[:60]},
            )
        )


def proxy_name(text: str) -> str:
    """A name as browsers send it, or a refusal: an address or a pattern would open too much."""
    name = text.rstrip(".").lower()
    if not _NAME.fullmatch(name):
        raise ValueNotUnderstoodError(
            Message(
                _(
                    "A proxy's name is written like diary.example.net, without https:// and "
                    "without a port; {name} is none."
                ),
                {"name": text[:60]},
            )
        )
    return name
