from __future__ import annotations

import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.model.kinds import KindAnswer


def test_not_knowing_tells_nothing() -> None:
    assert KindAnswer(question="visible", answers=("dont_know",)).told == frozenset()
    assert KindAnswer(question="visible", answers=("yes",)).told == {"yes"}


@pytest.mark.parametrize("answers", [(), ("yes", "yes")])
def test_an_answer_says_something_once(answers: tuple[str, ...]) -> None:
    with pytest.raises(ValueNotUnderstoodError, match="needs an answer"):
        KindAnswer(question="visible", answers=answers)


def test_not_knowing_stands_by_itself() -> None:
    with pytest.raises(ValueNotUnderstoodError, match="by itself"):
        KindAnswer(question="when", answers=("resting", "dont_know"))
