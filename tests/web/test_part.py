from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi.routing import APIRoute
from starlette.routing import Match

from quietmuscle.web.app import framework
from quietmuscle.web.app import guarded
from quietmuscle.web.guard import LOOPBACK_NAMES
from quietmuscle.web.house import around
from quietmuscle.web.part import LateRoute
from quietmuscle.web.part import Part
from quietmuscle.web.routers import ENDPOINTS
from quietmuscle.web.routers import PAGES

if TYPE_CHECKING:
    from quietmuscle.web.house import House

LATE = [route for router in (*ENDPOINTS, *PAGES) for route in router.routes]
SCOPE = {"type": "http", "method": "GET", "root_path": ""}
part = Part(prefix="/birds", tags=["birds"])


@part.get("/{bird_id}", status_code=203)
def bird(bird_id: int) -> dict[str, int]:
    return {"bird": bird_id}


@part.put("/{bird_id}")
def put_bird(bird_id: int) -> None:
    """Put a bird."""


@part.get("")
def birds() -> None:
    """All birds."""


ONE, PUT, ALL = part.routes


def match(route: LateRoute, path: str, method: str = "GET") -> Match:
    return route.matches({**SCOPE, "path": path, "method": method})[0]


def is_made(route: LateRoute) -> bool:
    return "made" in vars(route)


def test_a_route_is_made_when_an_address_begins_as_its_own() -> None:
    late = part.under("/api", ())[0]
    assert (late.path, late.methods) == ("/api/birds/{bird_id}", {"GET"})
    assert match(late, "/api/bees/7") is match(late, "/birds/7") is Match.NONE
    assert not is_made(late)
    assert match(late, "/api/birds/7") is Match.FULL
    assert is_made(late)
    assert match(late, "/api/birds/7/feathers") is Match.NONE
    assert match(late, "/api/birds/7", "PUT") is Match.PARTIAL
    assert match(PUT, "/birds/7", "PUT") is Match.FULL


def test_a_whole_address_is_not_the_beginning_of_another() -> None:
    late = part.under("", ())[2]
    assert match(late, "/birds/7") is match(late, "/birds/") is Match.NONE
    assert not is_made(late)
    assert match(late, "/birds") is Match.FULL


def test_what_is_not_asked_for_over_http_is_none_of_ours() -> None:
    assert ONE.matches({"type": "websocket", "path": "/birds/7"}) == (Match.NONE, {})


def test_a_route_is_what_its_module_said() -> None:
    made = part.under("/api", ())[0].made
    assert (made.path, made.status_code, made.tags) == ("/api/birds/{bird_id}", 203, ["birds"])
    assert made.endpoint is bird


def test_answers_that_are_only_described_are_not_worked_out_for_the_route() -> None:
    described = ONE.described({418: {"description": "A teapot."}})
    assert described.responses == {418: {"description": "A teapot."}}
    assert ONE.made.responses == {}


def test_every_route_of_the_app_can_be_made_as_its_module_said() -> None:
    for route in LATE:
        assert isinstance(route.made, APIRoute), route.path
        assert route.made.path == route.path
        assert route.made.methods == route.methods, route.path


def test_a_first_request_makes_few_routes(house: House, client_of) -> None:
    rooms = framework()
    client = client_of(guarded(around(house, rooms), LOOPBACK_NAMES))
    assert client.get("/api/status").status_code == 200
    of_the_api = [route for route in rooms.routes if route.path.startswith("/api/")]
    assert [route.path for route in of_the_api if is_made(route)] == ["/api/status"]
