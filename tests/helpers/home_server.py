"""The real server for phones in a process of its own, at home on this very computer.

    python home_server.py FOLDER PORT HOME_PORT TRUST_PORT

The home network is pretended: nothing is told to the one that this computer
is in, and devices reach quietmuscle.local at 127.0.0.1.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from diary_server import DiaryServer
from diary_server import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from quietmuscle.web.home.home import Announced
    from quietmuscle.web.home.keeper import Surroundings

HOME_NAME = "quietmuscle.local"


@dataclass
class HomeServer(DiaryServer):
    """The diary on this computer, and for phones at home."""

    home_port: int = 0
    trust_port: int = 0

    @property
    def home_address(self) -> str:
        return f"https://{HOME_NAME}:{self.home_port}"

    @property
    def trust_address(self) -> str:
        return f"http://{HOME_NAME}:{self.trust_port}"

    def start(self, *flags: str) -> HomeServer:
        """Start it, and wait until it answers."""
        self.port = self.port or free_port()
        self.home_port = self.home_port or free_port()
        self.trust_port = self.trust_port or free_port()
        ports = [str(each) for each in (self.port, self.home_port, self.trust_port)]
        said = self._begin(__file__, [str(self.folder), *ports, *flags])
        self.said = ""
        while self.address not in self.said:
            line = said.readline()
            assert line, f"the server did not start: {self.said!r}"
            self.said += line
        return self


def pretended_home(address: str = "127.0.0.1") -> Surroundings:
    """A home in which this computer is found at this address, and takes the name."""
    from quietmuscle.web.home.home import Announced
    from quietmuscle.web.home.keeper import Surroundings
    from quietmuscle.web.home.network import HomeNetwork

    @contextmanager
    def beacon(_addresses: Sequence[str], _port: int) -> Iterator[Announced]:
        yield Announced.YES

    network = HomeNetwork(names=(HOME_NAME,), addresses=(address,))
    return Surroundings(look=lambda: network, beacon=beacon)


def main(words: list[str]) -> None:
    """Serve until asked to stop."""
    from quietmuscle.store.location import Location
    from quietmuscle.web.home.serve_home import serve_home

    folder, port, home_port, trust_port = words
    serve_home(
        Location(folder=Path(folder)),
        port=int(port),
        home_port=int(home_port),
        trust_port=int(trust_port),
        open_browser=False,
        surroundings=pretended_home(),
    )


if __name__ == "__main__":
    main(sys.argv[1:])
