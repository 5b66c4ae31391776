from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quietmuscle.report.neurologist_lines import Line
from quietmuscle.report.neurologist_lines import section_of
from quietmuscle.report.neurologist_lines import told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("  two\n lines\t", "two lines"),
        ("x" * 9 + " y", "x" * 9 + " y"),
        ("W" * 30, "WWWWWWWW\u200bWWWWWWWW\u200bWWWWWWWW\u200bWWWWWW"),
        ("word " * 20, "word word word word word word word word…"),
        ("abc\u202edef\u2066g", "abcdefg"),
        ("", ""),
    ],
)
def test_what_a_person_wrote_stays_within_its_line(text: str, found: str) -> None:
    assert told(text, 40) == found


@given(st.text(max_size=300), st.integers(10, 160))
def test_what_a_person_wrote_is_never_longer_than_allowed(text: str, letters: int) -> None:
    found = told(text, letters)
    assert len(found.replace("\u200b", "")) <= letters
    assert "\n" not in found


@pytest.mark.parametrize(
    ("most", "words"),
    [(3, ["a", "b", "c"]), (2, ["a", "b", "and 1 more"]), (1, ["a", "and 2 more"])],
)
def test_a_section_says_how_many_lines_it_left_out(most: int, words: list[str]) -> None:
    lines = [Line(label="", words=letter) for letter in "abc"]
    assert [line.words for line in section_of("Where", lines, most, "en").lines] == words
