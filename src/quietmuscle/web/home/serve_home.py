"""The diary open twice: on this computer as always, and at home for paired phones."""

from __future__ import annotations

import gc
import threading
from contextlib import ExitStack
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.types import ASGIApp

from quietmuscle import __version__
from quietmuscle.base.clock import SystemClock
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.web.home.home import Announced
from quietmuscle.web.home.home import Home
from quietmuscle.web.home.pairing import PairingDesk
from quietmuscle.web.serve import DEFAULT_PORT
from quietmuscle.web.serve import WAITING_CONNECTIONS
from quietmuscle.web.serve import collect_later
from quietmuscle.web.serve import listener_at
from quietmuscle.web.serve import open_workspace
from quietmuscle.web.serve import opened_words
from quietmuscle.web.serve import print_line
from quietmuscle.web.serve import run
from quietmuscle.web.serve import server_of

if TYPE_CHECKING:
    import socket
    import ssl
    from collections.abc import Callable
    from collections.abc import Iterator
    from datetime import datetime

    from quietmuscle.store.location import Location
    from quietmuscle.web.home.keeper import Surroundings

DEFAULT_HOME_PORT = 8766
DEFAULT_TRUST_PORT = 8767
ALL_OF_THIS_COMPUTERS = "0.0.0.0"  # noqa: S104 - the door asks each device whether it is at home


