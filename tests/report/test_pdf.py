from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from pdfs import is_accessible
from pdfs import words_of_pdf

from quietmuscle.report import pdf

if TYPE_CHECKING:
    from pathlib import Path

MADE_AT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
TEMPLATE = """
#let data = json(bytes(sys.inputs.page))
#set document(title: "t")
#set page(paper: "a4")
#set text(lang: "en")
= Words
#data.words
"""


@dataclass(frozen=True)
class Page:
    """A page of a few words."""

    words: str


@pytest.fixture(autouse=True)
def _templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "words.typ").write_text(TEMPLATE, "utf-8")
    (tmp_path / "broken.typ").write_text("#nothing-of-this-name", "utf-8")
    monkeypatch.setattr(pdf, "TEMPLATES", tmp_path)


def test_words_of_any_script_come_out_letter_for_letter() -> None:
    data = pdf.typeset("words.typ", Page(words="# $x$ é Ω ж 1 < 2"), made_at_utc=MADE_AT)
    assert is_accessible(data)
    assert words_of_pdf(data) == "Words # $x$ é Ω ж 1 < 2"


def test_a_fault_of_the_template_is_not_hidden() -> None:
    with pytest.raises(pdf.TypesettingError, match="unknown variable"):
        pdf.typeset("broken.typ", Page(words=""), made_at_utc=MADE_AT)


def test_the_library_and_its_fonts_are_not_held_by_who_asks_for_a_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in [each for each in sys.modules if each.partition(".")[0] == "typst"]:
        monkeypatch.delitem(sys.modules, name)
    assert pdf.typeset("words.typ", Page(words="a"), made_at_utc=MADE_AT).startswith(b"%PDF")
    assert "typst" not in sys.modules


def test_a_page_that_does_not_end_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "endless.py").write_text("import time\ntime.sleep(600)\n", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(pdf, "TYPESETTER", "endless")
    monkeypatch.setattr(pdf, "MOST_S", 0.5)
    with pytest.raises(pdf.TypesettingError, match=r"words\.typ took over 0\.5 s"):
        pdf.typeset("words.typ", Page(words=""), made_at_utc=MADE_AT)
