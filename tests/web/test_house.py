from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.requests import Request

from quietmuscle.web.house import house_of
from quietmuscle.web.house import workspace_of

if TYPE_CHECKING:
    from quietmuscle.web.house import House


def test_a_request_knows_the_house_it_came_to(house: House):
    app = FastAPI()
    app.state.house = house
    request = Request({"type": "http", "app": app})
    assert house_of(request) is house
    assert workspace_of(request) is house.workspace
    assert house.importing.acquire(blocking=False)
