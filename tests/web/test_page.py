from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from starlette.requests import Request

from quietmuscle.model.settings import Settings
from quietmuscle.model.settings import TextSize
from quietmuscle.model.settings import Theme
from quietmuscle.web.page import PLACES
from quietmuscle.web.page import device_zone

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from quietmuscle.flow.workspace import Workspace


def test_every_page_has_the_places_in_the_same_order(client: TestClient):
    for path in ("/care", "/more", "/history"):
        html = client.get(path).text
        found = re.findall(r'<li><a href="([^"]+)"', html.split('class="places"')[1])
        assert found == [place.address for place in PLACES]


def test_the_place_one_is_at_is_marked(client: TestClient):
    html = client.get("/care").text
    assert re.search(r'href="/care"\s+aria-current="page"', html)
    assert html.count("aria-current") == 1


def test_the_look_is_the_persons(client: TestClient, workspace: Workspace):
    workspace.diary.preferences.put_settings(
        Settings(theme=Theme.HIGH_CONTRAST, text_size=TextSize.VERY_LARGE, introduced=True)
    )
    html = client.get("/care").text
    assert ' data-theme="high_contrast" data-text="very_large"' in html


def test_no_page_holds_a_script_or_a_style_of_its_own(client: TestClient):
    for path in ("/care", "/more", "/history", "/settings", "/twitch", "/trends"):
        html = client.get(path).text
        for script in re.findall(r"<script\b[^>]*>", html):
            assert "src=" in script or 'type="application/json"' in script, path
        assert "<style" not in html
        assert not re.search(r"\s(style|on\w+)=\"", html), path


@pytest.mark.parametrize(
    ("cookie", "zone"),
    [
        ("zone=Europe/London", "Europe/London"),
        ("zone=Pacific%2FApia", "Pacific/Apia"),
        ("zone=No/Such_Zone", None),
        ("zone=", None),
        ("other=1", None),
    ],
)
def test_the_device_tells_its_zone(cookie: str, zone: str | None):
    request = Request({"type": "http", "headers": [(b"cookie", cookie.encode())]})
    assert device_zone(request) == zone


@pytest.mark.parametrize("cookie", ["No/Such_Zone", "../../etc/passwd", "%2F", "\x00"])
def test_a_zone_that_nobody_knows_is_passed_over(client: TestClient, cookie: str):
    client.cookies.clear()
    assert client.get("/care", headers={"cookie": f"zone={cookie}"}).status_code == 200
