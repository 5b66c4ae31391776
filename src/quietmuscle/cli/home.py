"""Open the diary on this computer and, at home, on one's own phone."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from quietmuscle.cli.bench import Tools
from quietmuscle.cli.bench import folder_option
from quietmuscle.cli.bench import pass_tools
from quietmuscle.cli.bench import refusals
from quietmuscle.cli.serve import DEFAULT_PORT

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT_HOME_PORT = 8766
DEFAULT_TRUST_PORT = 8767
PORT = click.IntRange(0, 65535)


@click.command("home")
@folder_option
@click.option(
    "--port",
    type=PORT,
    default=DEFAULT_PORT,
    show_default=True,
    help="The port of the pages on this computer; 0 takes a free one.",
)
@click.option(
    "--home-port",
    type=PORT,
    default=DEFAULT_HOME_PORT,
    show_default=True,
    help="The port of the encrypted pages for phones.",
)
@click.option(
    "--trust-port",
    type=PORT,
    default=DEFAULT_TRUST_PORT,
    show_default=True,
    help="The port of the page by which a phone learns to trust this computer.",
)
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Answer in JSON, for programs: one line with the addresses, ports, folder and version, as "
    "soon as the pages are open.",
)
@pass_tools
def home(  # noqa: PLR0913 - each is an option
    tools: Tools,
    *,
    folder: Path | None,
    port: int,
    home_port: int,
    trust_port: int,
    no_browser: bool,
    as_json: bool,
) -> None:
    """Open the diary here and, at home, on phones that you let in.

    Phones come over HTTPS, and only with a code that this computer shows. All
    others in the network see nothing of the diary.
    """
    with refusals():
        from quietmuscle.store.location import location_from_environment

        tools.serve_home(
            location_from_environment(folder),
            port=port,
            home_port=home_port,
            trust_port=trust_port,
            open_browser=not no_browser,
            with_picture=sys.stdout.isatty() and not as_json,
            tell=click.echo,
            as_json=as_json,
        )
