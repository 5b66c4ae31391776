from __future__ import annotations

import re
from uuid import uuid4

import pytest
from own_loop import in_own_loop
from starlette.requests import Request

from quietmuscle.model.settings import Settings
from quietmuscle.web.home import door
from quietmuscle.web.home.door import COOKIE
from quietmuscle.web.home.door import Door
from quietmuscle.web.home.door import at_home_only
from quietmuscle.web.home.door import cookie_with
from quietmuscle.web.home.door import is_stranger
from quietmuscle.web.routers import ENDPOINTS
from quietmuscle.web.routers import PAGES

OPEN = {("GET", "/pair"), ("POST", "/api/pair"), ("GET", "/manifest.webmanifest")}


def every_address() -> list[tuple[str, str]]:
    """Each route of the app with each of its methods, its holes filled with something."""
    routes = [(f"/api{route.path}", route) for router in ENDPOINTS for route in router.routes]
    routes += [(route.path, route) for router in PAGES for route in router.routes]
    found = [
        (method, re.sub(r"\{[^}]*id\}", str(uuid4()), path).replace("{day}", "2026-11-20"))
        for path, route in routes
        for method in sorted(route.methods)
    ]
    found += [("GET", "/api"), ("HEAD", "/"), ("GET", "/nowhere"), ("GET", "/api/nowhere")]
    return [(method, re.sub(r"\{[^}]*\}", "x", path)) for method, path in found]


def test_the_walk_knows_the_whole_app() -> None:
    assert len(every_address()) > 60
    assert set(every_address()) >= OPEN


def test_a_stranger_gets_nothing_of_the_diary(stranger) -> None:
    for method, path in sorted({*every_address()} - OPEN):
        answer = stranger.request(method, path)
        told = (method, path, answer.status_code)
        if path.startswith("/api") or method not in {"GET", "HEAD"}:
            assert answer.status_code == 401, told
            assert "not paired" in answer.text, told
            if path.startswith("/api"):
                assert answer.json()["error"] == "NotPairedError", told
        else:
            assert answer.status_code == 303, told
            assert answer.headers["location"] == "/pair", told
            assert answer.content == b"", told
        assert answer.headers["cache-control"] == "no-store", told
        assert "content-security-policy" in answer.headers, told


def test_every_other_side_of_the_app_opens_for_a_paired_phone(phone, open_house) -> None:
    open_house.workspace.diary.preferences.put_settings(Settings(introduced=True))
    for method, path in every_address():
        if method == "GET" and "x" not in path.split("/"):
            answer = phone.get(path)
            assert answer.status_code != 401, path
            assert answer.headers.get("location") != "/pair", path


@pytest.mark.parametrize(
    "made_up", ["", "x", "0" * 43, "a secret", '"', "ä", "0" * 5000], ids=range(7)
)
def test_a_made_up_secret_opens_nothing(stranger, made_up, phone) -> None:
    headers = [(b"cookie", f"{COOKIE}={made_up}".encode("latin-1"))]
    assert stranger.get("/api/today", headers=headers).status_code == 401
    assert phone.get("/api/today").status_code == 200


def test_the_hash_that_we_keep_is_no_key(stranger, phone, household) -> None:
    (kept,) = household.phones()
    stranger.cookies.set(COOKIE, kept.secret_sha256, domain="quietmuscle.local")
    assert stranger.get("/api/today").status_code == 401


def test_a_removed_phone_is_out_at_once(phone, household) -> None:
    assert phone.get("/api/today").status_code == 200
    household.remove(household.phones()[0].id)
    assert phone.get("/api/today").status_code == 401
    assert phone.get("/").headers["location"] == "/pair"


def test_a_list_that_cannot_be_read_lets_nobody_in(phone, household) -> None:
    household.phones_file.write_text("{", "utf-8")
    for path in ("/", "/api/today"):
        answer = phone.get(path)
        assert answer.status_code == 503
        assert "its computer says why" in answer.text
        assert str(household.phones_file) not in answer.text