def serve_home(  # noqa: PLR0913 - each is an option of the command
    location: Location,
    *,
    port: int = DEFAULT_PORT,
    home_port: int = DEFAULT_HOME_PORT,
    trust_port: int = DEFAULT_TRUST_PORT,
    open_browser: bool = True,
    with_picture: bool = False,
    tell: Callable[[str], object] | None = None,
    surroundings: Surroundings | None = None,
    as_json: bool = False,
) -> None:
    """Serve the diary on this computer and, over HTTPS, to paired phones at home.

    A port of 0 takes a free one. `with_picture` tells the picture for a
    phone's camera, too; `as_json` tells one line of JSON instead (`OpenedAtHome`).
    Raises QuietMuscleError as `serve` does.
    """
    collect_later()
    from quietmuscle.store.household import Household
    from quietmuscle.store.lock import server_lock
    from quietmuscle.web.home.keeper import Keeper
    from quietmuscle.web.home.keeper import keep_home
    from quietmuscle.web.logs import configure_logs

    configure_logs()
    tell = tell or print_line
    clock = SystemClock()
    with ExitStack() as keys:
        keys.callback(gc.enable)
        keys.enter_context(server_lock(location))
        here = keys.enter_context(listener_at(port))
        for_phones = keys.enter_context(listener_at(home_port, ALL_OF_THIS_COMPUTERS))
        for_trust = keys.enter_context(listener_at(trust_port, ALL_OF_THIS_COMPUTERS))
        keeper = Keeper(Household(location), clock, surroundings or _real(), port_of(for_phones))
        # Making this computer known takes some seconds, in which the diary is opened.
        home = Home(
            desk=PairingDesk(),
            presence=keys.enter_context(keep_home(keeper)),
            port=port_of(for_phones),
            trust_port=port_of(for_trust),
        )
        doors = _open_doors(location, home, keys)
        keys.enter_context(_beside(doors.for_phones, for_phones, keeper.tls.context))
        keys.enter_context(_beside(doors.for_trust, for_trust))
        here.listen(WAITING_CONNECTIONS)
        keeper.looked.wait()
        if not as_json:
            for words in _words_for_phones(home, clock.now_utc(), with_picture=with_picture):
                tell(words)

        def line_for_programs(address: str) -> str:
            return opened_line(address, location, home)

        run(
            server_of(doors.here),
            here,
            open_browser=open_browser,
            tell=tell,
            line_of=line_for_programs if as_json else opened_words,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedAtHome:
    """What a program is told once the pages are open; `phones` is None without a network."""

    address: str
    port: int
    phones: str | None
    home_port: int
    trust_port: int
    folder: str
    version: str


def opened_line(address: str, location: Location, home: Home) -> str:
    """One line of JSON that says where the diary is open, here and for phones."""
    from quietmuscle.base.wire import to_json

    host = home.presence.best_host
    opened = OpenedAtHome(
        address=address,
        port=int(address.rpartition(":")[2]),
        phones=None if host is None else home.address(host),
        home_port=home.port,
        trust_port=home.trust_port,
        folder=str(location.folder),
        version=__version__,
    )
    return to_json(opened).decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Doors:
    """The three ways in, each behind its guard."""

    here: ASGIApp
    for_phones: ASGIApp
    for_trust: ASGIApp


def _open_doors(location: Location, home: Home, keys: ExitStack) -> _Doors:
    """All pages around the open diary, once, and the ways to them; `keys` closes it."""
    from quietmuscle.store.household import Household
    from quietmuscle.web.app import guarded
    from quietmuscle.web.app import make_rooms
    from quietmuscle.web.assets import load_assets
    from quietmuscle.web.guard import LOOPBACK_NAMES
    from quietmuscle.web.home.door import Door
    from quietmuscle.web.home.door import at_home_only
    from quietmuscle.web.home.trust import make_trust_page
    from quietmuscle.web.house import House
    from quietmuscle.web.upkeep import keep_up

    workspace = open_workspace(location, keys)
    house = House(workspace=workspace, assets=load_assets(), home=home)
    rooms = make_rooms(house)
    keys.enter_context(keep_up(workspace))
    keys.enter_context(house.measuring.open(workspace))
    keys.callback(house.sensors.close)
    return _Doors(
        here=guarded(rooms, LOOPBACK_NAMES),
        for_phones=guarded(at_home_only(Door(rooms, Household(location))), home.presence),
        for_trust=make_trust_page(house, home),
    )


@contextmanager
def _beside(
    app: ASGIApp, listener: socket.socket, tls: ssl.SSLContext | None = None
) -> Iterator[None]:
    """A stretch of time in which an app is served on a thread of its own."""
    server = server_of(app)
    server.config.load()
    server.config.ssl = tls
    listener.listen(WAITING_CONNECTIONS)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()


def _words_for_phones(home: Home, now_utc: datetime, *, with_picture: bool) -> Iterator[str]:
    """What the person reads when the door is open: where phones find it, and how they get in."""
    from quietmuscle.web.home.qr import qr_terminal

    host = home.presence.best_host
    if host is None:
        yield say(
            Message(
                _(
                    "This computer is in no home network just now. Phones will find the diary "
                    "once it is connected."
                )
            )
        )
        return
    if home.presence.announced is Announced.TAKEN:
        yield say(
            Message(
                _(
                    "Another computer in this network has the name quietmuscle.local, so phones "
                    "need an address of numbers, which may change."
                )
            )
        )
    elif home.presence.announced is Announced.NO:
        yield say(
            Message(
                _(
                    "The network could not be told the name quietmuscle.local, so phones need an "
                    "address of numbers, which may change."
                )
            )
        )
    if with_picture:
        offer = home.desk.offer(now_utc)
        yield qr_terminal(f"{home.address(host)}/pair#{offer.code}")
        yield say(
            Message(
                _(
                    "To let a phone in, point its camera at this picture within ten minutes, or "
                    "open {address}/pair on it and type {code}"
                ),
                {"address": home.address(host), "code": offer.short_code_shown},
            )
        )
    else:
        yield say(
            Message(
                _(
                    "Phones find it at {address}; let them in on this computer, under More, "
                    "Your phone."
                ),
                {"address": home.address(host)},
            )
        )


def _real() -> Surroundings:
    """The network that this computer is in."""
    from quietmuscle.web.home.beacon import beacon
    from quietmuscle.web.home.keeper import Surroundings
    from quietmuscle.web.home.network import this_network

    return Surroundings(look=this_network, beacon=beacon)


def port_of(listener: socket.socket) -> int:
    """The port that a socket got."""
    number: int = listener.getsockname()[1]
    return number
