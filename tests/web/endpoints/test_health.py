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


def test_one_answer_leaves_the_others_as_they_are(client: TestClient) -> None:
    client.put("/api/health", json={"numb_skin": "yes"})
    for _twice in range(2):
        told = client.put("/api/health/pump", json={"answer": "dont_know"}).json()
        assert (told["numb_skin"], told["pump"]) == ("yes", "dont_know")
    assert client.get("/api/health").json() == told
    for _twice in range(2):
        told = client.delete("/api/health/pump").json()
        assert (told["numb_skin"], told["pump"]) == ("yes", None)
    assert client.get("/api/health").json() == told


def test_one_answer_that_is_none_or_to_nothing_of_ours_is_refused(client: TestClient) -> None:
    for item, wrong in (("pump", "perhaps"), ("pump", None), ("fever", "no")):
        answer = client.put(f"/api/health/{item}", json={"answer": wrong})
        assert answer.status_code == 422
    assert set(client.get("/api/health").json().values()) == {None}
