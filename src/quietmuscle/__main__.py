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


def _serve(
    location: Location,
    *,
    port: int,
    open_browser: bool,
    demo: bool,
    tell: Callable[[str], object],
) -> None:
    """The pages, brought in only when they are wanted: they are heavy."""
    from quietmuscle.web.serve import serve

    serve(location, port=port, open_browser=open_browser, demo=demo, tell=tell)


def main() -> int:
    """Do what was typed."""
    return run(sys.argv[1:], Tools(clock=SystemClock(), serve=_serve))


if __name__ == "__main__":
    sys.exit(main())
