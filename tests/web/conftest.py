"""An app around a new diary, and a client that asks it as a browser on this computer would."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pytest
from anyio.from_thread import start_blocking_portal
from sensors_here import SensorsHere

from quietmuscle.flow.workspace import Workspace
from quietmuscle.web.app import make_app
from quietmuscle.web.assets import load_assets
from quietmuscle.web.house import House

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
    from quietmuscle.store.diary import Diary


@pytest.fixture
def workspace(diary: Diary, clock: StoppedClock) -> Workspace:
    """A new diary and the clock that stands."""
    return Workspace(diary=diary, clock=clock)


@pytest.fixture
def house(workspace: Workspace) -> House:
    """What the app works with."""
    return House(workspace=workspace, assets=load_assets(), sensors=SensorsHere())


@pytest.fixture
def app(house: House) -> ASGIApp:
    """The app as it is served, guard and all."""
    return make_app(house)


@pytest.fixture(scope="session")
def portal() -> Iterator[BlockingPortal]:
    """Where all clients' apps run: a loop and a thread for each request cost a third of it."""
    with start_blocking_portal() as made:
        yield made


@pytest.fixture
def client_of(portal: BlockingPortal) -> Callable[[ASGIApp], TestClient]:
    """A client for an app that a test has made."""

    def client(app: ASGIApp) -> TestClient:
        made = TestClient(
            app,
            base_url="http://localhost:8765",
            raise_server_exceptions=False,
            follow_redirects=False,
        )
        made.portal = portal
        return made

    return client


@pytest.fixture
def client(app: ASGIApp, client_of: Callable[[ASGIApp], TestClient]) -> Iterator[TestClient]:
    """A client of the app, in London's winter zone."""
    made = client_of(app)
    made.cookies.set("zone", "Europe/London")
    yield made
    made.close()
