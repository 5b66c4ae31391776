from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

if TYPE_CHECKING:
    from starlette.testclient import TestClient

ENTRY = "/api/episodes/00000000-0000-7000-8000-000000000001"


def read(body: bytes) -> str:
    pages = PdfReader(io.BytesIO(body)).pages
    assert len(pages) == 1
    return " ".join(pages[0].extract_text().split())


def test_the_page_is_one_pdf_with_what_the_diary_knows(client: TestClient):
    client.put(ENTRY, json={"sites": ["calf.left"], "count": 4})
    client.put("/api/person", json={"name": "Ada Example", "questions": ["Is it a spasm?"]})
    answer = client.get("/api/report.pdf")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == (
        'inline; filename="quietmuscle-2026-11-23.pdf"'
    )
    words = read(answer.content)
    assert "Ada Example" in words
    assert "Is it a spasm?" in words
    assert "left calf" in words.lower()


def test_an_earlier_six_weeks_can_be_asked_for(client: TestClient):
    client.put(ENTRY, json={"sites": ["calf.left"], "instant_utc": "2026-06-10T10:00:00Z"})
    answer = client.get("/api/report.pdf?last=2026-06-15")
    assert 'filename="quietmuscle-2026-06-15.pdf"' in answer.headers["content-disposition"]
    assert "left calf" in read(answer.content).lower()
    assert "left calf" not in read(client.get("/api/report.pdf").content).lower()


def test_an_empty_diary_has_a_page_too(client: TestClient):
    assert read(client.get("/api/report.pdf").content)


@pytest.mark.parametrize("last", ["soon", "0", "1800-01-01"])
def test_what_is_no_day_is_refused(client: TestClient, last: str):
    assert client.get(f"/api/report.pdf?last={last}").status_code == 422


def test_to_be_saved_it_is_an_attachment_and_unknown_marks_ask_nothing(client: TestClient):
    client.put(ENTRY, json={"sites": ["calf.left"]})
    answer = client.get("/api/report.pdf?save=1&ask=unknown&ask=0123456789abcdef")
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert "Questions about medicines" not in read(answer.content)
    assert client.get(f"/api/report.pdf?ask={'x' * 17}").status_code == 422
