"""What the pages and the API work with; made once, when the server starts."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from threading import Lock
from typing import TYPE_CHECKING
from typing import Annotated
from typing import cast

from fastapi import Depends
from fastapi import Request

from quietmuscle.flow.film_replay import Replays
from quietmuscle.flow.measuring import MeasuringQueue
from quietmuscle.flow.sensor_helper import SensorHelper
from quietmuscle.flow.workspace import Workspace
from quietmuscle.web.assets import Assets
from quietmuscle.web.care_drafts import CareDrafts
from quietmuscle.web.home.home import Home

if TYPE_CHECKING:
    from starlette.types import ASGIApp
    from starlette.types import Receive
    from starlette.types import Scope
    from starlette.types import Send


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The open workspace and the files of the pages.

    `importing` is held by the one import that is under way; `home` is there
    while the door for phones is open. `care_drafts` are the care checks under way,
    `measuring` the recordings that are sent and not yet measured, `sensors` what reckons
    the last step of how a twitch arises, `replays` the clips of twitches that are looked at,
    `tracing` is held by the one trace of an EMG that is read.
    """

    workspace: Workspace
    assets: Assets
    demo: bool = False
    home: Home | None = None
    importing: Lock = field(default_factory=Lock)
    care_drafts: CareDrafts = field(default_factory=CareDrafts)
    measuring: MeasuringQueue = field(default_factory=MeasuringQueue)
    replays: Replays = field(default_factory=Replays)
    tracing: Lock = field(default_factory=Lock)
    sensors: SensorHelper = field(default_factory=SensorHelper)


def around(house: House, app: ASGIApp) -> ASGIApp:
    """An app whose requests all come to one house."""

    async def hand_on(scope: Scope, receive: Receive, send: Send) -> None:
        await app({**scope, "house": house}, receive, send)

    return hand_on


def house_of(request: Request) -> House:
    """The house that a request came to."""
    return cast("House", request.scope["house"])


def workspace_of(request: Request) -> Workspace:
    """The workspace that a request came to."""
    return house_of(request).workspace


ThisWorkspace = Annotated[Workspace, Depends(workspace_of)]
ThisHouse = Annotated[House, Depends(house_of)]
