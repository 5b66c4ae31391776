from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.requests import Request

from quietmuscle.web.app import make_app
from quietmuscle.web.house import house_of
from quietmuscle.web.house import workspace_of

if TYPE_CHECKING:
    from quietmuscle.web.house import House


def test_a_request_knows_the_house_it_came_to(house: House):
    request = Request({"type": "http", "house": house})
    assert house_of(request) is house
    assert workspace_of(request) is house.workspace
    assert house.importing.acquire(blocking=False)


def test_apps_around_two_houses_keep_them_apart(house: House, client_of):
    demo = client_of(make_app(replace(house, demo=True)))
    own = client_of(make_app(house))
    assert [each.get("/api/status").json()["demo"] for each in (demo, own, demo)] == [
        True,
        False,
        True,
    ]
