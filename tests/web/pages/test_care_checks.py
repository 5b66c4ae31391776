"""Earlier care checks, as a browser without scripts sees them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING

from entries import NOW_UTC
from entries import a_care_check
from entries import an_id
from shelves import put_care_check

from quietmuscle.base.clock import StoppedClock
from quietmuscle.flow.care_checks import kept_checks
from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.model.care import Tier
from quietmuscle.web.app import make_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient
    from starlette.types import ASGIApp

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.web.house import House


def kept(client: TestClient) -> str:
    """The address of a check that was just done and kept."""
    client.get("/care/check")
    client.post("/care/check/1", data={"answer.injury": "yes", "answer.breathing": "dont_know"})
    return str(client.post("/care/checks").headers["location"])


def test_an_empty_list_says_what_will_be_here(client: TestClient) -> None:
    html = client.get("/care/checks").text
    assert "will be listed here" in html
    assert 'href="/care/check"' in html


def test_nothing_is_kept_unless_it_is_wished(client: TestClient) -> None:
    client.get("/care/check")
    client.post("/care/check/1", data={"answer.injury": "yes"})
    assert "Keep this check in the diary" in client.get("/care/check/result").text
    assert client.get("/api/care/checks").json()["checks"] == []


def test_a_kept_check_is_shown_as_it_was(client: TestClient) -> None:
    address = kept(client)
    html = client.get(address).text
    assert "Kept in your diary." in html
    assert "It says nothing about now." not in html
    assert "Emergency: call now" in html
    assert "You said yes to" in html
    assert "You were not sure of" in html
    assert "have changed since" not in html
    listed = client.get("/care/checks").text
    assert f'href="{address}"' in listed
    assert "Emergency: call now" in listed


def test_a_check_of_another_day_says_nothing_about_now(
    client: TestClient, workspace: Workspace
) -> None:
    put_care_check(workspace.diary, old := a_care_check(NOW_UTC - timedelta(days=1), tier=Tier.T0))
    settings = client.get("/api/settings").json()
    client.put("/api/settings", json={**settings, "country": "GB"})
    html = client.get(f"/care/checks/{old.id}").text
    assert "This is what came out then. It says nothing about now." in html
    assert 'href="tel:999"' in html


def test_it_is_kept_once_and_only_when_it_is_finished(client: TestClient) -> None:
    assert client.post("/care/checks").headers["location"] == "/care/check"
    client.get("/care/check")
    assert client.post("/care/checks").headers["location"] == "/care/check/result"
    address = kept(client)
    assert client.post("/care/checks").headers["location"] == address, "tapped twice"
    assert len(client.get("/api/care/checks").json()["checks"]) == 1


def test_its_moment_is_that_of_its_answers(
    client: TestClient, house: House, client_of: Callable[[ASGIApp], TestClient]
) -> None:
    client.get("/care/check")
    client.post("/care/check/1", data={"answer.injury": "yes"})
    clock = StoppedClock(instant_utc=NOW_UTC + timedelta(hours=3))
    late = client_of(make_app(replace(house, workspace=replace(house.workspace, clock=clock))))
    late.cookies.update(client.cookies)
    late.post("/care/checks")
    assert kept_checks(house.workspace).checks[0].moment.instant_utc == NOW_UTC


def test_answers_changed_after_keeping_make_another_check(client: TestClient) -> None:
    address = kept(client)
    client.post("/care/check/1", data={"answer.injury": "no", "answer.breathing": "yes"})
    assert client.post("/care/checks").headers["location"] != address
    assert len(client.get("/api/care/checks").json()["checks"]) == 2


def test_a_check_can_be_deleted_and_taken_back(client: TestClient) -> None:
    address = kept(client)
    html = client.post(f"{address}/delete").text
    assert "The check is deleted" in html
    assert client.get(address).status_code == 404
    assert client.post(f"{address}/restore").headers["location"] == address
    assert client.get(address).status_code == 200
    assert client.get(f"/care/checks/{an_id()}").status_code == 404


def test_the_list_goes_on_on_the_next_page(client: TestClient) -> None:
    for _turn in range(21):
        client.put(f"/api/care/checks/{an_id()}", json={"answers": {"injury": "yes"}})
    html = client.get("/care/checks").text
    older = html.partition('class="button" href="/care/checks?after=')[2].partition('"')[0]
    page = client.get(f"/care/checks?after={older}").text
    assert page.count('href="/care/checks/') == 1
    assert "The newest" in page
    assert client.get("/care/checks?after=x").status_code == 422


def test_a_contradiction_of_age_is_not_put_on_the_medicine_list_alone(client: TestClient) -> None:
    told = {"answers": {"injury": "yes", "adult": "yes"}, "profile": {"age_years": 16}}
    address = f"/care/checks/{an_id()}"
    assert client.put(f"/api{address}", json=told).status_code == 200
    html = client.get(address).text
    assert "or what you told about yourself, said otherwise than your answer" in html
    assert care_ruleset().questions["adult"].text in unescape(html)
