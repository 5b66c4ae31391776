"""Ideas to test: what a diary suggests, and what it does not."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING

from entries import TODAY
from shelves import answer as answer_item
from tried import log_days

from quietmuscle.model.day import DayItem

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from quietmuscle.flow.workspace import Workspace


def words(client: TestClient) -> str:
    answer = client.get("/helps/ideas")
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


def test_an_empty_diary_says_when_ideas_begin(client: TestClient) -> None:
    told = words(client)
    assert "0 complete days so far" in told
    assert "60" in told
    assert "Start an experiment" not in told


def test_a_connection_is_an_idea_with_an_experiment_and_the_rest_is_listed(
    client: TestClient, workspace: Workspace
) -> None:
    diary = workspace.diary
    first = TODAY - timedelta(days=75)
    log_days(workspace, first, [3 + 6 * (n * 5 % 3) for n in range(75)])
    for n in range(75):
        answer_item(diary, first + timedelta(days=n), DayItem.STRESS, 1 + 2 * (n * 5 % 3))
        answer_item(diary, first + timedelta(days=n), DayItem.SLEEP, 1 + n * 7 % 5)
        if n % 9 == 0:
            answer_item(diary, first + timedelta(days=n), DayItem.HEAT, 2)
    told = words(client)
    assert "These are ideas to test, not answers." in told
    assert (
        "on days with more of “Stress” there were more twitches. 15.0 a day instead of 6.0." in told
    )
    assert "Start an experiment" in told
    assert told.index("No connection found") < told.index("Sleep last night")
    assert told.index("Told too seldom") < told.index("How warm it was")


def test_the_page_is_linked(client: TestClient) -> None:
    assert 'href="/helps/ideas"' in client.get("/helps").text
