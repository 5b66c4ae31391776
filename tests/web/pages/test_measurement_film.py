"""The page that looks into a film, as a browser without scripts sees it."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

import pytest
from entries import NOW_UTC
from entries import an_id
from measured import a_correction
from measured import a_measurement
from measured import a_missed_twitch
from shelves import put_measurement
from twitching_film import EVENTS
from twitching_film import TWITCH
from twitching_film import put_film

from quietmuscle.flow import film_replay
from quietmuscle.model.recording import Modality

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from quietmuscle.flow.workspace import Workspace


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the other process would make is tried in tests/flow and in a browser."""
    monkeypatch.setattr(film_replay, "in_isolation", lambda *told, **_more: repr(told[2:]).encode())


def read(client: TestClient, address: str) -> str:
    return unescape(client.get(address).text)


def test_where_and_each_twitch_again(client: TestClient, workspace: Workspace) -> None:
    kept = put_film(workspace.diary, NOW_UTC, film=b"film")
    html = read(client, f"/measure/{kept.id}/film")
    assert f'href="/measure/{kept.id}/film/still"' in html
    assert re.findall(r'<td><span class="small muted">([^<]+):</span> 1</td>', html) == ["Middle"]
    assert "1 twitch has no place in the picture." in html
    assert "Twitch 1, at 0:01.50" in html
    assert "its place is not known" in html
    assert html.count("As filmed, 4 times slower") == html.count("<video") == 2
    assert html.count("8 times larger, 4 times slower") == 2
    assert "autoplay" not in html
    assert html.count('preload="none"') == 2
    assert 'width="328" height="160"' in html
    for name in ("mp4", "webm"):
        assert f'twitch/1?form={name}" type="video/{name}"' in html


def test_what_is_streamed_is_not_stored(client: TestClient, workspace: Workspace) -> None:
    kept = put_film(workspace.diary, NOW_UTC, film=b"film")
    for part, kind in {
        "still": "image/png",
        "twitch/1": "video/mp4",
        "twitch/1?form=webm": "video/webm",
    }.items():
        answer = client.get(f"/measure/{kept.id}/film/{part}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
        assert answer.headers["cache-control"] == "private, no-store"
    first = client.get(f"/measure/{kept.id}/film/twitch/1", headers={"range": "bytes=0-3"})
    assert (first.status_code, len(first.content)) == (206, 4)


def test_refusals_are_sentences(client: TestClient, workspace: Workspace) -> None:
    kept = put_film(workspace.diary, NOW_UTC, film=b"film")
    put_measurement(workspace.diary, emg := a_measurement(modality=Modality.EMG))
    gone = put_film(workspace.diary, NOW_UTC)
    for address, words in {
        f"{kept.id}/film/twitch/3": "This film has no twitch of that number.",
        f"{emg.id}/film": "This measurement is of no film.",
        f"{gone.id}/film/twitch/1": "Only the numbers of this measurement were kept",
        f"{gone.id}/film/still": "Only the numbers of this measurement were kept",
        f"{an_id()}/film": "There is no such",
    }.items():
        answer = client.get(f"/measure/{address}")
        assert (answer.status_code, words in answer.text) == (404, True), address
    assert client.get(f"/measure/{kept.id}/film/twitch/1?form=exe").status_code == 422


def test_without_the_film_there_is_an_empty_frame_and_why(
    client: TestClient, workspace: Workspace
) -> None:
    gone = put_film(workspace.diary, NOW_UTC)
    html = read(client, f"/measure/{gone.id}/film")
    assert "Only the numbers of this measurement were kept" in html
    assert "So the frame below is empty" in html
    assert 'class="heat-5"' in html
    assert "<image" not in html
    assert "<video" not in html


def test_corrections_count(client: TestClient, workspace: Workspace) -> None:
    said = (replace(a_correction(0), event=1), a_missed_twitch(0.25))
    kept = put_film(workspace.diary, NOW_UTC, film=b"film", corrections=said)
    html = read(client, f"/measure/{kept.id}/film")
    assert "Twitch 1, at 0:00.25" in html
    assert "you added it" in html
    assert "Of none of these twitches is it known" in html
    all_out = tuple(
        replace(a_correction(0), event=number, was=one.kind)
        for number, one in enumerate(EVENTS)
        if one.kind is TWITCH.kind
    )
    none = put_film(workspace.diary, NOW_UTC, film=b"film", corrections=all_out)
    assert "No twitch is counted in this film" in read(client, f"/measure/{none.id}/film")


def test_ten_a_page(client: TestClient, workspace: Workspace) -> None:
    added = tuple(a_missed_twitch(0.1 * number) for number in range(12))
    kept = put_film(workspace.diary, NOW_UTC, film=b"film", corrections=added)
    html = read(client, f"/measure/{kept.id}/film")
    assert html.count("<video") == 10
    assert "Page 1 of 2" in html
    last = read(client, f"/measure/{kept.id}/film?part=9")
    assert last.count("<video") == 4
    assert "Twitch 11, at" in last
    assert "Later in the recording" not in last


def test_calm_mode_rests_until_asked(client: TestClient, workspace: Workspace) -> None:
    kept = put_film(workspace.diary, NOW_UTC, film=b"film")
    preferences = workspace.diary.preferences
    client.put("/api/settings", json={"calm_mode": True}, headers={"Change-Id": str(an_id())})
    assert preferences.settings().calm_mode
    html = read(client, f"/measure/{kept.id}/film")
    assert "<video" not in html
    assert "<video" in read(client, f"/measure/{kept.id}/film?look=1")


def test_the_rings_of_a_film_lead_there(client: TestClient, workspace: Workspace) -> None:
    kept = put_film(workspace.diary, NOW_UTC, film=b"film")
    assert f'href="/measure/{kept.id}/film"' in read(client, f"/measure/{kept.id}")
    looked_at = f'href="/measure/{kept.id}/film?look=1"'
    assert looked_at in read(client, f"/measure/{kept.id}?look=1")
