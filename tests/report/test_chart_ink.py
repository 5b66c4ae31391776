from __future__ import annotations

import pytest

from quietmuscle.report import chart_ink as ink
from quietmuscle.report.heat_map import HEAT


def luminance(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_reckoned_as_the_guideline_has_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_words_and_signs_stand_out_from_paper() -> None:
    assert contrast(ink.WORDS, ink.PAPER) >= 4.5
    assert contrast(ink.PAPER, ink.SIGN) >= 4.5  # the number in its frame
    for sign in (ink.LINE, ink.SIGN, ink.QUIET):
        assert contrast(sign, ink.PAPER) >= 3


def test_the_course_and_the_dots_stand_out_from_the_band() -> None:
    assert contrast(ink.LINE, ink.BAND) >= 3
    assert contrast(ink.SIGN, ink.BAND) >= 3


@pytest.mark.parametrize("step", range(1, 6))
def test_numbers_can_be_read_on_their_cells(step: int) -> None:
    words = ink.PAPER if step >= 4 else ink.WORDS
    assert contrast(words, HEAT[step]) >= 4.5
