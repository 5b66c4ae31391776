"""Measure: three ways, each with what it can see; what a number does not say; the places."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.facts import facts

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def test_each_way_says_what_it_can_see_with_its_source(client: TestClient) -> None:
    html = unescape(client.get("/measure").text)
    for way, known in (("film", "film_sees"), ("phone", "phone_sees"), ("file", "file_sees")):
        told = html.partition(f'href="/measure/{way}"')[2].partition("</li>")[0]
        assert fact(f"measuring_{known}").text in told
    for each in (*facts("measuring"), fact("measuring_studies"), *facts("measuring_how")):
        assert html.count(each.text) == 2, "on the page, and beside its source"
    read_ones = [source for source in fact("measuring_studies").sources if source.addresses]
    assert read_ones
    assert all(source.title in html for source in read_ones)


def test_the_places_of_the_last_entries_come_first_each_once(client: TestClient) -> None:
    told = (["calf.left"], ["thigh.right", "calf.left"], ["hand.right"])
    for number, sites in enumerate(told):
        entry = {"sites": sites, "instant_utc": f"2026-11-2{number}T08:00:00Z"}
        client.put(f"/api/episodes/{UUID(int=number + 1)}", json=entry)
    html = client.get("/measure/film").text
    offered = [part.partition('"')[0] for part in html.split('data-place="')[1:]]
    assert offered == ["hand.right", "thigh.right", "calf.left"]
    assert client.get("/measure/phone").text.count('data-place="') == 3


@pytest.mark.parametrize("path", ["/offline/film", "/offline/motion", "/offline/measure"])
def test_what_is_kept_for_offline_holds_nothing_of_the_diary(client: TestClient, path: str) -> None:
    before = client.get(path).text
    client.put(f"/api/episodes/{UUID(int=1)}", json={"sites": ["calf.left"]})
    assert client.get(path).text == before
    assert 'data-place="' not in before


def test_a_film_begins_without_inline_script_and_without_sound(client: TestClient) -> None:
    answer = client.get("/measure/film")
    assert "camera=(self)" in answer.headers["permissions-policy"]
    assert "microphone=()" in answer.headers["permissions-policy"]
    assert 'capture="environment"' in answer.text


def test_what_a_kept_file_may_tell_of_the_person_is_said_where_it_is_kept(
    client: TestClient,
) -> None:
    for way, told in (("film", "the place where it was made"), ("file", "a name and a day")):
        hint = client.get(f"/measure/{way}").text.partition('id="held">')[2].partition("</p>")[0]
        assert told in hint
    assert "the file's name are kept" in unescape(client.get("/measure/file").text)


def test_what_a_browser_tells_of_movement_is_said_before_the_recording(client: TestClient) -> None:
    assert fact("measuring_phone_browser").text in unescape(client.get("/measure/phone").text)
