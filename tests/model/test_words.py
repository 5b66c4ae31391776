from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quietmuscle.model.episode import Doing
from quietmuscle.model.episode import FeltKind
from quietmuscle.model.episode import Lasted
from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.settings import MSType
from quietmuscle.model.settings import Theme
from quietmuscle.model.words import words_of

if TYPE_CHECKING:
    from enum import StrEnum


@pytest.mark.parametrize("kind", [FeltKind, Lasted, Doing, MedicineAction, MSType])
def test_every_answer_has_words_of_its_own(kind: type[StrEnum]):
    words = [words_of(answer) for answer in kind]
    assert len(set(words)) == len(words)
    assert all(text[0].isupper() and text == text.strip() for text in words)


def test_answers_that_are_spelled_alike_do_not_mix():
    assert words_of(MSType.NOT_SURE) == "Not sure"
    assert words_of(FeltKind.OTHER) == "Something else"


def test_an_answer_without_words_is_refused():
    with pytest.raises(KeyError):
        words_of(Theme.DARK)
