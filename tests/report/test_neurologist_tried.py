"""What was tried stands on the neurologist's page with its verdict, in the third person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tried import PROMISING
from tried import SIDE

from quietmuscle.base.text import Message
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial_answer import Verdict
from quietmuscle.report.neurologist_lines import Limits
from quietmuscle.report.neurologist_tried import Tried
from quietmuscle.report.neurologist_tried import what_was_tried

LIMITS = Limits(lines=8, medicines=1, changes=1, letters=40, picture_height_mm=50, tried=1)
HELPED = Tried(
    name=Message("A warm compress"),
    first=date(2026, 4, 7),
    last=date(2026, 6, 8),
    stopped=False,
    outcome=Outcome.SCORE,
    answer=replace(
        PROMISING,
        verdict=Verdict.HELPS,
        with_it=replace(SIDE, mean=2.74),
        without_it=replace(SIDE, mean=5.22),
    ),
)


def test_an_answer_is_told_with_both_sides() -> None:
    (line,) = what_was_tried((HELPED,), LIMITS, "en").lines
    assert line.label == "A warm compress, 7 Apr to 8 Jun 2026:"
    assert line.words == (
        "Helps: this result would be rare by chance. On average bother 2.7 of 10 with it, 5.2 "
        "without it."
    )


@pytest.mark.parametrize("outcome", Outcome)
def test_nothing_is_said_to_the_reader_as_if_it_were_the_person(outcome: Outcome) -> None:
    (line,) = what_was_tried((replace(HELPED, outcome=outcome),), LIMITS, "en").lines
    assert "2.7" in line.words
    assert "you" not in line.words.lower()


def test_what_was_left_open_shows_no_numbers() -> None:
    unsure = replace(HELPED.answer, verdict=Verdict.CANNOT_TELL)
    stopped = replace(HELPED, answer=unsure, stopped=True)
    (line,) = what_was_tried((stopped,), LIMITS, "en").lines
    assert line.words == "It could not tell. Stopped before the end of the plan."


def test_more_than_the_page_has_room_for_are_counted() -> None:
    lines = what_was_tried((HELPED,) * 3, LIMITS, "en").lines
    assert [each.words for each in lines[1:]] == ["and 2 more"]
    assert what_was_tried((), LIMITS, "en").lines == ()
