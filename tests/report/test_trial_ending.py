"""What an experiment comes to: numbers with their units, the true reason, and no false "yet"."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from entries import TODAY
from tried import PROMISING
from tried import SIDE
from tried import a_look
from tried import a_trial

from quietmuscle.model.kept_trial import KeptLook
from quietmuscle.model.kept_trial import KeptTrial
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial_answer import Reason
from quietmuscle.model.trial_answer import Verdict
from quietmuscle.model.trial_answer import Why
from quietmuscle.report import trial_ending
from quietmuscle.report.trial_words import VERDICTS

HELPED = replace(
    PROMISING,
    verdict=Verdict.HELPS,
    with_it=replace(SIDE, mean=2.74),
    without_it=replace(SIDE, mean=5.22),
)


@pytest.mark.parametrize("verdict", Verdict)
def test_what_is_over_promises_nothing(verdict: Verdict) -> None:
    over = trial_ending.verdict_words(verdict, "en", over=True)
    assert "yet" not in over
    running = trial_ending.verdict_words(verdict, "en", over=False)
    assert running == VERDICTS[verdict]
    assert (over == running) is trial_ending.has_answer(verdict)


@pytest.mark.parametrize(
    ("value", "words"), [(0.0, "0"), (2.74, "2.7"), (3.04, "3"), (9.96, "10"), (12.4, "12")]
)
def test_numbers_are_as_a_person_says_them(value: float, words: str) -> None:
    assert trial_ending.plain_number(value, "en") == words


def test_an_answer_says_how_much_with_its_unit() -> None:
    assert trial_ending.sides_words(Outcome.SCORE, HELPED, "en") == (
        "For you: they bothered about 2.7 of 10 on days with it, and about 5.2 of 10 on days "
        "without it."
    )
    for outcome in Outcome:
        words = trial_ending.sides_words(outcome, HELPED, "en")
        assert words is not None
        assert words.startswith("For you: ")
        assert "{" not in words


def test_no_numbers_where_they_would_seem_an_answer() -> None:
    open_still = replace(HELPED, verdict=Verdict.CANNOT_TELL)
    assert trial_ending.sides_words(Outcome.SCORE, open_still, "en") is None
    one_side = replace(HELPED, with_it=replace(SIDE, mean=None))
    assert trial_ending.sides_words(Outcome.SCORE, one_side, "en") is None


def test_why_it_cannot_tell_is_its_first_reason() -> None:
    reasons = (Reason(why=Why.TOO_WIDE, found=4.0, wanted=3.0), Reason(why=Why.UNEVEN_LOGGING))
    wide = replace(PROMISING, verdict=Verdict.CANNOT_TELL, reasons=reasons)
    words = trial_ending.why_open_words(wide, "en")
    assert words is not None
    assert words.startswith("The days go up and down so much")
    assert trial_ending.why_open_words(replace(wide, reasons=()), "en") is None
    assert trial_ending.why_open_words(PROMISING, "en") is None


def looked_at(*looks: tuple[int, Verdict | None, int]) -> KeptTrial:
    """An experiment of 35 days with its looks: number, verdict, and days before the last one."""
    trial = a_trial(TODAY)
    return replace(
        trial,
        looks=tuple(
            KeptLook(
                taken_on=TODAY,
                look=a_look(
                    number, verdict=verdict, day=trial.protocol.last_day - timedelta(days=before)
                ),
            )
            for number, verdict, before in looks
        ),
    )


def test_days_after_the_look_that_decided_are_explained() -> None:
    decided = trial_ending.decided_of(looked_at((1, None, 14), (2, Verdict.HELPS, 6)))
    assert decided is not None
    assert (decided.number, decided.looks) == (2, 3)
    assert decided.until - decided.last_day == timedelta(days=6)
    over = trial_ending.decided_words(decided, "en", over=True)
    assert over.startswith("This was decided at look 2 of 3, by the days until 21 December 2026.")
    assert over.endswith("You could have stopped then.")
    assert "You can stop now" in trial_ending.decided_words(decided, "en", over=False)


def test_what_is_decided_at_the_end_or_not_at_all_needs_no_word() -> None:
    assert trial_ending.decided_of(looked_at((1, None, 14), (2, None, 6))) is None
    assert trial_ending.decided_of(looked_at((3, Verdict.HELPS, 0))) is None


def test_that_nobody_told_is_no_failure() -> None:
    assert trial_ending.followed_words(0, 0, "en") == "not told"
    assert trial_ending.followed_words(0, 3, "en") == "0 of 3"
