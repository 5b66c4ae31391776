from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from starlette.testclient import TestClient

DAY = "/api/days/2026-11-20/items/sleep"


def test_the_answer_names_the_change_that_was_sent(client: TestClient):
    sent = {"Change-Id": "0199aabb-0000-7000-8000-00000000000F"}
    answer = client.put(DAY, json={"value": 3}, headers=sent)
    assert answer.headers["change-id"] == "0199aabb-0000-7000-8000-00000000000f"


def test_a_program_that_sends_none_gets_a_fresh_one_each_time(client: TestClient):
    ids = {client.put(DAY, json={"value": 3}).headers["change-id"] for _time in range(3)}
    assert len(ids) == 3
    assert {UUID(each).version for each in ids} == {7}


def test_what_is_no_id_is_refused_and_nothing_is_kept(client: TestClient):
    answer = client.put(DAY, json={"value": 3}, headers={"Change-Id": "mine"})
    assert answer.status_code == 422
    assert client.get("/api/days/2026-11-20").json()["answers"] == {}


def test_the_same_change_is_kept_once_whatever_it_says(client: TestClient):
    sent = {"Change-Id": str(UUID(int=7))}
    client.put(DAY, json={"value": 3}, headers=sent)
    client.put(DAY, json={"value": 5}, headers=sent)
    assert client.get("/api/days/2026-11-20").json()["answers"] == {"sleep": 3}
