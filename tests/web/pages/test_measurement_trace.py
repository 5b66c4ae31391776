"""The page of a trace, as a browser without scripts sees it."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from entries import NOW_UTC
from measured import a_measurement
from shelves import put_measurement
from traced_emg import put_emg

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from quietmuscle.flow.workspace import Workspace


def read(client: TestClient, address: str) -> str:
    return unescape(client.get(address).text)


def test_its_table_names_each_event_with_its_unit_and_what_was_said(
    client: TestClient, workspace: Workspace
) -> None:
    kept = put_emg(workspace.diary, NOW_UTC, emg=b"never read")
    address = f"/measure/{kept.id}"
    client.post(f"{address}/say", data={"kind": "other", "event": "1"})
    html = read(client, f"{address}/trace")
    rows = html.split("<tbody>")[1].split("<tr>")[1:]
    assert len(rows) == 2
    assert "0:05.00" in rows[0]
    assert "<td>0</td>" in rows[0]
    assert "not a twitch" not in rows[0]
    assert "not a twitch" in rows[1]
    assert f'data-id="{kept.id}"' in html
    assert html.count('<option value="') == 2
    assert "measure_trace" in html
    assert f'href="{address}/trace"' in read(client, address)


def test_without_the_recording_it_says_so(client: TestClient, workspace: Workspace) -> None:
    kept = put_emg(workspace.diary, NOW_UTC)
    html = read(client, f"/measure/{kept.id}/trace")
    assert "was not kept" in html
    assert "measure_trace.js" not in html
    assert "0:12.50" in html


def test_a_film_has_none(client: TestClient, workspace: Workspace) -> None:
    film = put_measurement(workspace.diary, a_measurement()).entry
    assert client.get(f"/measure/{film.id}/trace").status_code == 404
    assert "/trace" not in read(client, f"/measure/{film.id}")


def test_in_calm_mode_numbers_rest(client: TestClient, workspace: Workspace) -> None:
    kept = put_emg(workspace.diary, NOW_UTC, emg=b"never read")
    client.put("/api/settings", json=client.get("/api/settings").json() | {"calm_mode": True})
    address = f"/measure/{kept.id}/trace"
    assert "0:05.00" not in read(client, address)
    assert "0:05.00" in read(client, f"{address}?look=1")


def test_a_part_of_it_has_its_own_table(client: TestClient, workspace: Workspace) -> None:
    kept = put_emg(workspace.diary, NOW_UTC, emg=b"never read")
    address = f"/measure/{kept.id}/trace"
    html = read(client, f"{address}?from_s=4&to_s=6")
    assert "0:05.00" in html
    assert "0:12.50" not in html
    assert "Those of the part that the picture shows." in html
    assert 'data-start="4.0" data-stop="6.0"' in html
    assert f'href="{address}?from_s=4.95&to_s=5.05"' in html
    for whole in ("", "?from_s=0&to_s=20", "?from_s=9&to_s=3", "?from_s=30"):
        html = read(client, address + whole)
        assert "0:05.00" in html
        assert "0:12.50" in html
        assert "Those of the part" not in html
    for wrong in ("from_s=-1", "to_s=nan", "from_s=inf", "to_s=x"):
        assert client.get(f"{address}?{wrong}").status_code == 422
