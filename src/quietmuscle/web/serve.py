"""The server from its start to its end: the one place where everything is put together."""

from __future__ import annotations

import gc
import signal
import socket
import sys
import threading
import webbrowser
from contextlib import ExitStack
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle import __version__
from quietmuscle.base.clock import SystemClock
from quietmuscle.base.errors import PortTakenError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    import uvicorn
    from starlette.types import ASGIApp

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.store.location import Location

HOST = "127.0.0.1"
DEFAULT_PORT = 8765
WAITING_CONNECTIONS = 128
GRACE_S = 5
"""How long a request that is under way may take once the server is asked to stop."""


def serve(  # noqa: PLR0913 - each is an option of the command
    location: Location,
    *,
    port: int = DEFAULT_PORT,
    open_browser: bool = True,
    demo: bool = False,
    tell: Callable[[str], object] | None = None,
    allow_hosts: tuple[str, ...] = (),
    as_json: bool = False,
) -> None:
    """Serve the diary of a location on this computer until it is asked to stop.

    `tell` is given the address and how to stop once the server is ready, or with
    `as_json` one line of JSON for a program (`Opened`).
    `allow_hosts` are names under which a trusted proxy hands requests on.
    Raises QuietMuscleError where the folder or the port is taken, or the diary
    cannot be opened, and KnowledgeError where a table of ours is damaged.
    """
    collect_later()
    from quietmuscle.knowledge.check import check_tables
    from quietmuscle.store.lock import server_lock
    from quietmuscle.web.app import make_app
    from quietmuscle.web.assets import load_assets
    from quietmuscle.web.guard import LOOPBACK_NAMES
    from quietmuscle.web.house import House
    from quietmuscle.web.logs import configure_logs
    from quietmuscle.web.upkeep import keep_up

    configure_logs()
    with ExitStack() as keys:
        keys.callback(gc.enable)
        check_tables()
        keys.enter_context(server_lock(location))
        listener = keys.enter_context(listener_at(port))
        workspace = open_workspace(location, keys)
        house = House(workspace=workspace, assets=load_assets(), demo=demo)
        server = server_of(make_app(house, LOOPBACK_NAMES.union(allow_hosts)))
        keys.enter_context(keep_up(workspace))
        keys.enter_context(house.measuring.open(workspace))
        keys.callback(house.sensors.close)
        listener.listen(WAITING_CONNECTIONS)

        def line_for_programs(address: str) -> str:
            return opened_line(address, location, demo=demo)

        run(
            server,
            listener,
            open_browser=open_browser,
            tell=tell or print_line,
            line_of=line_for_programs if as_json else opened_words,
        )


def collect_later() -> None:
    """Look for waste only once the pages are open.

    What a start makes stays, and to look through it again and again takes a sixth of the start.
    """
    gc.disable()


def collect_from_now_on() -> None:
    """Look for waste in what is made from now on; what the start made is not looked through."""
    gc.freeze()
    gc.enable()


def open_workspace(location: Location, keys: ExitStack) -> Workspace:
    """The open diary and the system's clock; `keys` closes it."""
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.store.diary import open_diary

    clock = SystemClock()
    diary = open_diary(location, clock.now_utc())
    keys.callback(diary.close)
    return Workspace(diary=diary, clock=clock)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What a program is told once the pages are open."""

    address: str
    port: int
    folder: str
    demo: bool
    version: str


def opened_line(address: str, location: Location, *, demo: bool) -> str:
    """One line of JSON that says where which diary is open."""
    from quietmuscle.base.wire import to_json

    opened = Opened(
        address=address,
        port=int(address.rpartition(":")[2]),
        folder=str(location.folder),
        demo=demo,
        version=__version__,
    )
    return to_json(opened).decode()


def opened_words(address: str) -> str:
    """The lines that say where the diary is open, and how it is closed."""
    where = say(Message(_("Quiet Muscle is open at {address}"), {"address": address}))
    return f"{where}\n{say(Message(_('To stop: press Ctrl and C')))}"


def run(
    server: uvicorn.Server,
    listener: socket.socket,
    *,
    open_browser: bool,
    tell: Callable[[str], object],
    line_of: Callable[[str], str] = opened_words,
) -> None:
    """Answer this computer's own browser until asked to stop."""
    address = f"http://{HOST}:{listener.getsockname()[1]}"
    with _stopped_when_asked(server), suppress(KeyboardInterrupt):
        collect_from_now_on()
        tell(line_of(address))
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        server.run(sockets=[listener])


def server_of(app: ASGIApp) -> uvicorn.Server:
    """A server of an app that waits for its first request."""
    import uvicorn

    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE_S,
    )
    return uvicorn.Server(config)


def listener_at(port: int, host: str = HOST) -> socket.socket:
    """The socket at our address, which no other program can then take."""
    # Named TCP, or asyncio leaves the system's pause of 40 ms between small packets in.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    # On Windows SO_REUSEADDR would let two programs share a port; elsewhere it
    # lets a server start again at once.
    if sys.platform == "win32":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except (OSError, OverflowError) as error:
        listener.close()
        raise PortTakenError(
            Message(
                _(
                    "Port {port} cannot be used on this computer: another program has it. "
                    "Your diary is safe; please close that program or start with another port."
                ),
                {"port": port},
            )
        ) from error
    return listener


@contextmanager
def _stopped_when_asked(server: uvicorn.Server) -> Iterator[None]:
    """A stretch in which a request to end, at any moment, ends the server in good order.

    The server listens to signals itself once it runs. Before that, an
    interrupt that is raised wherever Python happens to be can be lost; so it
    is written down, and the server ends as soon as it has begun.
    """

    def stop(_signal: int, _frame: object) -> None:
        server.should_exit = True

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {each: signal.signal(each, stop) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def print_line(words: str) -> None:
    """Say something on standard output, at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
