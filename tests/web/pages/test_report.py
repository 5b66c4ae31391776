from __future__ import annotations

from datetime import date
from html import unescape
from typing import TYPE_CHECKING

from entries import a_medicine_change
from measured import a_measurement
from shelves import put_measurement
from shelves import put_medicine

from quietmuscle.base.text import say
from quietmuscle.flow.neurologist_page import askable_questions
from quietmuscle.knowledge.facts import facts

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from quietmuscle.flow.workspace import Workspace


def test_a_new_diary_is_not_offered_an_empty_page(client: TestClient):
    html = client.get("/report").text
    assert "/api/report.pdf" not in html
    assert "After a few entries there is something to hand over." in html


def test_a_diary_of_measurements_only_is_not_empty(client: TestClient, workspace: Workspace):
    put_measurement(workspace.diary, a_measurement())
    assert client.get("/report").text.count("/api/report.pdf") == 1


def test_the_page_can_be_saved_and_looked_at(client: TestClient):
    client.put("/api/days/2026-11-22/none")
    html = client.get("/report").text
    assert '<form method="get" action="/api/report.pdf"' in html
    assert '<button class="main" formtarget="_blank">Look at the page</button>' in html
    assert '<button name="save" value="1">Save it as a file (PDF)</button>' in html
    assert "about your medicines" not in html
    assert "Self-reported, not a diagnosis." in html


def test_what_was_told_stands_in_its_fields_as_text(client: TestClient):
    person = {
        "name": '"><script>alert(1)</script>',
        "born_on": "1980-02-29",
        "ms_type": "primary_progressive",
        "diagnosed_year": 2015,
        "main_problem": "ارتعاش",
        "questions": ["Is it a spasm?", "Why at night?"],
    }
    assert client.put("/api/person", json=person).status_code == 200
    html = client.get("/report").text
    assert "<script>alert" not in html
    assert 'value="&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in html
    assert 'value="1980-02-29"' in html
    assert '<option value="primary_progressive" selected>Primary progressive</option>' in html
    assert 'value="2015"' in html
    assert 'value="ارتعاش"' in html
    for number, question in enumerate((*person["questions"], ""), start=1):  # type: ignore[misc]
        assert f'id="question-{number}" name="question" list="suggested" value="{question}"' in html


def test_questions_to_choose_from_come_from_the_knowledge(client: TestClient):
    html = unescape(client.get("/report").text)
    for fact in facts("visit_questions"):
        assert f'<option value="{fact.text}">' in html


def test_questions_about_medicines_are_read_and_chosen_before_they_are_printed(
    client: TestClient, workspace: Workspace
):
    put_measurement(workspace.diary, a_measurement())
    put_medicine(workspace.diary, a_medicine_change(date(2026, 11, 1), name="Baclofen"))
    html = unescape(client.get("/report").text)
    asked = askable_questions(workspace)
    assert asked
    for each in asked:
        box = f'<input type="checkbox" name="ask" value="{each.mark}"> <span>{say(each.question)}<'
        assert box in html
