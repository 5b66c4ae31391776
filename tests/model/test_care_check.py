"""A care check that was kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from entries import a_care_check

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.model.care import Answer
from quietmuscle.model.care_check import MOST_ANSWERS
from quietmuscle.model.care_check import CheckAnswer


def test_an_answer_is_what_was_said_or_known() -> None:
    check = a_care_check()
    assert check.answer("breathing") is Answer.NO
    assert check.answer("vision") is Answer.DONT_KNOW
    assert check.answer("place_weak_or_stiff") is Answer.YES
    assert check.answer("never_asked") is None
    assert replace(check, known=("breathing",)).answer("breathing") is Answer.NO
    assert replace(check, contradictions=("breathing",)).answer("breathing") is Answer.YES


@pytest.mark.parametrize(
    "wrong",
    [
        {"known": ("Not an id",)},
        {"rules": ("F02 OR",)},
        {"ruleset_version": "a word"},
        {"answers": (CheckAnswer(question="vision", answer=Answer.NO),) * 2},
        {"known": tuple(f"q{number}" for number in range(MOST_ANSWERS))},
    ],
)
def test_what_no_table_of_ours_has_is_refused(wrong) -> None:
    with pytest.raises(ValueNotUnderstoodError):
        replace(a_care_check(), **wrong)
