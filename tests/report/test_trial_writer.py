"""What papers are written with: one language, and no empty lines."""

from __future__ import annotations

from quietmuscle.base.text import _
from quietmuscle.report.trial_writer import Writer


def test_items_are_in_one_language_and_hold_no_empty_line() -> None:
    title = _("Title")
    english, german = (
        Writer(language).item("17", title, "one", "", "two") for language in ("en", "de")
    )
    assert (english.number, english.title, english.lines) == ("17", "Title", ("one", "two"))
    assert german.title == "Titel"


def test_a_sentence_takes_its_values() -> None:
    assert Writer("en").say("{a} of {b}", a=1, b=2) == "1 of 2"
