"""The order of a result: number and picture, the muscle, and the rest folded."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

import pytest
from entries import NOW_UTC
from measured import a_measurement
from measured import some_events
from shelves import put_measurement

from quietmuscle.flow.measurements import kept_measurement
from quietmuscle.knowledge.facts import fact
from quietmuscle.model.measurement import EventDetail
from quietmuscle.web.pages.measurement_result import mark_of
from quietmuscle.web.pages.measurement_result import other_kinds

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


def put_many(workspace: Workspace, count: int) -> KeptMeasurement:
    """A measurement with many twitches, one a second."""
    kept = a_measurement(twitches=count)
    twitch = some_events()[0]
    many = tuple(replace(twitch, onset_s=float(at)) for at in range(count))
    workspace.diary.measurements.put(kept, many, change_id=kept.id, recorded_at_utc=NOW_UTC)
    return kept


def test_the_number_comes_first_and_what_may_frighten_or_tire_is_folded(
    client: TestClient, kept: KeptMeasurement
) -> None:
    html = read(client, f"/measure/{kept.id}")
    order = (
        "<h1>3 twitches in 58 seconds</h1>",
        "That is 3.1 a minute.",
        'id="times-',
        'id="places-title"',
        "<summary>More about these numbers</summary>",
        'id="muscle"',
        fact("measuring_no_diagnosis").text,
        "<summary>What studies counted</summary>",
        "smaller than about 1.5 pixels",
        '<details id="events">',
        "All 3 moments, to look at or correct",
        '<details id="others">',
        '<details id="told">',
        "The recording itself is gone from here",
    )
    places = [html.index(each) for each in order]
    assert places == sorted(places)
    assert html.count("Not a twitch</button>") == 3
    assert "between 0.8 and 8.4" not in html
    assert "Straße &lt;b&gt;" in client.get(f"/measure/{kept.id}").text


def test_what_was_not_counted_is_folded_with_its_counts(
    client: TestClient, kept: KeptMeasurement, workspace: Workspace
) -> None:
    html = read(client, f"/measure/{kept.id}")
    assert "2 more were seen and not counted" in html
    assert "<li>The heartbeat: 1</li>" in html
    found = other_kinds(kept_measurement(workspace, kept.id))
    assert [each.count for each in found] == [1, 1]
    others = read(client, f"/measure/{kept.id}?events=1&others=1")
    assert '<details id="events" open>' in others
    assert others.count("It was a twitch</button>") == 2
    assert '<details id="others">' not in others


def test_the_most_frequent_of_the_others_comes_first(workspace: Workspace) -> None:
    kept = a_measurement()
    beat, moved = some_events()[1], some_events()[4]
    assert beat.detail is EventDetail.HEARTBEAT
    events = (moved, *(replace(beat, onset_s=beat.onset_s + at) for at in range(3)))
    workspace.diary.measurements.put(kept, events, change_id=kept.id, recorded_at_utc=NOW_UTC)
    first, _second = other_kinds(kept_measurement(workspace, kept.id))
    assert (first.says.sentence, first.count) == ("the heartbeat", 3)


def test_many_twitches_are_paged_and_all_are_shown_when_asked_for(
    client: TestClient, workspace: Workspace
) -> None:
    kept = put_many(workspace, 25)
    address = f"/measure/{kept.id}"
    first = read(client, address)
    assert first.count("Not a twitch</button>") == 10
    assert f"{address}?events=2#events" in first
    assert f"{address}?events=1&whole=1#events" in first
    assert read(client, f"{address}?events=3").count("Not a twitch</button>") == 5
    assert read(client, f"{address}?events=99").count("Not a twitch</button>") == 5
    whole = read(client, f"{address}?events=1&whole=1")
    assert whole.count("Not a twitch</button>") == 25
    told = {"event": "24", "kind": "other", "page": "1", "whole": "1"}
    answer = client.post(f"{address}/say", data=told)
    assert answer.headers["location"] == f"{address}?events=1&saved=event&whole=1#events"


def test_one_that_was_added_is_shown_where_it_stands_and_said_to_be_saved(
    client: TestClient, workspace: Workspace
) -> None:
    kept = put_many(workspace, 25)
    address = f"/measure/{kept.id}"
    onset_s = client.get(f"/api{address.replace('measure', 'measurements')}/events").json()[
        "events"
    ][22]["onset_s"]
    told = {"kind": "fasciculation", "onset": f"{onset_s + 0.5:.2f}"}
    answer = client.post(f"{address}/say", data=told)
    assert answer.headers["location"] == f"{address}?events=3&saved=event#events"
    html = read(client, answer.headers["location"])
    assert "Saved. Twitches that count now: 26." in html
    assert "nothing: you added it" in html


def test_sizes_and_sureness_are_explained_beside_them(
    client: TestClient, kept: KeptMeasurement
) -> None:
    html = read(client, f"/measure/{kept.id}")
    assert "is how much it looked like what the program says" in html
    assert "how far the skin moved, in points of the picture" in html


def test_signs_are_explained_only_where_they_are_drawn(
    client: TestClient, kept: KeptMeasurement
) -> None:
    address = f"/measure/{kept.id}"
    html = read(client, address)
    assert "A cross is one" not in html
    assert "A diamond is one" not in html
    client.post(f"{address}/say", data={"event": "0", "kind": "other"})
    client.post(f"{address}/say", data={"kind": "fasciculation", "onset": "30"})
    html = read(client, address)
    assert "A cross is one" in html
    assert "A diamond is one" in html


def test_places_of_before_are_offered_until_one_is_told(
    client: TestClient, kept: KeptMeasurement
) -> None:
    address = f"/measure/{kept.id}"
    assert '<button name="place"' not in read(client, address)
    client.put(f"/api/episodes/{kept.id}", json={"sites": ["calf.left"], "zone": "Europe/London"})
    client.post(f"{address}/place", data={"place": ""})
    assert '<button name="place" value="calf.left">' in read(client, address)


def test_a_refused_missed_one_and_refused_details_are_unfolded(
    client: TestClient, kept: KeptMeasurement
) -> None:
    address = f"/measure/{kept.id}"
    missed = client.post(f"{address}/say", data={"kind": "fasciculation", "onset": "99"}).text
    assert '<details id="events" open>' in missed
    assert '<details id="told">' in missed
    told = client.post(f"{address}/details", data={"day": "soon"}).text
    assert '<details id="told" open>' in told
    assert '<details id="events">' in told


def test_the_mark_changes_with_what_the_form_shows(kept: KeptMeasurement) -> None:
    assert mark_of(kept) == mark_of(replace(kept))
    assert mark_of(kept) != mark_of(replace(kept, note="other"))
    assert mark_of(kept) != mark_of(replace(kept, sites=()))
