from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def test_the_api_describes_itself(client: TestClient):
    described = client.get("/api").json()
    assert described["info"]["title"] == "Quiet Muscle"
    assert described["openapi"].startswith("3.")
    assert all(path.startswith("/api/") for path in described["paths"])
    assert {"/api/episodes/{episode_id}", "/api/settings", "/api/status"} <= set(described["paths"])


def test_every_operation_says_how_it_refuses(client: TestClient):
    for path, operations in client.get("/api").json()["paths"].items():
        for method, operation in operations.items():
            assert "503" in operation["responses"], (method, path)
            assert operation.get("summary"), (method, path)


def test_there_is_no_page_of_the_framework(client: TestClient):
    for path in ("/docs", "/redoc", "/openapi.json"):
        assert client.get(path).status_code == 404


def test_an_address_with_a_slash_too_many_is_not_sent_elsewhere(client: TestClient):
    assert client.get("/care/").status_code == 404
