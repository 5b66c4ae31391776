from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from entries import a_lab_result
from entries import an_id
from shelves import put_lab

from quietmuscle.model.lab import LabUnit

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def words(client: TestClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.text)


def test_an_empty_page_offers_the_one_next_step(client: TestClient) -> None:
    page = words(client, "/labs")
    assert "Here you will see" in page
    assert 'href="/labs/new"' in page
    assert "never start potassium by yourself" in page


def test_a_result_in_its_own_range_as_picture_sentence_and_table(client: TestClient, diary) -> None:
    put_lab(diary, a_lab_result(value=0.6, note="<b>fasting</b>"))
    page = words(client, "/labs")
    assert "Below your laboratory's range, 0.7 to 1.05 mmol/L" in page
    assert 'role="img"' in page
    assert "<table>" in page
    assert "&lt;b&gt;fasting" in client.get("/labs").text


def test_a_danger_line_leads_to_care(client: TestClient, diary) -> None:
    put_lab(diary, a_lab_result(value=0.3))
    page = words(client, "/labs")
    assert "Magnesium under 0.4 mmol/L needs a doctor today." in page
    assert "Do the care check" in page
    put_lab(diary, a_lab_result(value=0.5))
    assert words(client, "/labs").count("Do the care check") == 1


def test_what_cannot_be_read_is_shown_without_a_picture(client: TestClient, diary) -> None:
    from dataclasses import replace

    from quietmuscle.model.lab import Analyte

    put_lab(diary, replace(a_lab_result(), analyte=Analyte.SODIUM, unit=LabUnit.MG_DL))
    page = words(client, "/labs")
    assert "cannot be read against a range" in page
    assert 'class="lab-picture"' not in page


def test_the_form_is_empty_or_filled(client: TestClient, diary) -> None:
    assert 'data-units="mmol/L mg/dL mEq/L"' in words(client, "/labs/new")
    result = a_lab_result()
    put_lab(diary, result)
    page = words(client, f"/labs/{result.id}")
    assert 'value="0.82"' in page
    assert 'value="1.05"' in page
    assert client.get(f"/labs/{an_id()}").status_code == 404
