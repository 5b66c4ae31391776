from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from page_words import words_of_page

from quietmuscle.knowledge.sites import body_sites
from quietmuscle.knowledge.sites import known
from quietmuscle.model.episode import Episode
from quietmuscle.model.revision import Action
from quietmuscle.web.pages.episode import ACTIONS
from quietmuscle.web.pages.episode import NAMES
from quietmuscle.web.pages.episode import place_groups
from quietmuscle.web.pages.episode import value_words

if TYPE_CHECKING:
    from starlette.testclient import TestClient

ID = "00000000-0000-7000-8000-000000000001"
TOLD = {
    "sites": ["calf.left", "thigh.right"],
    "instant_utc": "2026-07-20T14:03:27Z",
    "zone": "Europe/London",
    "kind": "ripple",
    "count": 3,
    "intensity_0_10": 4,
    "bother_0_10": 0,
    "lasted": "minutes",
    "painful": False,
    "weak": True,
    "doing": "resting",
    "note": "after <i>lunch</i>",
}
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100
MP4 = b"\x00\x00\x00\x18ftypmp42" + b"0" * 100
HEIC = b"\x00\x00\x00\x18ftypheic" + b"0" * 100


def keep(client: TestClient, **told: object) -> None:
    assert client.put(f"/api/episodes/{ID}", json={**TOLD, **told}).status_code == 200


def page(client: TestClient) -> str:
    answer = client.get(f"/episode/{ID}")
    assert answer.status_code == 200, answer.text
    return answer.text


def pressed(html: str) -> dict[str, str]:
    fields = re.findall(r'<fieldset data-field="(\w+)"(.*?)</fieldset>', html, re.DOTALL)
    return {
        name: match[1]
        for name, body in fields
        if (match := re.search(r'aria-pressed="true">([^<]*)<', body))
    }


def test_every_detail_that_was_told_stands_in_its_field(client: TestClient):
    keep(client)
    html = page(client)
    assert pressed(html) == {
        "kind": "Ripple under the skin",
        "intensity_0_10": "4",
        "bother_0_10": "0",
        "lasted": "Minutes",
        "painful": "No",
        "weak": "Yes",
        "doing": "Resting",
    }
    assert '<li data-site="calf.left"><span>left calf</span>' in html
    assert 'step="1" value="3"' in html
    assert "after &lt;i&gt;lunch&lt;/i&gt;</textarea>" in html
    assert "<h1>Left calf, right thigh</h1>" in html


def test_the_time_is_that_of_the_entrys_own_clock(client: TestClient):
    keep(client, zone="Asia/Tokyo")
    html = page(client)
    assert 'id="time" type="time" value="23:03"' in html
    assert 'id="day" type="date" required value="2026-07-20"' in html
    assert "The clock is that of Asia/Tokyo" in html
    assert 'data-instant="2026-07-20T14:03:27+00:00"' in html


def test_an_entry_of_the_small_hours_names_the_day_that_was_meant(client: TestClient):
    keep(client, instant_utc="2026-07-21T01:10:00Z")
    html = page(client)
    assert 'required value="2026-07-20"' in html
    assert 'type="time" value="02:10"' in html


def test_a_time_that_was_not_told_stays_empty(client: TestClient):
    keep(client, instant_utc=None, day="2026-07-20")
    html = page(client)
    assert 'type="time" value=""' in html
    assert "The clock is that of" not in html


def test_every_place_of_the_catalogue_can_be_added(client: TestClient):
    offered = [place for group in place_groups() for place in group.places]
    assert len(offered) == len(set(offered))
    assert all(known(place) for place in offered)
    assert {place.code for place in offered} == {site.code for site in body_sites()}
    keep(client)
    assert page(client).count("<optgroup") == len(place_groups())


def test_what_was_recorded_when_is_told_in_words(client: TestClient):
    keep(client)
    keep(client, sites=["calf.right"], kind="cramp", count=None, weak=False, note="x" * 300)
    client.delete(f"/api/episodes/{ID}")
    client.post(f"/api/episodes/{ID}/restore")
    words = words_of_page(page(client)).partition("What was recorded when")[2]
    assert "Recorded on 23 November 2026 at 08:30" in words
    assert "Changed on 23 November 2026 at 08:30" in words
    assert "Place: left calf, right thigh → became right calf" in words
    assert "What it felt like: Ripple under the skin → became Cramp that hurts" in words
    assert "How many twitches: 3 → became not told" in words
    assert "Is the place weak?: Yes → became No" in words
    assert "Note: after <i>lunch</i> → became " + "x" * 200 + "…" in words
    assert "Deleted on" in words
    assert "Taken back on" in words


def test_a_changed_time_is_told_on_the_clock_of_then(client: TestClient):
    keep(client)
    keep(client, instant_utc=None, day="2026-07-19")
    words = words_of_page(page(client))
    assert "Time: 20 July 2026 at 15:03 → became 19 July 2026, time not told" in words


def test_photos_and_videos_are_shown_and_described(client: TestClient):
    keep(client)
    for number, data in enumerate((PNG, MP4, HEIC), start=5):
        address = f"/api/attachments/00000000-0000-7000-8000-00000000000{number}?episode={ID}"
        assert client.put(address, content=data).status_code == 200
    html = page(client)
    assert 'alt="Photo added on 23 November 2026"' in html
    assert 'aria-label="Video added on 23 November 2026"' in html
    assert html.count("<video") == html.count("<img") == 1
    assert "Open the photo" in html
    words = words_of_page(html)
    assert "Photos and videos: not told → became 1 photo or video" in words
    assert "Photos and videos: 2 photos or videos → became 3 photos or videos" in words


@pytest.mark.parametrize(("entry", "status"), [(ID, 404), ("no-id", 422)])
def test_an_entry_that_is_not_there_is_said_in_words(client: TestClient, entry: str, status: int):
    answer = client.get(f"/episode/{entry}")
    assert answer.status_code == status
    assert "That did not work" in answer.text


def test_every_detail_and_every_action_has_a_name():
    assert set(NAMES) == {*Episode.__dataclass_fields__} - {"id"}
    assert set(ACTIONS) == set(Action) - {Action.PURGED}


def test_a_number_is_its_own_word():
    assert str(value_words(7)[0].values["number"]) == "7"
    assert value_words(0)[0].values["number"] == 0


def retold_in(html: str) -> list[dict[str, object]]:
    """What the buttons of the history would send."""
    return [json.loads(unescape(told)) for told in re.findall(r'data-bring-back="([^"]*)"', html)]


def test_each_earlier_version_can_be_brought_back_whole(client: TestClient):
    keep(client)
    first = client.get(f"/api/episodes/{ID}").json()
    keep(client, note="second", count=None)
    keep(client, note="third", day="2026-07-21", instant_utc=None)
    told = retold_in(page(client))
    assert [each["note"] for each in told] == ["after <i>lunch</i>", "second"]
    assert client.put(f"/api/episodes/{ID}", json=told[0]).status_code == 200
    assert client.get(f"/api/episodes/{ID}").json() == first
    again = retold_in(page(client))
    assert [each["note"] for each in again] == ["second", "third"]
    assert again[1]["day"] == "2026-07-21"
    assert "instant_utc" not in again[1]


def test_an_entry_that_never_changed_offers_nothing_to_bring_back(client: TestClient):
    keep(client)
    assert retold_in(page(client)) == []
    client.delete(f"/api/episodes/{ID}")
    client.post(f"/api/episodes/{ID}/restore")
    assert retold_in(page(client)) == []