def test_who_is_not_at_home_gets_one_sentence(knock, secret) -> None:
    for client in ("203.0.113.9", "8.8.8.8", "100.64.0.1", "2001:db8::1", "testclient"):
        device = knock(client)
        device.cookies.set(COOKIE, secret, domain="quietmuscle.local")
        for path in ("/", "/pair", "/api/today"):
            answer = device.get(path)
            assert answer.status_code == 403
            assert "only within its own home network" in answer.text


@pytest.mark.parametrize("client", ["192.168.1.77", "10.0.0.9", "127.0.0.1", "fd00::9"])
def test_who_is_at_home_may_knock(knock, client) -> None:
    assert knock(client).get("/pair").status_code == 200


@pytest.mark.parametrize(
    "host",
    ["localhost:8766", "127.0.0.1:8766", "bank.example", "quietmuscle.local.bank.example", "", "x"],
)
def test_a_foreign_host_is_refused_before_all_else(phone, host) -> None:
    for path in ("/", "/pair", "/api/today"):
        answer = phone.get(path, headers={"host": host})
        assert answer.status_code == 421


@pytest.mark.parametrize(
    "host", ["quietmuscle.local:8766", "QuietMuscle.local.", "ada-pc.local:8766", "192.168.1.20"]
)
def test_all_our_names_and_addresses_are_known(stranger, host) -> None:
    assert stranger.get("/pair", headers={"host": host}).status_code == 200


def test_names_may_change_while_the_door_is_open(stranger, home) -> None:
    old, new = {"host": "192.168.1.20:8766"}, {"host": "192.168.1.21:8766"}
    assert stranger.get("/pair", headers=new).status_code == 421
    home.presence.network = type(home.presence.network)(
        names=("quietmuscle.local",), addresses=("192.168.1.21",)
    )
    assert stranger.get("/pair", headers=new).status_code == 200
    assert stranger.get("/pair", headers=old).status_code == 421


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("https://quietmuscle.local:8766", 422),
        ("http://quietmuscle.local:8766", 403),
        ("https://quietmuscle.local", 403),
        ("https://bank.example", 403),
        ("null", 403),
    ],
)
def test_a_write_comes_from_our_own_encrypted_pages(phone, origin, status) -> None:
    answer = phone.put("/api/settings", headers={"origin": origin}, content=b"{")
    assert answer.status_code == status


def test_a_stranger_sees_no_settings_on_a_page_that_is_not_there(stranger, open_house) -> None:
    answer = stranger.get("/static/nothing/here.js")
    assert answer.status_code == 404
    assert "<" not in answer.text
    assert stranger.get("/manifest.webmanifest").status_code == 200
    asset = open_house.assets.address("app.css")
    assert stranger.get(asset).status_code == 200


def test_each_visit_to_today_begins_the_time_anew(phone, secret) -> None:
    again = phone.get("/").headers["set-cookie"]
    assert again == cookie_with(secret)
    assert "set-cookie" not in phone.get("/api/today").headers
    assert "set-cookie" not in phone.get("/more").headers


def test_the_cookie_stays_on_the_phone_and_with_this_host() -> None:
    parts = cookie_with("a-secret").split("; ")
    assert parts[0] == "__Host-phone=a-secret"
    assert set(parts[1:]) == {
        "Max-Age=34560000",
        "Path=/",
        "Secure",
        "HttpOnly",
        "SameSite=Strict",
    }


@pytest.mark.parametrize("kind", ["websocket", "lifespan"])
def test_nothing_but_requests_passes(household, kind) -> None:
    async def rooms(*_arguments) -> None:
        raise AssertionError("it passed")

    in_own_loop(lambda: Door(rooms, household)({"type": kind}, None, None))


def test_other_messages_pass_the_check_of_addresses() -> None:
    seen = []

    async def app(scope, _receive, _send) -> None:
        seen.append(scope["type"])

    in_own_loop(lambda: at_home_only(app)({"type": "lifespan"}, None, None))
    assert seen == ["lifespan"]


def test_who_came_without_the_door_is_no_stranger() -> None:
    assert not is_stranger(Request({"type": "http"}))
    assert is_stranger(Request({"type": "http", door._STRANGER: True}))
