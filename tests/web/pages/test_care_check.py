"""The care check's pages, as a browser without scripts sees them."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.web.pages.care_check import COOKIE

if TYPE_CHECKING:
    from httpx import Response
    from starlette.testclient import TestClient

QUESTIONS = care_ruleset().questions
A_TWITCH = {"sites": ["calf.left"], "zone": "Europe/London"}


def fields_of(html: str) -> dict[str, str]:
    """The hidden fields of a screen."""
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]+)">', html))


def lines_of(html: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'type="radio" name="answer\.([^"]+)"', html)))


def checked_in(html: str) -> dict[str, str]:
    return dict(re.findall(r'name="answer\.([^"]+)" value="([^"]+)" checked', html))


def begin(client: TestClient) -> str:
    answer = client.get("/care/check")
    assert answer.status_code == 303
    return str(answer.headers["location"])


def send(client: TestClient, address: str, do: str = "on", **told: str) -> Response:
    html = client.get(address).text
    fields = fields_of(html) | {f"answer.{name}": value for name, value in told.items()}
    return client.post(address, data={**fields, "do": do})


def to_result(client: TestClient, **told: str) -> str:
    """The result when each screen is answered: as told, and with no where nothing is."""
    address = begin(client)
    for _screen in range(40):
        if address.endswith("/result"):
            return unescape(client.get(address).text)
        names = lines_of(client.get(address).text)
        answer = send(client, address, **{name: told.get(name, "no") for name in names})
        assert answer.status_code == 303
        address = answer.headers["location"]
    raise AssertionError("the check does not end")


def test_it_begins_with_emergencies_and_a_number_to_call(client: TestClient) -> None:
    settings = client.get("/api/settings").json()
    client.put("/api/settings", json={**settings, "country": "GB"})
    html = client.get(begin(client)).text
    assert lines_of(html)[0] == "breathing"
    assert 'href="tel:999"' in html
    assert "No to all of these" in html


def test_no_answer_stands_in_an_address(client: TestClient) -> None:
    address = begin(client)
    answer = send(client, address, do="none")
    assert answer.headers["location"] == "/care/check/2"
    html = client.get("/care/check/2").text
    assert 'method="post"' in html
    assert not re.search(r'(href|action)="[^"]*(answer|kept|=yes|=no)', html)
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert not any(name in cookie for name in QUESTIONS)


def test_a_yes_to_an_emergency_ends_it_whatever_is_still_open(client: TestClient) -> None:
    answer = send(client, begin(client), injury="yes")
    assert answer.headers["location"] == "/care/check/result"
    html = client.get("/care/check/result").text
    assert "Emergency: call now" in html
    assert 'class="result urgent"' in html
    assert "You said yes to" in html


def test_no_to_all_leaves_what_was_answered(client: TestClient) -> None:
    first = begin(client)
    send(client, first, do="none", seizure_emergency="dont_know")
    checked = checked_in(client.get(first).text)
    assert checked.pop("seizure_emergency") == "dont_know"
    assert set(checked.values()) == {"no"}


def test_open_lines_are_asked_for_again(client: TestClient) -> None:
    answer = send(client, begin(client), injury="no")
    assert answer.status_code == 422
    assert "Some lines are still open" in answer.text
    assert checked_in(answer.text) == {"injury": "no"}


def test_each_earlier_screen_is_there_with_its_answers(client: TestClient) -> None:
    send(client, begin(client), do="none")
    answer = send(client, "/care/check/2", do="back", palpitations="dont_know")
    assert answer.headers["location"] == "/care/check/1"
    assert set(checked_in(client.get("/care/check/1").text).values()) == {"no"}
    assert checked_in(client.get("/care/check/2").text) == {"palpitations": "dont_know"}


def test_a_screen_that_is_not_there_leads_to_one_that_is(client: TestClient) -> None:
    begin(client)
    for address in ("/care/check/9", "/care/check/0", "/care/check/result"):
        assert client.get(address).headers["location"] == "/care/check/1"
    assert client.get("/care/check/x").status_code == 422


def test_without_a_check_under_way_each_address_begins_one(client: TestClient) -> None:
    for address in ("/care/check/3", "/care/check/result"):
        assert client.get(address).headers["location"] == "/care/check"
    client.cookies.set(COOKIE, "of-long-ago")
    assert client.get("/care/check/1").headers["location"] == "/care/check"


def test_answers_survive_a_server_that_forgot(client: TestClient) -> None:
    send(client, begin(client), do="none")
    fields = fields_of(client.get("/care/check/2").text)
    assert len(fields) == 6
    client.cookies.delete(COOKIE)
    assert client.post("/care/check/2", data={**fields, "do": "none"}).headers["location"] == (
        "/care/check/3"
    )
    assert set(checked_in(client.get("/care/check/1").text).values()) == {"no"}


def test_what_is_no_answer_changes_nothing(client: TestClient) -> None:
    first = begin(client)
    answer = client.post(
        first, data={"answer.breathing": "perhaps", "answer.no_such": "yes", "do": "on"}
    )
    assert answer.status_code == 422
    assert checked_in(answer.text) == {}
    assert client.post(first, content=b"\xff\xfe=%zz").status_code == 422


def test_a_check_goes_on_until_its_result_and_then_begins_anew(client: TestClient) -> None:
    send(client, begin(client), do="none")
    begin(client)
    assert checked_in(client.get("/care/check/1").text)
    send(client, "/care/check/2", dark_urine="yes")
    begin(client)
    assert checked_in(client.get("/care/check/1").text) == {}


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ({"adult": "yes", "clear_trigger": "yes"}, "You can look after this yourself for now"),
        ({"adult": "yes", "heat_pattern": "yes"}, "Bring it up at your next visit"),
        ({"adult": "yes", "painful": "yes"}, "Bring it up at your next visit"),
        ({"adult": "yes", "slow_weakness": "yes"}, "See your MS team or doctor within 2 weeks"),
        ({"adult": "yes", "vision": "yes"}, "Get help today"),
        ({"adult": "yes", "breathing": "yes"}, "Emergency: call now"),
    ],
)
def test_each_tier_has_its_card_and_red_is_for_the_two_urgent_ones(
    client: TestClient, told: dict[str, str], title: str
) -> None:
    html = to_result(client, **told)
    assert f'<h1 id="what">{title}</h1>' in html
    assert ("result urgent" in html) == (title in {"Get help today", "Emergency: call now"})
    assert ("Check again on" in html) == title.startswith("You can look after")
    assert "This is no diagnosis." in html


def test_who_is_not_of_age_is_not_told_so_by_no_to_all(client: TestClient) -> None:
    address = begin(client)
    while "adult" not in lines_of(html := client.get(address).text):
        address = send(client, address, do="none").headers["location"]
    assert "No to all of these" not in html
    assert send(client, address, do="none").status_code == 422


def test_the_diarys_yes_is_shown_to_be_confirmed_and_not_asked(client: TestClient) -> None:
    client.put(
        "/api/episodes/00000000-0000-7000-8000-000000000001", json={**A_TWITCH, "weak": True}
    )
    address, seen = begin(client), ""
    while "What your diary says" not in seen:
        told = {name: "yes" if name == "adult" else "no" for name in lines_of(seen)} if seen else {}
        if seen:
            assert "place_weak_or_stiff" not in told
            address = send(client, address, **told).headers["location"]
        seen = client.get(address).text
    assert checked_in(seen) == {"place_weak_or_stiff": "yes"}
    assert "marked as weak or stiff" in seen
    assert "No to all of these" not in seen
    answer = send(client, address, place_weak_or_stiff="yes")
    html = client.get(answer.headers["location"]).text
    assert "See your MS team or doctor within 2 weeks" in html


def test_the_medicine_list_is_shown_and_believed(client: TestClient) -> None:
    client.put(
        "/api/medicines/00000000-0000-7000-8000-000000000002",
        json={"day": "2026-10-01", "name": "Fampyra", "action": "started"},
    )
    address = begin(client)
    while "medicine_list_complete" not in lines_of(html := client.get(address).text):
        address = send(client, address, do="none").headers["location"]
    assert "Your medicine list holds:" in html
    assert "Fampyra" in html
    assert "No to all of these" not in html
