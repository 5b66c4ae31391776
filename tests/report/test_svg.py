from __future__ import annotations

import pytest
from pictures import read_picture
from pictures import words_of_picture

from quietmuscle.report import svg


def test_what_is_written_is_escaped() -> None:
    markup = svg.picture(
        100,
        50.25,
        svg.text('<script>"&', 1, 2.04),
        svg.Spoken(title="a < b", words="x & y", id_prefix='p"'),
    )
    root = read_picture(markup)
    assert words_of_picture(root) == ['<script>"&']
    assert root.get("viewBox") == "0 0 100 50.2"
    assert root.get("width") == "100"
    assert root[0].text == "a < b"
    assert root[1].text == "x & y"


def test_an_element_without_inside_is_closed_and_leaves_out_what_is_none() -> None:
    assert svg.tag("rect", x=1.26, class_="a", stroke_width=None) == '<rect x="1.3" class="a"/>'
    assert svg.tag("g", "<a/>", class_="b") == '<g class="b"><a/></g>'


def test_words_have_their_own_look_where_no_sheet_gives_one() -> None:
    words = svg.text("now", 0, 0, anchor="end")
    for part in ('fill="#20282c"', 'font-size="14"', 'text-anchor="end"', 'class="chart-text"'):
        assert part in words


def test_lines_go_through_their_points() -> None:
    assert svg.polyline([(0, 1.26), (2.0, 3)]) == "M0 1.3L2 3"


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("one two three", ("one two", "three")),
        ("one", ("one",)),
        ("", ()),
        ("a-very-long-word b", ("a-very-long-word", "b")),
    ],
)
def test_words_are_broken_where_spaces_allow_it(words: str, lines: tuple[str, ...]) -> None:
    assert svg.wrapped(words, svg.width_of("one two"), svg.TEXT_PX) == lines


def test_broad_letters_count_as_broad() -> None:
    assert svg.width_of("日本") > 1.5 * svg.width_of("ab")
    assert svg.width_of("ab", 28) == 2 * svg.width_of("ab", 14)
