from __future__ import annotations

import pytest

from quietmuscle.base.errors import RateNotToldError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.capture.refusal import damaged
from quietmuscle.capture.refusal import empty
from quietmuscle.capture.refusal import ends_early
from quietmuscle.capture.refusal import not_a_recording
from quietmuscle.capture.refusal import rate_wanted
from quietmuscle.capture.refusal import refusal
from quietmuscle.capture.refusal import shown


@pytest.mark.parametrize("made", [damaged, empty, ends_early, not_a_recording])
def test_each_refusal_says_what_happened_and_what_to_do(made):
    error = made()
    assert isinstance(error, ValueNotUnderstoodError)
    assert str(error).endswith(".")
    assert str(error).count(".") >= 1


def test_values_go_into_the_sentence():
    assert str(refusal("There are {count}.", count=3)) == "There are 3."


def test_what_a_rate_would_help_is_told_apart_from_what_it_would_not():
    assert isinstance(rate_wanted("{rate} is unlikely.", rate=3), RateNotToldError)
    assert not isinstance(refusal("It is damaged."), RateNotToldError)


def test_a_name_out_of_a_file_is_made_harmless():
    assert shown("a\x1b[31m\nb\0  c") == "a [31m b c"
    assert shown("x" * 100) == "x" * 60 + "…"
