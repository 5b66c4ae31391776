from __future__ import annotations

import string
from typing import get_args

import pytest
from pydantic_core.core_schema import ErrorType

from quietmuscle.base.text import say
from quietmuscle.base.unread import _CLAUSES
from quietmuscle.base.unread import LONGEST_CHOICE
from quietmuscle.base.unread import unread

OUR_OWN = {"date_too_far"}
VALUES = {
    "gt": 1,
    "ge": 1,
    "lt": 9,
    "le": 9,
    "min_length": 2,
    "max_length": 7,
    "expected": "'a', 'b' or 'c'",
    "error": "the library's words",
}


def test_every_kind_that_is_mapped_is_one_of_the_library():
    assert set(_CLAUSES) - OUR_OWN <= set(get_args(ErrorType))


@pytest.mark.parametrize("kind", get_args(ErrorType))
def test_no_kind_of_fault_speaks_in_the_words_of_the_library(kind: str):
    words = say(unread(kind, ("count",), VALUES))
    assert "This could not be read" in words
    assert "Input should" not in words
    assert "library" not in words
    assert "{" not in words


def test_each_clause_asks_for_values_that_the_library_tells():
    for sentence in _CLAUSES.values():
        asked = {name for _text, name, _form, _way in string.Formatter().parse(sentence) if name}
        assert asked <= {*VALUES, "values"}


def test_a_choice_is_told_without_the_words_between():
    assert say(unread("enum", ("kind",), VALUES)) == (
        "This could not be read at kind: please give one of these: a, b, c."
    )
    assert say(unread("literal_error", ("everything",), {"expected": "True"})).endswith("true.")


def test_an_endless_choice_ends():
    expected = ", ".join(f"'{number}'" for number in range(500))
    assert len(say(unread("enum", ("kind",), {"expected": expected}))) < LONGEST_CHOICE + 80


def test_a_long_place_is_cut_and_a_place_in_the_text_of_json_is_not_told():
    assert len(say(unread("missing", ("x" * 500,), {}))) < 130
    assert say(unread("json_invalid", (17,), {})) == (
        "This could not be read: it is not whole JSON; please send it again."
    )


def test_a_fault_that_we_have_no_words_for_is_still_told_in_ours():
    assert say(unread("value_error", ("sites", 0), {"error": ValueError("no")})) == (
        "This could not be read at sites.0: this is not what belongs here; please check it."
    )
