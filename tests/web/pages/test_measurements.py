"""The pages of measurements, as a browser without scripts sees them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
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
from quietmuscle.model.measurement import EventKind

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


def test_it_is_compared_with_the_last_one_of_the_same_place_and_posture(
    client: TestClient, kept: KeptMeasurement, workspace: Workspace
) -> None:
    address = f"/measure/{kept.id}"
    assert "Compared with before" not in read(client, address)
    before = a_measurement(NOW_UTC - timedelta(days=3), twitches=2)
    put_measurement(workspace.diary, before)
    html = read(client, address)
    assert "That is 1.5 times as many; anything between 0.2 and 18 times fits" in html
    assert fact("measuring_repeatability").text in html
    wire = client.get(f"/api/measurements/{kept.id}/change").json()
    assert (wire["before"], wire["ratio"], wire["may_be_chance"]) == (str(before.id), 1.5, True)
    told = {"place": "calf.left", "posture": "lying", "note": "x"}
    client.post(f"{address}/details", data=told)
    assert '<option value="lying" selected>Lying</option>' in read(client, address)
    assert client.get(f"/api/measurements/{kept.id}").json()["posture"] == "lying"
    assert "Compared with before" not in read(client, address)
    assert client.get(f"/api/measurements/{kept.id}/change").json()["before"] is None


def test_an_event_is_told_to_be_something_else_and_that_is_taken_back(
    client: TestClient, kept: KeptMeasurement, workspace: Workspace
) -> None:
    address = f"/measure/{kept.id}"
    answer = client.post(f"{address}/say", data={"event": "0", "kind": "other", "page": "1"})
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"{address}?events=1&saved=event#events",
    )
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


def test_the_muscle_alone_is_told_with_one_touch(
    client: TestClient, kept: KeptMeasurement, workspace: Workspace
) -> None:
    address = f"/measure/{kept.id}"
    client.post(
        f"{address}/details", data={"place": "", "note": "after a walk", "posture": "lying"}
    )
    html = read(client, address)
    assert "Which muscle was it?" in html
    told = client.post(f"{address}/place", data={"place": "thigh.right", "look": "1"})
    assert told.headers["location"] == f"{address}?saved=place&look=1#muscle"
    now = workspace.diary.measurements.get(kept.id)
    assert (list(map(str, now.sites)), now.note) == (["thigh.right"], "after a walk")
    assert now.recording.posture == "lying"
    assert now.moment == kept.moment
    saved = read(client, f"{address}?saved=place")
    assert '<p class="saved" role="status">Saved</p>' in saved.split('id="muscle"')[1]
    refused = client.post(f"{address}/place", data={"place": "x"})
    assert (refused.status_code, 'role="alert"' in refused.text) == (422, True)
    assert workspace.diary.measurements.get(kept.id) == now
    client.post(f"{address}/place", data={"place": ""})
    assert workspace.diary.measurements.get(kept.id).sites == ()


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


@pytest.fixture
def calm(client: TestClient) -> None:
    settings = client.get("/api/settings").json()
    client.put("/api/settings", json={**settings, "calm_mode": True})


@pytest.mark.usefixtures("calm")
def test_in_calm_mode_numbers_rest_until_they_are_looked_for(
    client: TestClient, kept: KeptMeasurement
) -> None:
    address = f"/measure/{kept.id}"
    pages = (address, "/measure/kept", f"/history/{kept.moment.logical_day}", "/trends")
    for each in pages:
        html = read(client, each)
        assert "58 seconds" not in html
        assert "3 twitches" not in html
    assert "What was measured" in read(client, "/trends")
    assert 'id="events"' not in read(client, address)
    assert "<textarea" in read(client, address)
    assert "<h1>3 twitches" in read(client, f"{address}?look=1")
    assert "3 twitches" in read(client, "/measure/kept?look=1")
    told = {"event": "0", "kind": "other", "page": "1", "look": "1"}
    answer = client.post(f"{address}/say", data=told)
    assert answer.headers["location"] == f"{address}?events=1&saved=event&look=1#events"


def test_help_is_one_step_away(client: TestClient, kept: KeptMeasurement) -> None:
    assert '<a href="/care">When to ask for help</a>' in read(client, f"/measure/{kept.id}")


def test_a_spasm_is_not_offered_as_a_twitch(client: TestClient, workspace: Workspace) -> None:
    kept = a_measurement()
    spasm = replace(some_events()[0], kind=EventKind.SPASM, detail=EventDetail.UNSURE)
    workspace.diary.measurements.put(kept, (spasm,), change_id=kept.id, recorded_at_utc=NOW_UTC)
    folded = read(client, f"/measure/{kept.id}").split('id="others"')
    assert "willed or not" not in folded[0]
    assert "The muscle at work, willed or not: 1" in folded[1]
    html = read(client, f"/measure/{kept.id}?others=1")
    assert "the muscle at work, willed or not" in html
    assert "It was a twitch</button>" not in html


def test_how_sure_is_said_in_words(client: TestClient, kept: KeptMeasurement) -> None:
    html = read(client, f"/measure/{kept.id}")
    assert "fairly sure" in html
    assert "% sure" not in html


def test_a_twitch_is_not_added_twice(
    client: TestClient, kept: KeptMeasurement, workspace: Workspace
) -> None:
    told = {"kind": "fasciculation", "onset": "3.3"}  # the machine counted one at 3.25 s
    answer = client.post(f"/measure/{kept.id}/say", data=told)
    assert (answer.status_code, "counted already" in answer.text) == (422, True)
    for _ in range(2):
        client.post(f"/measure/{kept.id}/say", data={"kind": "fasciculation", "onset": "30"})
    assert len(workspace.diary.measurements.get(kept.id).corrections) == 1


def test_details_that_changed_meanwhile_are_not_overwritten(
    client: TestClient, kept: KeptMeasurement, workspace: Workspace
) -> None:
    address = f"/measure/{kept.id}"
    (seen,) = re.findall(r'name="seen" value="([^"]+)"', read(client, address))
    first = {"note": "first", "day": "2026-11-23", "seen": seen}
    assert client.post(f"{address}/details", data=first).status_code == 303
    late = client.post(f"{address}/details", data={**first, "note": "second"})
    assert (late.status_code, "changed elsewhere" in late.text) == (422, True)
    assert workspace.diary.measurements.get(kept.id).note == "first"


def test_what_is_wrong_with_a_missed_one_stands_beside_its_field(
    client: TestClient, kept: KeptMeasurement
) -> None:
    address = f"/measure/{kept.id}"
    assert f'action="{address}/say#missed"' in read(client, address)
    told = {"kind": "fasciculation", "onset": "99"}
    html = client.post(f"{address}/say", data=told).text
    before, form = html.split('id="missed"')
    assert "not within it" not in before
    assert form.index('value="99"') < form.index("not within it") < form.index("Add it")
    assert 'aria-describedby="onset-refusal onset-hint"' in form


def test_saved_details_say_so_where_they_were_told(
    client: TestClient, kept: KeptMeasurement
) -> None:
    address = f"/measure/{kept.id}"
    told = {"place": "thigh.right", "day": "2026-11-23", "note": "after a walk"}
    saved = client.post(f"{address}/details", data=told).headers["location"]
    assert saved == f"{address}?saved=1#told"
    sign = '<p class="saved" role="status">Saved</p>'
    assert sign in read(client, saved).split('id="told"')[1]
    assert sign not in read(client, address)


def test_a_part_is_left_out_and_taken_in_again(
    client: TestClient, kept: KeptMeasurement, workspace: Workspace
) -> None:
    address = f"/measure/{kept.id}"
    assert "A grey band is left out" not in read(client, address)
    sent = client.post(f"{address}/stretch", data={"start": "0:15", "stop": "35"})
    assert sent.headers["location"] == f"{address}?saved=stretch#stretches"
    html = read(client, address)
    for words in (
        "A grey band is left out",
        "You left out 20 seconds of the recording, and 1 twitch that the program counted in it.",
        "From 0:15.00 to 0:35.00",
        'class="measured-out"',
        "2 twitches in 39 seconds",
    ):
        assert words in html
    assert "left out" in read(client, f"{address}?events=1").split("<tbody>")[1]
    (part,) = workspace.diary.measurements.get(kept.id).left_out
    client.post(f"{address}/stretch", data={"undo": str(part.id)})
    assert "A grey band is left out" not in read(client, address)


@pytest.mark.parametrize(
    "sent",
    [
        {"start": "20", "stop": "10"},
        {"start": "0:99:1", "stop": "20"},
        {"start": "", "stop": "20"},
        {"start": "5", "stop": ""},
        {"start": "90", "stop": "95"},
        {"undo": "x"},
    ],
)
def test_what_cannot_be_left_out_is_refused_beside_its_fields(
    client: TestClient, kept: KeptMeasurement, workspace: Workspace, sent: dict[str, str]
) -> None:
    refused = client.post(f"/measure/{kept.id}/stretch", data=sent)
    assert refused.status_code == 422
    assert 'role="alert"' in refused.text.split('id="stretches" open')[1]
    if sent.get("stop"):
        assert f'value="{sent["stop"]}"' in refused.text
    assert workspace.diary.measurements.get(kept.id) == kept
