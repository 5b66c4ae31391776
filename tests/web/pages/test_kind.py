from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from entries import an_episode

from quietmuscle.base.ids import new_id

if TYPE_CHECKING:
    from starlette.testclient import TestClient

SAFE = [("q.warning", "none"), ("q.illness", "none"), ("q.medicines", "none")]
CLONUS = [
    *SAFE,
    ("q.rhythm", "regular"),
    ("q.moves_joint", "yes"),
    ("q.when", "pressing"),
    ("q.eases", "position"),
]


def post(client: TestClient, fields: list[tuple[str, str]]) -> tuple[int, str]:
    body = "&".join(f"{name}={value}" for name, value in fields)
    answer = client.post(
        "/kind", content=body, headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    return answer.status_code, unescape(answer.text)


def asked(page: str) -> str:
    found = re.search(r'name="asked" value="(\w+)"', page)
    assert found
    return found[1]


def test_warnings_are_asked_first_and_no_address_holds_an_answer(client: TestClient) -> None:
    page = client.get("/kind").text
    assert asked(page) == "warning"
    assert 'method="post"' in page
    assert "not a diagnosis" in page
    assert "I don't know" in unescape(page)


def test_one_question_a_screen_until_it_is_clear(client: TestClient) -> None:
    answers = dict(CLONUS)
    fields: list[tuple[str, str]] = []
    page = unescape(client.get("/kind").text)
    for _step in range(14):
        if 'name="asked"' not in page:
            break
        assert page.count("<h1") == 1
        question = f"q.{asked(page)}"
        assert f'name="{question}"' in page
        carried = re.findall(r'type="hidden" name="(q\.\w+)" value="(\w+)"', page)
        assert carried == fields
        fields.append((question, answers.get(question, "dont_know")))
        code, page = post(client, [*fields, ("asked", asked(page))])
        assert code == 200
    assert "One kind fits what you said." in page
    assert "Regular beating (clonus)" in page
    assert "It beats evenly, 3 to 8 times a second" in page
    assert "What is its beat? Regular, like a fast drum." in page


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (("q.warning", "speech_swallowing"), "should be looked at first"),
        (("q.warning", "dont_know"), "You are not sure about signs"),
        (("q.medicines", "stopped"), "do not stop a prescribed medicine"),
    ],
)
def test_a_warning_leads_to_care_at_once(
    client: TestClient, answer: tuple[str, str], words: str
) -> None:
    fields = [*(each for each in SAFE if each[0] != answer[0]), answer]
    code, page = post(client, [*fields, ("asked", answer[0][2:])])
    assert code == 200
    assert words in page
    assert 'class="button main" href="/care/check"' in page
    assert "What fits" not in page


def test_back_asks_the_question_before_with_its_answer(client: TestClient) -> None:
    code, page = post(client, [*SAFE, ("asked", "visible"), ("back", "1")])
    assert (code, asked(page)) == (200, "medicines")
    assert re.search(r'value="none" checked', page)
    code, page = post(client, [("asked", "warning"), ("back", "1")])
    assert (code, asked(page)) == (200, "warning")


def test_no_answer_is_asked_again(client: TestClient) -> None:
    code, page = post(client, [*SAFE, ("asked", "visible")])
    assert (code, asked(page)) == (422, "visible")
    assert "Please choose an answer" in page


def test_answers_that_contradict_each_other_are_asked_again(client: TestClient) -> None:
    for pair in (("none", "weakness"), ("dont_know", "weakness")):
        fields = [("q.warning", value) for value in pair]
        code, page = post(client, [*fields, ("asked", "warning")])
        assert (code, asked(page)) == (422, "warning")
        assert 'role="alert"' in page


@pytest.mark.parametrize(
    "fields",
    [
        [("asked", "colour"), ("q.colour", "red")],
        [("q.colour", "red")],
        [("q.warning", "none"), ("q.warning", "weakness")],
    ],
)
def test_what_no_form_of_ours_sends_is_refused(
    client: TestClient, fields: list[tuple[str, str]]
) -> None:
    code, _page = post(client, fields)
    assert code in {404, 422}


def test_enough_is_enough_once_the_warnings_were_asked(client: TestClient) -> None:
    code, page = post(client, [*SAFE, ("asked", "medicines"), ("enough", "1")])
    assert code == 200
    assert "do not point to one kind" in page
    assert "Only an examination can rule these out" in page
    code, page = post(client, [("q.warning", "none"), ("asked", "warning"), ("enough", "1")])
    assert asked(page) == "illness"


def test_several_that_fit_and_a_new_medicine(client: TestClient) -> None:
    fields = [
        ("q.warning", "none"),
        ("q.illness", "none"),
        ("q.medicines", "started"),
        ("q.lasts", "seconds"),
        ("q.lasts", "constant"),
        ("q.rhythm", "held"),
        ("q.moves_joint", "yes"),
        ("q.company", "stiff"),
    ]
    _code, page = post(client, [*fields, ("asked", "company"), ("enough", "1")])
    assert "Several fit." in page
    assert "A medicine can play a part." in page
    assert "Fits partly" in page


def test_an_entry_can_be_called_by_what_fits(client: TestClient, workspace) -> None:
    episode = an_episode()
    now = workspace.clock.now_utc()
    workspace.diary.episodes.put(episode, change_id=new_id(now), recorded_at_utc=now)
    _code, page = post(client, [*CLONUS, ("episode", str(episode.id)), ("enough", "1")])
    assert 'data-kind="beating"' in page
    assert f'data-episode="{episode.id}"' in page
    _code, page = post(client, [*CLONUS, ("enough", "1")])
    assert "data-kind" not in page


def test_an_entry_that_there_is_not(client: TestClient) -> None:
    assert post(client, [*CLONUS, ("episode", "not-an-id"), ("enough", "1")])[0] == 200
    code, _page = post(
        client, [*CLONUS, ("episode", "0190b1c2-0000-7000-8000-000000000000"), ("enough", "1")]
    )
    assert code == 404
