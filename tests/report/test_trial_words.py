"""Experiments in words: every code has its words, and numbers are as a person says them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tried import HALVED

from quietmuscle.base.text import Message
from quietmuscle.base.text import say
from quietmuscle.model.trial import Arm
from quietmuscle.model.trial import Excuse
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Pace
from quietmuscle.model.trial_answer import Reason
from quietmuscle.model.trial_answer import Verdict
from quietmuscle.model.trial_answer import Why
from quietmuscle.report import trial_words


def test_nothing_is_without_words() -> None:
    for words, codes in (
        (trial_words.VERDICTS, Verdict),
        (trial_words.MEANS, Verdict),
        (trial_words.OUTCOMES, Outcome),
        (trial_words.PACES, Pace),
        (trial_words.ARMS, Arm),
        (trial_words.EXCUSES, Excuse),
    ):
        assert set(words) == set(codes)
    assert len(trial_words.LOT) == 3


@pytest.mark.parametrize("why", Why)
def test_each_reason_is_a_sentence(why: Why) -> None:
    words = trial_words.reason_words(Reason(why=why, found=0.25, wanted=4.0), "en")
    assert words.endswith(".")
    assert "{" not in words


def test_reasons_hold_their_numbers() -> None:
    crossed = Reason(why=Why.BOUNDARY_CROSSED, found=0.004, wanted=0.0225)
    assert "about 4 would look as clear; at most 22" in trial_words.reason_words(crossed, "en")
    few = Reason(why=Why.TOO_FEW_PAIRS, found=3, wanted=5)
    assert "enough logged days: 3. At least 5 are" in trial_words.reason_words(few, "en")
    days = Reason(why=Why.TOO_FEW_DAYS_LOGGED, found=0.4, wanted=0.6)
    assert "only 40 % of the days were logged; 60 %" in trial_words.reason_words(days, "en")


@pytest.mark.parametrize(
    ("value", "is_ratio", "words"),
    [
        (0.5, True, "50 % less"),
        (1.25, True, "25 % more"),
        (1.004, True, "no change"),
        (-1.5, False, "1.5 points less"),
        (0.3, False, "0.3 points more"),
        (-0.04, False, "no change"),
    ],
)
def test_differences_as_a_person_says_them(value: float, is_ratio: bool, words: str) -> None:
    assert trial_words.change_words(value, "en", is_ratio=is_ratio) == words


def test_the_effect_comes_with_its_interval() -> None:
    words = trial_words.effect_words(HALVED, "en")
    assert words.startswith("Best guess for days with it: 50 % less.")
    assert words.endswith("the truth lies between 67 % less and 8 % more.")
    points = replace(HALVED, is_ratio=False, middle=-1.0, low_95=-2.25, high_95=0.5)
    told = trial_words.effect_words(points, "en")
    assert "between 2.2 points less and 0.5 points more" in told
    assert "on the scale from 0 to 10" in told
    assert "scale" not in words


def test_chances_are_told_out_of_ten() -> None:
    words = trial_words.power_words(0.84, 0.36, "en")
    assert "a halving about 8 times in 10, and a drop of 30 % about 4 times in 10" in words
    assert [trial_words.of_ten(chance) for chance in (0.0, 0.04, 0.96, 1.0)] == [0, 0, 10, 10]


def test_how_many_more_are_needed() -> None:
    assert "12 more pairs" in trial_words.more_words(12, Pace.FAST, "en")
    assert "About 1 more pair would" in trial_words.more_words(1, Pace.FAST, "en")
    assert "4 more weeks" in trial_words.more_words(4, Pace.SLOW, "en")
    assert "4 more weeks" in trial_words.more_words(3, Pace.SLOW, "en")


def test_how_sure_a_chance_is() -> None:
    assert "off by about 1 in 10" in trial_words.sureness_words(0.02, "en")
    assert "off by about 2 in 10" in trial_words.sureness_words(0.19, "en")
    assert "days we made up" in trial_words.power_words(0.8, 0.3, "en", assumed=True)


def test_small_numbers_keep_two_places() -> None:
    assert trial_words.hundredths(0.045 * 6, "en") == "0.27"
    assert trial_words.hundredths(1.3, "en") == "1.30"
    assert say(Message(trial_words.ARMS[Arm.WITH])) == "with"
