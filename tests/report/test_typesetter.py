from __future__ import annotations

import json
from datetime import UTC
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
import typst
from pdfs import is_accessible
from pdfs import words_of_pdf

from quietmuscle.report import typesetter
from quietmuscle.report.typesetter import Order

if TYPE_CHECKING:
    from collections.abc import Callable
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


@pytest.fixture(autouse=True)
def _own_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    # A computer without fonts of its own, as any may be.
    bare = typst.Fonts(include_system_fonts=False)

    def fonts(*, own_only: bool) -> typst.Fonts:
        return bare

    monkeypatch.setattr(typesetter, "_fonts", fonts)


@pytest.fixture
def typeset(tmp_path: Path) -> Callable[[str], bytes]:
    """A way to typeset a few words."""
    template = tmp_path / "words.typ"
    template.write_text(TEMPLATE, "utf-8")

    def made(words: str) -> bytes:
        order = Order(
            str(template), json.dumps({"words": words}, ensure_ascii=False), MADE_AT.isoformat()
        )
        return typesetter.pdf_of(order)

    return made


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
def test_what_a_person_wrote_is_set_as_it_is_and_never_as_markup(
    words: str, typeset: Callable[[str], bytes]
) -> None:
    data = typeset(words)
    assert is_accessible(data)
    found = words_of_pdf(data)
    assert all(part in found for part in words.split()[:1])
    assert len(found) >= len("Words ") + len(words.replace(" ", "")) - 2


def test_markup_characters_come_out_letter_for_letter(typeset: Callable[[str], bytes]) -> None:
    words = "# $x$ @ref <a> [x] *b* _i_ `c` =h //n"
    assert words_of_pdf(typeset(words)) == f"Words {words}"


def test_pictographs_are_left_out_and_the_page_stays_accessible(
    typeset: Callable[[str], bytes],
) -> None:
    data = typeset("hello 😀 👩‍👩‍👧 world ☎️")
    assert is_accessible(data)
    assert words_of_pdf(data) == "Words hello world"


def test_letters_without_a_font_do_not_stop_the_page(typeset: Callable[[str], bytes]) -> None:
    data = typeset("a 日本 b")
    assert not is_accessible(data)
    assert words_of_pdf(data).startswith("Words a")


def test_the_computers_fonts_are_asked_for_letters_that_ours_lack(
    monkeypatch: pytest.MonkeyPatch, typeset: Callable[[str], bytes]
) -> None:
    bare = typst.Fonts(include_system_fonts=False)
    asked = []

    def fonts(*, own_only: bool) -> typst.Fonts:
        asked.append(own_only)
        return bare

    monkeypatch.setattr(typesetter, "_fonts", fonts)
    typeset("plain")
    assert asked == [True]
    typeset("日本")
    assert asked == [True, True, True, False, False, False]


def test_the_same_page_made_at_the_same_time_is_the_same_file(
    typeset: Callable[[str], bytes],
) -> None:
    assert typeset("once") == typeset("once")


def test_a_fault_of_the_template_is_not_hidden(tmp_path: Path) -> None:
    template = tmp_path / "broken.typ"
    template.write_text("#nothing-of-this-name", "utf-8")
    with pytest.raises(typst.TypstError, match="unknown variable"):
        typesetter.pdf_of(Order(str(template), "{}", MADE_AT.isoformat()))


def test_an_order_comes_in_as_json_and_the_pdf_goes_out(
    tmp_path: Path, typeset: Callable[[str], bytes]
) -> None:
    order = (str(tmp_path / "words.typ"), json.dumps({"words": "once"}), MADE_AT.isoformat())
    answer = BytesIO()
    typesetter.main(BytesIO(json.dumps(order).encode()), answer)
    assert answer.getvalue() == typeset("once")


def test_fonts_of_the_typesetter_and_of_the_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    own = typesetter._fonts(own_only=True).families()
    assert "Libertinus Serif" in own
    assert set(own) <= set(typesetter._fonts(own_only=False).families())
