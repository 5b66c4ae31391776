from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from quietmuscle import __version__
from quietmuscle.store.migrating import HEAD
from quietmuscle.web.app import make_app


def test_the_status_says_what_runs_and_how_many_entries_there_are(client):
    client.put(f"/api/episodes/{UUID(int=5)}", json={"sites": ["neck.middle"]})
    assert client.get("/api/status").json() == {
        "app": "quietmuscle",
        "version": __version__,
        "schema_version": HEAD,
        "entries": 1,
        "demo": False,
    }


def test_a_made_up_diary_says_so(house, client_of):
    with client_of(make_app(replace(house, demo=True))) as client:
        assert client.get("/api/status").json()["demo"] is True
