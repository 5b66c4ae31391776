from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from page_words import words_of_page

from quietmuscle.base import text

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient


def change(client: TestClient, **wanted: object) -> None:
    settings = client.get("/api/settings").json()
    assert client.put("/api/settings", json={**settings, **wanted}).status_code == 200


def chosen(html: str, name: str) -> list[str]:
    return re.findall(rf'<input type="\w+" name="{name}" value="([^"]*)" checked>', html)


def test_what_is_kept_is_what_is_chosen(client: TestClient):
    change(
        client,
        theme="high_contrast",
        text_size="large",
        units="us",
        calm_mode=True,
        country="GB",
        zone="Asia/Tokyo",
        day_start="06:30",
        reminders=["08:05"],
    )
    html = client.get("/settings").text
    assert chosen(html, "theme") == ["high_contrast"]
    assert chosen(html, "text_size") == ["large"]
    assert chosen(html, "units") == ["us"]
    assert 'name="calm_mode" checked' in html
    assert '<option value="GB" selected>United Kingdom</option>' in html
    assert 'name="zone" list="zones" value="Asia/Tokyo"' in html
    assert "<option selected>06:30</option>" in html
    assert 'name="reminder" value="08:05"' in html
    assert 'data-theme="high_contrast" data-text="large"' in html


def test_without_a_zone_the_devices_own_is_named(client: TestClient):
    assert "follows this device, which is in Europe/London now" in client.get("/settings").text


def test_a_start_of_day_that_is_not_on_the_half_hour_stays_in_the_list(client: TestClient):
    change(client, day_start="04:10")
    starts = re.findall(r"<option(?: selected)?>(\d\d:\d\d)</option>", client.get("/settings").text)
    assert "04:10" in starts
    assert starts == sorted(starts)
    assert (starts[0], starts[-1]) == ("00:00", "12:00")


def test_chosen_items_come_first_in_their_order_and_the_rest_can_still_be_chosen(
    client: TestClient,
):
    change(client, day_items=["heat", "sleep"])
    html = client.get("/settings").text
    items = re.findall(r'<li data-item="(\w+)">', html)
    assert items[:2] == ["heat", "sleep"]
    assert len(items) == len(set(items)) == 8
    assert chosen(html, "day_item") == ["heat", "sleep"]


def test_the_calendar_file_is_offered_once_there_is_a_reminder(client: TestClient):
    assert '<div id="calendar" hidden>' in client.get("/settings").text
    change(client, reminders=["14:00"])
    assert '<div id="calendar">' in client.get("/settings").text


def test_a_language_can_be_chosen_once_there_is_a_second_one(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(text, "LOCALE_FOLDER", tmp_path)
    assert 'name="language"' not in client.get("/settings").text
    for language in ("de", "tlh"):
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "quietmuscle.mo").touch()
    html = client.get("/settings").text
    assert '<option value="de" lang="de">Deutsch</option>' in html
    assert '<option value="tlh" lang="tlh">tlh</option>' in html
    assert '<option value="en" lang="en" selected>English</option>' in html


@pytest.mark.parametrize("heading", ["Look", "Calm mode", "Your day", "Reminders"])
def test_every_part_has_its_heading(client: TestClient, heading: str):
    assert f">{heading}</h2>" in client.get("/settings").text
    assert heading in words_of_page(client.get("/settings").text)
