from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from entries import an_id

if TYPE_CHECKING:
    from starlette.testclient import TestClient

TOLD = {"day": "2026-11-20", "analyte": "potassium", "value": 2.8, "unit": "mmol/L"}


def test_a_result_from_first_to_last(client: TestClient) -> None:
    address = f"/api/labs/{an_id()}"
    kept = client.put(address, json={**TOLD, "range_low": 3.5, "range_high": 5.1}).json()
    assert (kept["lies"], kept["own_range"]) == ("below", True)
    assert (kept["danger"], kept["danger_fact"]) == ("T1", "labs_danger_potassium_low")
    assert client.get(address).json() == kept
    assert client.get("/api/labs").json() == {"results": [kept]}
    assert client.delete(address).json() == kept
    assert client.get("/api/labs").json() == {"results": []}
    assert client.get(address).status_code == 404
    assert client.post(f"{address}/restore").json() == kept


def test_a_unit_that_seems_another_must_be_confirmed(client: TestClient) -> None:
    address = f"/api/labs/{an_id()}"
    seems = {**TOLD, "analyte": "calcium", "value": 9.4}
    answer = client.put(address, json=seems)
    assert answer.status_code == 409
    assert "usual in mg/dL" in answer.json()["sentence"]
    assert client.get(address).status_code == 404
    assert client.put(address, json={**seems, "unit_confirmed": True}).status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        {"value": 0},
        {"value": "2.8"},
        {"value": 45},
        {"unit": "mg/dL"},
        {"analyte": "gold"},
        {"range_low": 5.1, "range_high": 3.5},
        {"day": "2030-01-01"},
        {"day": 1},
        {"unit_confirmed": "yes"},
        {"doctor": "x"},
    ],
)
def test_what_makes_no_sense_is_refused(client: TestClient, change: dict[str, object]) -> None:
    answer = client.put(f"/api/labs/{an_id()}", json={**TOLD, **change})
    assert answer.status_code == 422
    assert answer.json()["sentence"]
