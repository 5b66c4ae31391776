from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.web.pages.more import DOORS

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def test_every_door_leads_to_a_page(client: TestClient):
    html = client.get("/more").text
    for door in DOORS:
        assert f'href="{door.address}"' in html
        assert door.words in html
        assert client.get(door.address).status_code == 200
