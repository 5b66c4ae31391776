"""Where the program starts: the command line is handed what the other door can do."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from quietmuscle.base.clock import SystemClock
from quietmuscle.cli.bench import Tools
from quietmuscle.cli.main import run

if TYPE_CHECKING:
    from collections.abc import Callable

    from quietmuscle.store.location import Location


def _serve(  # noqa: PLR0913 - each is an option of the command
    location: Location,
    *,
    port: int,
    open_browser: bool,
    demo: bool,
    tell: Callable[[str], object],
    allow_hosts: tuple[str, ...] = (),
    as_json: bool = False,
) -> None:
    """The pages, brought in only when they are wanted: they are heavy."""
    from quietmuscle.web.serve import serve

    serve(
        location,
        port=port,
        open_browser=open_browser,
        demo=demo,
        tell=tell,
        allow_hosts=allow_hosts,
        as_json=as_json,
    )


def _serve_home(  # noqa: PLR0913 - each is an option of the command
    location: Location,
    *,
    port: int,
    home_port: int,
    trust_port: int,
    open_browser: bool,
    with_picture: bool,
    tell: Callable[[str], object],
    as_json: bool = False,
) -> None:
    """The pages here and for phones at home: heavier still."""
    from quietmuscle.web.home.serve_home import serve_home

    serve_home(
        location,
        port=port,
        home_port=home_port,
        trust_port=trust_port,
        open_browser=open_browser,
        with_picture=with_picture,
        tell=tell,
        as_json=as_json,
    )


def main() -> int:
    """Do what was typed."""
    return run(sys.argv[1:], Tools(clock=SystemClock(), serve=_serve, serve_home=_serve_home))


if __name__ == "__main__":
    sys.exit(main())
