from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
import typst
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
def _a_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "words.typ").write_text(TEMPLATE, "utf-8")
    (tmp_path / "broken.typ").write_text("#nothing-of-this-name", "utf-8")
    monkeypatch.setattr(pdf, "TEMPLATES", tmp_path)
    # A computer without fonts of its own, as any may be.
    bare = typst.Fonts(include_system_fonts=False)

    def fonts(*, own_only: bool) -> typst.Fonts:
        return bare

    monkeypatch.setattr(pdf, "_fonts", fonts)


def typeset(words: str) -> bytes:
    return pdf.typeset("words.typ", Page(words=words), made_at_utc=MADE_AT)


@pytest.mark.parametrize(
    "words",
    [
        "#sys.inputs $x^2$ @ref <label> [x] *b* _i_ `c` = h \\ // /* ~ -- ' \"",
        '#panic("no")',
        '#import "@preview/x:1.0.0"',
        "]#[",
        "é ß č ő Ω ж א ב ا ب",
    ],
)
def test_what_a_person_wrote_is_set_as_it_is_and_never_as_markup(words: str) -> None:
    data = typeset(words)
    assert is_accessible(data)
    found = words_of_pdf(data)
    assert all(part in found for part in words.split()[:1])
    assert len(found) >= len("Words ") + len(words.replace(" ", "")) - 2


def test_markup_characters_come_out_letter_for_letter() -> None:
    words = "# $x$ @ref <a> [x] *b* _i_ `c` =h //n"
    assert words_of_pdf(typeset(words)) == f"Words {words}"


def test_pictographs_are_left_out_and_the_page_stays_accessible() -> None:
    data = typeset("hello 😀 👩‍👩‍👧 world ☎️")
    assert is_accessible(data)
    assert words_of_pdf(data) == "Words hello world"


def test_letters_without_a_font_do_not_stop_the_page() -> None:
    data = typeset("a 日本 b")
    assert not is_accessible(data)
    assert words_of_pdf(data).startswith("Words a")


def test_the_computers_fonts_are_asked_for_letters_that_ours_lack(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bare = typst.Fonts(include_system_fonts=False)
    asked = []

    def fonts(*, own_only: bool) -> typst.Fonts:
        asked.append(own_only)
        return bare

    monkeypatch.setattr(pdf, "_fonts", fonts)
    typeset("plain")
    assert asked == [True]
    typeset("日本")
    assert asked == [True, True, True, False, False, False]


def test_the_same_page_made_at_the_same_time_is_the_same_file() -> None:
    assert typeset("once") == typeset("once")


def test_a_fault_of_the_template_is_not_hidden() -> None:
    with pytest.raises(typst.TypstError, match="unknown variable"):
        pdf.typeset("broken.typ", Page(words=""), made_at_utc=MADE_AT)


def test_fonts_of_the_typesetter_and_of_the_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    own = pdf._fonts(own_only=True).families()
    assert "Libertinus Serif" in own
    assert set(own) <= set(pdf._fonts(own_only=False).families())
