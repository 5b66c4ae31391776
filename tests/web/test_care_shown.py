"""The result of a care check as a page; test_care_check.py holds the way to it."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.web.care_shown import CHECK_AGAIN_AFTER

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def result_of(client: TestClient, **told: str) -> str:
    client.get("/care/check")
    client.post("/care/check/1", data={f"answer.{name}": value for name, value in told.items()})
    return unescape(client.get("/care/check/result").text)


def test_it_says_what_to_do_why_and_from_where(client: TestClient) -> None:
    html = result_of(client, breathing="yes")
    rule = care_ruleset().rule("E01")
    for words in (rule.why, rule.do, rule.say, care_ruleset().tiers[rule.tier].do):
        assert words in html
    for source in rule.sources:
        assert source.title in html
    assert "Rule E01" in html
    assert "no doctor has signed them yet" in html


def test_the_countrys_numbers_can_be_touched_and_none_is_guessed(client: TestClient) -> None:
    assert "tel:" not in result_of(client, breathing="yes")
    assert "Call your local emergency number" in result_of(client, breathing="yes")
    settings = client.get("/api/settings").json()
    client.put("/api/settings", json={**settings, "country": "GB"})
    html = result_of(client, breathing="yes")
    assert html.index('href="tel:999"') < html.index("What to do now")


REST = {"answer.adult": "yes", "answer.vision": "dont_know"}
"""What is not a no."""


def test_a_red_flag_that_is_not_known_is_said_to_be_no_no(client: TestClient) -> None:
    client.get("/care/check")
    client.post("/care/check/1", data={"do": "none"})
    for number in range(2, 20):
        html = client.get(f"/care/check/{number}").text
        told = dict.fromkeys(re.findall(r'name="(answer\.\w+)"', html), "no")
        told |= {name: REST[name] for name in REST if name in told}
        answer = client.post(f"/care/check/{number}", data={**told, "do": "on"})
        if answer.headers["location"].endswith("result"):
            break
    html = unescape(client.get("/care/check/result").text)
    assert "You were not sure of" in html
    assert care_ruleset().questions["vision"].text in html


def test_self_care_is_checked_again_after_two_weeks() -> None:
    assert CHECK_AGAIN_AFTER.days == 14
