from __future__ import annotations

import drawn
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.model.checks import check_score_0_10
from quietmuscle.model.checks import check_text


@pytest.mark.parametrize("score", [None, 0, 1, 10])
def test_scores_that_fit(score):
    check_score_0_10(score)


@pytest.mark.parametrize("score", [-1, 11, 10**30, True, False])
def test_scores_that_do_not(score):
    with pytest.raises(ValueNotUnderstoodError, match="from 0 to 10"):
        check_score_0_10(score)


@given(drawn.texts(200))
def test_whatever_a_keyboard_makes_is_welcome(text):
    check_text(text, 200)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "two\nlines\r\nand a\ttab",
        "רעד בשוק שמאל",
        "ارتعاش في الساق",
        "\u202eright to left\u202c",
        "👩‍🦽 e\u0301 \u200d",
        "<b>bold</b> & <script>alert(1)</script>",
    ],
)
def test_scripts_directions_and_signs_are_welcome(text):
    check_text(text, 200)


@given(drawn.texts(20), st.characters(categories=("Cc", "Cs")), drawn.texts(20))
def test_control_characters_and_halves_of_signs_are_refused(before, character, after):
    text = before + character + after
    if character in "\n\t\r":
        check_text(text, 200)
    else:
        with pytest.raises(ValueNotUnderstoodError, match="cannot be kept"):
            check_text(text, 200)


def test_the_limit_is_the_last_length_that_fits():
    check_text("x" * 200, 200)
    with pytest.raises(ValueNotUnderstoodError, match="201 characters, and 200 is the most"):
        check_text("x" * 201, 200)
