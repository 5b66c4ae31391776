"""The watch's line on Today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entries import an_id

if TYPE_CHECKING:
    from starlette.testclient import TestClient

LINE = "A care check may be of use."


def test_one_quiet_line_that_can_be_set_aside(client: TestClient) -> None:
    settings = client.get("/api/settings").json()
    client.put("/api/settings", json={**settings, "introduced": True})
    assert LINE not in client.get("/").text
    told = {"sites": ["calf.left"], "zone": "Europe/London", "weak": True, "painful": True}
    client.put(f"/api/episodes/{an_id()}", json=told)
    html = client.get("/").text
    assert html.count(LINE) == 1
    assert "You have newly marked a place as weak or stiff." in html
    assert "painful" not in html.partition("</section>")[0].partition('class="watch"')[2]
    assert "urgent" not in html
    assert LINE not in client.get("/offline/today").text
    assert client.post("/care/watch/later").headers["location"] == "/"
    assert LINE not in client.get("/").text


def test_a_check_that_was_done_quietens_it(client: TestClient) -> None:
    settings = client.get("/api/settings").json()
    client.put("/api/settings", json={**settings, "introduced": True})
    told = {"sites": ["calf.left"], "zone": "Europe/London", "weak": True}
    client.put(f"/api/episodes/{an_id()}", json=told)
    client.get("/care/check")
    client.post("/care/check/1", data={"answer.injury": "yes"})
    assert LINE not in client.get("/").text
