from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from quietmuscle.report.lab_picture import lab_picture
from quietmuscle.report.lab_picture import lab_places


def test_the_range_is_in_the_middle_and_the_value_where_it_belongs() -> None:
    at = lab_places(0.9, 0.7, 1.1)
    assert at.value_x == pytest.approx(160)
    assert at.low_x < at.value_x < at.high_x
    assert at.low_x - 16 == pytest.approx(304 - at.high_x)


@pytest.mark.parametrize(("value", "place"), [(0.0001, 16), (99.0, 304)])
def test_a_value_far_out_stands_at_the_end(value: float, place: float) -> None:
    assert lab_places(value, 0.7, 1.1).value_x == pytest.approx(place)


def test_the_picture_says_in_words_what_it_shows() -> None:
    picture = ET.fromstring(lab_picture(0.6, 0.7, 1.05, 'Below <the> "range"'))
    assert picture.get("role") == "img"
    assert picture.get("aria-label") == 'Below <the> "range"'
    assert [text.text for text in picture.iter("text")] == ["0.7", "1.05"]
    assert "style" not in lab_picture(0.6, 0.7, 1.05, "x")
