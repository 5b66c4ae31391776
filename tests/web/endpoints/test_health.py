"""What is told about one's health, over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.model.health import HealthItem
from quietmuscle.web.endpoints.health import HealthWire

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def test_every_item_can_be_told() -> None:
    assert set(HealthWire.model_fields) == {item.value for item in HealthItem}


def test_what_is_told_is_kept_and_what_is_left_out_is_not_known(client: TestClient) -> None:
    assert set(client.get("/api/health").json().values()) == {None}
    told = client.put("/api/health", json={"numb_skin": "yes", "pump": "dont_know"}).json()
    assert (told["numb_skin"], told["pump"], told["trauma"]) == ("yes", "dont_know", None)
    assert client.get("/api/health").json() == told
    client.put("/api/health", json={"pump": "no"})
    assert client.get("/api/health").json()["numb_skin"] is None


def test_what_is_no_answer_is_refused(client: TestClient) -> None:
    for wrong in ({"numb_skin": "perhaps"}, {"numb_skin": True}, {"fever": "no"}):
        assert client.put("/api/health", json=wrong).status_code == 422
