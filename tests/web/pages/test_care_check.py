"""The care check's pages, as a browser without scripts sees them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING

import pytest
from entries import NOW_UTC

from quietmuscle.base.clock import StoppedClock
from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.web.app import make_app
from quietmuscle.web.care_drafts import CareDrafts
from quietmuscle.web.pages.care_check import COOKIE

if TYPE_CHECKING:
    from collections.abc import Callable

    from httpx import Response
    from starlette.testclient import TestClient
    from starlette.types import ASGIApp

    from quietmuscle.web.house import House

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
    return send_from(client, address, client.get(address).text, do, **told)


def send_from(client: TestClient, address: str, html: str, do: str, **told: str) -> Response:
    fields = fields_of(html) | {f"answer.{name}": value for name, value in told.items()}
    return client.post(address, data={**fields, "do": do})


def to_result(client: TestClient, **told: str) -> str:
    """The result when each screen is answered: as told, and with no where nothing is."""
    address = begin(client)
    for _screen in range(40):
        if address.endswith("/result"):
            return unescape(client.get(address).text)
        html = client.get(address).text
        answers = {name: told.get(name, "no") for name in lines_of(html)}
        answer = send_from(client, address, html, "on", **answers)
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
    assert len(fields) == 7
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


def test_it_says_how_far_one_has_come_and_that_one_button_is_enough(client: TestClient) -> None:
    address = begin(client)
    html = client.get(address).text
    assert "screen 1 of about 10" in html
    assert "Where all of a screen are a no, one button at its end says so." in html
    address = send(client, address, do="none").headers["location"]
    html = client.get(address).text
    assert "screen 2 of about 10" in html
    assert "one button at its end" not in html


def test_what_keeps_from_self_care_leads_back_to_its_question(client: TestClient) -> None:
    html = to_result(client, adult="yes", clear_trigger="yes", over_2_weeks="dont_know")
    assert "more is needed" in html
    (link,) = re.findall(r'<a href="(/care/check/\d+#over_2_weeks)">([^<]+)</a>', html)
    assert link[1] == QUESTIONS["over_2_weeks"].text
    assert 'id="over_2_weeks"' in client.get(link[0].partition("#")[0]).text
    assert "made for adults" not in html


def test_a_warning_sign_not_known_leads_back_to_its_question_too(client: TestClient) -> None:
    html = to_result(client, adult="yes", clear_trigger="yes", palpitations="dont_know")
    assert '<a href="/care/check/2#palpitations">' in html
    assert "more is needed" in html


def test_under_18_the_page_says_that_it_is_made_for_adults(client: TestClient) -> None:
    html = to_result(client, clear_trigger="yes")
    assert "made for adults" in html
    assert "You were not sure" not in html
    assert "must explain" not in html
    html = to_result(client, adult="yes")
    assert "Something must explain the twitch, and nothing that you told does." in html


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


OLD = "Your answers were more than half an hour old."
SELF_CARE = {"adult": "yes", "clear_trigger": "yes"}


def later(house: House, minutes: int, *, forgot: bool = False) -> ASGIApp:
    """The app so much later, on the same server, or on one that was started anew."""
    clock = StoppedClock(instant_utc=NOW_UTC + timedelta(minutes=minutes))
    workspace = replace(house.workspace, clock=clock)
    drafts = CareDrafts() if forgot else house.care_drafts
    return make_app(replace(house, workspace=workspace, care_drafts=drafts))


def last_form(client: TestClient) -> tuple[str, dict[str, str]]:
    """The last screen of a check that ends in self-care, and all that is sent with it."""
    address = begin(client)
    for _screen in range(40):
        html = client.get(address).text
        told = {f"answer.{name}": SELF_CARE.get(name, "no") for name in lines_of(html)}
        fields = {**fields_of(html), **told, "do": "on"}
        answer = client.post(address, data=fields)
        if answer.headers["location"].endswith("/result"):
            return address, fields
        address = answer.headers["location"]
    raise AssertionError("the check does not end")


@pytest.mark.parametrize("forgot", [False, True])
def test_old_answers_sent_again_are_dropped_and_the_check_begins_anew(
    client: TestClient, house: House, client_of: Callable[[ASGIApp], TestClient], *, forgot: bool
) -> None:
    address, fields = last_form(client)
    in_time, late = (client_of(later(house, minutes, forgot=forgot)) for minutes in (30, 31))
    in_time.cookies.update(client.cookies)
    late.cookies.update(client.cookies)
    assert in_time.post(address, data=fields).headers["location"].endswith("/result")
    answer = late.post(address, data=fields)
    assert answer.headers["location"] == "/care/check/1"
    html = late.get("/care/check/1").text
    assert OLD in html
    assert checked_in(html) == {}
    assert not any(name.startswith("kept.") for name in fields_of(html))
    assert late.get("/care/check/result").headers["location"] == "/care/check/1"
    assert OLD not in send(late, "/care/check/1", injury="no").text


@pytest.mark.parametrize("place", ["result", "2"])
def test_an_old_check_is_not_shown_as_one_of_now(
    client: TestClient, house: House, client_of: Callable[[ASGIApp], TestClient], place: str
) -> None:
    last_form(client)
    late = client_of(later(house, 31))
    late.cookies.update(client.cookies)
    assert late.get(f"/care/check/{place}").headers["location"] == "/care/check/1"
    assert OLD in late.get("/care/check/1").text


def test_a_yes_to_an_emergency_counts_on_an_old_page_too(
    client: TestClient, house: House, client_of: Callable[[ASGIApp], TestClient]
) -> None:
    fields = fields_of(client.get(begin(client)).text)
    late = client_of(later(house, 500, forgot=True))
    answer = late.post("/care/check/1", data={**fields, "answer.breathing": "yes", "do": "on"})
    assert answer.headers["location"] == "/care/check/result"
    assert "Emergency: call now" in late.get("/care/check/result").text


@pytest.mark.parametrize("began", ["", "soon", "2026-01-01T00:00:00", "9999-01-01T00:00:00+00:00"])
def test_a_form_that_does_not_say_when_it_began_is_not_believed(
    client: TestClient, began: str
) -> None:
    address, fields = last_form(client)
    client.cookies.delete(COOKIE)
    answer = client.post(address, data={**fields, "began": began})
    assert answer.headers["location"] == "/care/check/1"
    del fields["began"]
    client.cookies.delete(COOKIE)
    assert client.post(address, data=fields).headers["location"] == "/care/check/1"


def test_the_result_names_the_time_of_its_answers(
    client: TestClient, house: House, client_of: Callable[[ASGIApp], TestClient]
) -> None:
    to_result(client, breathing="yes")
    read_later = client_of(later(house, 29))
    read_later.cookies.update(client.cookies)
    line = re.compile(r'<p class="muted step">([^<]*)</p>')
    first = line.findall(client.get("/care/check/result").text)
    assert re.search(r"\d\d:\d\d", first[0])
    assert line.findall(read_later.get("/care/check/result").text) == first
