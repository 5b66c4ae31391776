from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from uuid import UUID

import pytest
from starlette.testclient import TestClient

from quietmuscle.base.clock import StoppedClock
from quietmuscle.model.phone import Phone
from quietmuscle.store.household import Household
from quietmuscle.web.app import guarded
from quietmuscle.web.app import make_rooms
from quietmuscle.web.home.door import COOKIE
from quietmuscle.web.home.door import Door
from quietmuscle.web.home.home import Announced
from quietmuscle.web.home.home import Home
from quietmuscle.web.home.home import HomeCertificate
from quietmuscle.web.home.home import Presence
from quietmuscle.web.home.network import HomeNetwork
from quietmuscle.web.home.pairing import PairingDesk

OLD = Phone(
    id=UUID("019ab000-0000-7000-8000-000000000001"),
    name="An old one",
    secret_sha256="0f" * 32,
    paired_at_utc=datetime(2026, 11, 20, 8, 30, tzinfo=UTC),
)


@pytest.fixture
def household(location) -> Household:
    return Household(location)


@pytest.fixture
def home() -> Home:
    network = HomeNetwork(names=("quietmuscle.local",), addresses=())
    presence = Presence(
        network=network,
        announced=Announced.YES,
        certificate=HomeCertificate(der=b"", fingerprint=""),
    )
    return Home(desk=PairingDesk(), presence=presence, port=8766, trust_port=8767)


@pytest.fixture
def phone(house, home, household):
    """A phone at the HTTPS side."""
    app = guarded(Door(make_rooms(replace(house, home=home)), household), home.presence)
    made = TestClient(app, base_url="https://quietmuscle.local:8766", follow_redirects=False)
    yield made
    made.close()


def test_a_phone_with_a_code_is_in(phone, home, household, now_utc) -> None:
    code = home.desk.offer(now_utc).code
    answer = phone.post("/api/pair", json={"code": code, "name": "Ada's phone"})
    assert answer.status_code == 200
    (kept,) = household.phones()
    assert answer.json() == {
        "id": str(kept.id),
        "name": "Ada's phone",
        "paired_at_utc": "2026-11-23T08:30:00Z",
    }
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert "Secure; HttpOnly; SameSite=Strict" in cookie
    assert kept.secret_sha256 not in answer.text + cookie
    assert phone.get("/api/today").status_code == 200


def test_a_code_lets_one_phone_in_once(phone, home, household, now_utc) -> None:
    code = home.desk.offer(now_utc).code
    phone.post("/api/pair", json={"code": code, "name": "first"})
    phone.cookies.clear()
    answer = phone.post("/api/pair", json={"code": code, "name": "second"})
    assert answer.status_code == 409
    assert "each works once, and for ten minutes" in answer.json()["sentence"]
    assert "set-cookie" not in answer.headers
    assert [each.name for each in household.phones()] == ["first"]


def test_an_old_code_lets_nobody_in(house, home, household, now_utc) -> None:
    code = home.desk.offer(now_utc).code
    later = StoppedClock(instant_utc=now_utc + timedelta(minutes=10))
    late = replace(house, home=home, workspace=replace(house.workspace, clock=later))
    app = guarded(Door(make_rooms(late), household), home.presence)
    phone = TestClient(app, base_url="https://quietmuscle.local:8766")
    answer = phone.post("/api/pair", json={"code": code, "name": "late"})
    phone.close()
    assert answer.status_code == 409
    assert household.phones() == ()


def test_a_phone_that_was_in_already_is_in_once(phone, home, household, now_utc) -> None:
    household.add(OLD)
    for name in ("first", "second"):
        code = home.desk.offer(now_utc).short_code
        assert phone.post("/api/pair", json={"code": code, "name": name}).status_code == 200
    assert [each.name for each in household.phones()] == ["An old one", "second"]
    assert phone.get("/api/today").status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {"code": "x"},
        {"name": "x"},
        {"code": "x" * 201, "name": "x"},
        {"code": "x", "name": "x" * 61},
        {"code": "x", "name": " "},
        {"code": 5, "name": "x"},
        {"code": "x", "name": "x", "more": 1},
    ],
)
def test_what_is_no_request_to_come_in_is_refused(phone, household, body) -> None:
    assert phone.post("/api/pair", json=body).status_code == 422
    assert household.phones() == ()


def test_another_site_cannot_let_itself_in(phone, home, household, now_utc) -> None:
    body = {"code": home.desk.offer(now_utc).code, "name": "x"}
    for headers in ({"origin": "https://bank.example"}, {"sec-fetch-site": "cross-site"}):
        assert phone.post("/api/pair", json=body, headers=headers).status_code == 403
    assert household.phones() == ()


def test_a_door_that_is_closed_lets_nobody_in(client) -> None:
    answer = client.post("/api/pair", json={"code": "x", "name": "x"})
    assert answer.status_code == 409
    assert "only while Quiet Muscle is open for phones" in answer.json()["sentence"]


def test_the_computer_itself_is_no_phone(house, home, household, client_of, now_utc) -> None:
    here = client_of(guarded(make_rooms(replace(house, home=home)), {"localhost"}))
    body = {"code": home.desk.offer(now_utc).code, "name": "x"}
    assert here.post("/api/pair", json=body).status_code == 409
    assert household.phones() == ()


def test_the_computer_lists_its_phones_without_their_secrets(client, household) -> None:
    assert client.get("/api/phones").json() == []
    household.add(OLD)
    assert client.get("/api/phones").json() == [
        {"id": str(OLD.id), "name": "An old one", "paired_at_utc": "2026-11-20T08:30:00Z"}
    ]


def test_the_computer_removes_a_phone(client, household) -> None:
    household.add(OLD)
    assert client.delete(f"/api/phones/{OLD.id}").status_code == 204
    assert household.phones() == ()
    again = client.delete(f"/api/phones/{OLD.id}")
    assert again.status_code == 404
    assert "no such phone" in again.json()["sentence"]


def test_a_paired_phone_can_neither_list_nor_remove(phone, home, household, now_utc) -> None:
    household.add(OLD)
    body = {"code": home.desk.offer(now_utc).code, "name": "Ada's phone"}
    phone.post("/api/pair", json=body)
    answers = [
        phone.get("/api/phones"),
        phone.delete(f"/api/phones/{OLD.id}"),
        phone.get("/phone"),
        phone.get("/phone/trust"),
    ]
    for answer in answers:
        assert answer.status_code == 403
        assert "at the computer itself" in answer.text
    assert len(household.phones()) == 2


def test_a_proxy_in_front_can_neither_list_nor_remove(house, household, client_of) -> None:
    household.add(OLD)
    proxied = client_of(guarded(make_rooms(house), {"localhost", "diary.example.net"}))
    named = {"host": "diary.example.net"}
    assert proxied.get("/api/today", headers=named).status_code == 200
    assert proxied.get("/api/phones", headers=named).status_code == 403
    assert proxied.delete(f"/api/phones/{OLD.id}", headers=named).status_code == 403
    handed_on = {"x-forwarded-for": "192.168.1.77"}
    assert proxied.get("/api/phones", headers=handed_on).status_code == 403
    assert proxied.get("/phone", headers=named).status_code == 403
    assert household.phones() == (OLD,)
