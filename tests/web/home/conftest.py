"""An app behind the door for phones, and phones that knock."""

from __future__ import annotations

import warnings
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from quietmuscle.store.household import Household
from quietmuscle.web.app import guarded
from quietmuscle.web.app import make_app
from quietmuscle.web.app import make_rooms
from quietmuscle.web.home.door import COOKIE
from quietmuscle.web.home.door import Door
from quietmuscle.web.home.door import at_home_only
from quietmuscle.web.home.home import Announced
from quietmuscle.web.home.home import Home
from quietmuscle.web.home.home import HomeCertificate
from quietmuscle.web.home.home import Presence
from quietmuscle.web.home.network import HomeNetwork
from quietmuscle.web.home.pairing import PairingDesk
from quietmuscle.web.home.pairing import pair

with warnings.catch_warnings():
    # Starlette would rather have httpx2, a successor that is not yet everywhere.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from anyio.abc import BlockingPortal
    from starlette.types import ASGIApp

    from quietmuscle.base.clock import StoppedClock
    from quietmuscle.store.location import Location
    from quietmuscle.web.house import House

AT_HOME = "https://quietmuscle.local:8766"


@pytest.fixture
def household(location: Location) -> Household:
    """What the diary keeps for use at home."""
    return Household(location)


@pytest.fixture
def home() -> Home:
    """The door for phones, open at 192.168.1.20."""
    return Home(
        desk=PairingDesk(),
        presence=Presence(
            network=HomeNetwork(
                names=("quietmuscle.local", "ada-pc.local"), addresses=("192.168.1.20",)
            ),
            announced=Announced.YES,
            certificate=HomeCertificate(der=b"certificate", fingerprint="0A 1B 2C"),
        ),
        port=8766,
        trust_port=8767,
    )


@pytest.fixture
def open_house(house: House, home: Home) -> House:
    """The house with its door for phones open."""
    return replace(house, home=home)


@pytest.fixture
def here(open_house: House, client_of: Callable[[ASGIApp], TestClient]) -> Iterator[TestClient]:
    """The computer's own browser."""
    made = client_of(make_app(open_house))
    yield made
    made.close()


@pytest.fixture
def knock(
    open_house: House, household: Household, home: Home, portal: BlockingPortal
) -> Iterator[Callable[..., TestClient]]:
    """A device that knocks at the HTTPS side; `client` says from where."""
    rooms = Door(make_rooms(open_house), household)
    app = guarded(at_home_only(rooms), home.presence)
    opened = []

    def device(client: str = "192.168.1.77", base_url: str = AT_HOME) -> TestClient:
        made = TestClient(
            app,
            base_url=base_url,
            client=(client, 50000),
            raise_server_exceptions=False,
            follow_redirects=False,
        )
        made.portal = portal
        opened.append(made)
        return made

    yield device
    for each in opened:
        each.close()


@pytest.fixture
def stranger(knock: Callable[..., TestClient]) -> TestClient:
    """A device that was not paired."""
    return knock()


@pytest.fixture
def secret(home: Home, household: Household, clock: StoppedClock) -> str:
    """The secret of a phone that was paired."""
    code = home.desk.offer(clock.now_utc()).code
    return pair(home.desk, household, code, "Ada's phone", clock.now_utc())[1]


@pytest.fixture
def phone(knock: Callable[..., TestClient], secret: str) -> TestClient:
    """A phone that was paired."""
    made = knock()
    made.cookies.set(COOKIE, secret, domain="quietmuscle.local")
    return made
