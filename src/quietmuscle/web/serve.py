"""The server from its start to its end: the one place where everything is put together."""

from __future__ import annotations

import signal
import socket
import sys
import threading
import webbrowser
from contextlib import ExitStack
from contextlib import suppress
from typing import TYPE_CHECKING

from quietmuscle.base.clock import SystemClock
from quietmuscle.base.errors import PortTakenError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say

if TYPE_CHECKING:
    from collections.abc import Callable

    import uvicorn

    from quietmuscle.store.location import Location

HOST = "127.0.0.1"
DEFAULT_PORT = 8765
GRACE_S = 5
"""How long a request that is under way may take once the server is asked to stop."""


def serve(
    location: Location,
    *,
    port: int = DEFAULT_PORT,
    open_browser: bool = True,
    demo: bool = False,
    tell: Callable[[str], object] | None = None,
) -> None:
    """Serve the diary of a location on this computer until it is asked to stop.

    `tell` is given one sentence with the address once the server is ready.
    Raises QuietMuscleError where the folder or the port is taken, or the diary
    cannot be opened.
    """
    from quietmuscle.web.logs import configure_logs

    configure_logs()
    with ExitStack() as house_keys:
        server, listener = _prepare(location, port=port, demo=demo, keys=house_keys)
        address = f"http://{HOST}:{listener.getsockname()[1]}"
        ready = say(Message(_("Quiet Muscle is open at {address}"), {"address": address}))
        (tell or _print)(ready)
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        _stop_when_asked()
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listener])


def _prepare(
    location: Location, *, port: int, demo: bool, keys: ExitStack
) -> tuple[uvicorn.Server, socket.socket]:
    """An open diary behind a server that waits for its first request; `keys` closes it all."""
    import uvicorn

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.store.diary import open_diary
    from quietmuscle.store.lock import server_lock
    from quietmuscle.web.app import make_app
    from quietmuscle.web.assets import load_assets
    from quietmuscle.web.house import House
    from quietmuscle.web.upkeep import keep_up

    clock = SystemClock()
    keys.enter_context(server_lock(location))
    listener = keys.enter_context(_listener(port))
    diary = open_diary(location, clock.now_utc())
    keys.callback(diary.close)
    workspace = Workspace(diary=diary, clock=clock)
    app = make_app(House(workspace=workspace, assets=load_assets(), demo=demo))
    keys.enter_context(keep_up(workspace))
    listener.listen(128)
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
    return uvicorn.Server(config), listener


def _listener(port: int) -> socket.socket:
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
        listener.bind((HOST, port))
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


def _stop_when_asked() -> None:
    """Let the system's request to end close the diary in good order."""

    def stop(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, stop)


def _print(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
