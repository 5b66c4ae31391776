"""The pages of measurements, as a browser without scripts sees them."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING

import pytest
from entries import NOW_UTC
from measured import a_measurement
from measured import some_events
from shelves import put_measurement

from quietmuscle.flow.measurements import kept_measurement

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.kept_measurement import KeptMeasurement


@pytest.fixture
def kept(workspace: Workspace) -> KeptMeasurement:
    put_measurement(workspace.diary, kept := a_measurement(note="Straße <b>"))
    return kept


def read(client: TestClient, address: str) -> str:
    return unescape(client.get(address).text)


def test_an_empty_list_says_what_will_be_here(client: TestClient) -> None:
    assert "will be listed here" in read(client, "/measure/kept")


def test_the_list_is_paged(client: TestClient, workspace: Workspace) -> None:
    for days in range(22):
        put_measurement(workspace.diary, a_measurement(NOW_UTC - timedelta(days=days)))
    html = read(client, "/measure/kept")
    assert html.count("3 twitches in 58 seconds") == 20
    (older,) = re.findall(r'href="(/measure/kept\?after=[^"]+)"', html)
    assert read(client, older).count("3 twitches in 58 seconds") == 2


def test_plain_words_come_first_and_the_picture_has_its_table(
    client: TestClient, kept: KeptMeasurement
) -> None:
    html = read(client, f"/measure/{kept.id}")
    assert "<h1>3 twitches in 58 seconds: 3.1 a minute, between 0.8 and 8.4.</h1>" in html
    assert "smaller than about 1.5 pixels" in html
    assert 'id="times-' in html
    assert 'id="places-title"' in html
    assert html.count("Not a twitch</button>") == 3
    assert "left calf" in html.lower()
    assert "Only its numbers are kept" in html
    assert "<textarea" in html
    assert "Straße &lt;b&gt;" in client.get(f"/measure/{kept.id}").text
    others = read(client, f"/measure/{kept.id}?others=1")
    assert others.count("It was a twitch</button>") == 2
    assert "the heartbeat" in others


def test_an_event_is_told_to_be_something_else_and_that_is_taken_back(
    client: TestClient, kept: KeptMeasurement, workspace: Workspace
) -> None:
    address = f"/measure/{kept.id}"
    answer = client.post(f"{address}/say", data={"event": "0", "kind": "other", "page": "1"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{address}?events=1#events")
    html = read(client, address)
    assert "<h1>2 twitches" in html
    assert "The program alone counted 3" in html
    (undo,) = re.findall(r'name="undo" value="([^"]+)"', html)
    client.post(f"{address}/say", data={"undo": undo})
    assert "<h1>3 twitches" in read(client, address)
    client.post(f"{address}/say", data={"event": "1", "kind": "fasciculation", "others": "1"})
    assert "<h1>4 twitches" in read(client, address)
    assert kept_measurement(workspace, kept.id).found == some_events()


@pytest.mark.parametrize(
    ("written", "onset_s"), [("12.5", 12.5), ("0:12,5", 12.5), ("1:00", 60.0), (" 7 ", 7.0)]
)
def test_a_missed_one_is_added(
    client: TestClient, kept: KeptMeasurement, workspace: Workspace, written: str, onset_s: float
) -> None:
    client.post(f"/measure/{kept.id}/say", data={"kind": "fasciculation", "onset": written})
    (correction,) = workspace.diary.measurements.get(kept.id).corrections
    assert correction.onset_s == onset_s
    assert "nothing: you added it" in read(client, f"/measure/{kept.id}")


@pytest.mark.parametrize(
    "sent",
    [
        {"kind": "fasciculation", "onset": "half past"},
        {"kind": "fasciculation", "onset": "2:00"},
        {"kind": "fasciculation", "onset": "inf"},
        {"kind": "fasciculation"},
        {"kind": "ghost", "event": "0"},
        {"kind": "other", "event": "99"},
        {"kind": "other", "event": "-1"},
        {"undo": "x"},
    ],
)
def test_what_cannot_be_is_refused_on_the_page_itself(
    client: TestClient, kept: KeptMeasurement, sent: dict[str, str]
) -> None:
    answer = client.post(f"/measure/{kept.id}/say", data=sent)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "<h1>3 twitches" in answer.text


def test_place_day_and_note_are_told_later(
    client: TestClient, kept: KeptMeasurement, workspace: Workspace
) -> None:
    address = f"/measure/{kept.id}"
    told = {"place": "thigh.right", "day": "2026-11-23", "note": "after a walk"}
    assert client.post(f"{address}/details", data=told).status_code == 303
    now = workspace.diary.measurements.get(kept.id)
    assert (list(map(str, now.sites)), now.note) == (["thigh.right"], "after a walk")
    assert now.moment == kept.moment  # the same day keeps its time
    client.post(f"{address}/details", data={**told, "day": "2026-11-20", "place": ""})
    now = workspace.diary.measurements.get(kept.id)
    assert (now.sites, now.moment.logical_day.isoformat()) == ((), "2026-11-20")
    assert "place not told" in read(client, address)
    assert client.post(f"{address}/details", data={**told, "day": "soon"}).status_code == 422
    assert client.post(f"{address}/details", data={**told, "place": "x"}).status_code == 422


def test_deleted_and_taken_back(client: TestClient, kept: KeptMeasurement) -> None:
    address = f"/measure/{kept.id}"
    assert "Take it back" in client.post(f"{address}/delete").text
    assert client.get(address).status_code == 404
    assert client.post(f"{address}/restore").headers["location"] == address
    assert client.get(address).status_code == 200


def test_trends_and_the_day_show_what_was_measured(
    client: TestClient, kept: KeptMeasurement
) -> None:
    client.put(f"/api/episodes/{kept.id}", json={"sites": ["calf.left"], "zone": "Europe/London"})
    html = read(client, "/trends")
    assert "<h3>Film of the skin: left calf</h3>" in html
    assert "never added together" in html
    assert "measured-table-1" in html
    day = read(client, f"/history/{kept.moment.logical_day}")
    assert f'href="/measure/{kept.id}"' in day
    assert "3 twitches in 58 seconds" in day
