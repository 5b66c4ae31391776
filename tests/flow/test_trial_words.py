from __future__ import annotations

import pytest

from quietmuscle.base.text import say
from quietmuscle.flow.trial_words import reason_words
from quietmuscle.flow.trial_words import verdict_words
from quietmuscle.model.trial_answer import Reason
from quietmuscle.model.trial_answer import Verdict
from quietmuscle.model.trial_answer import Why


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_its_sentence(verdict: Verdict) -> None:
    assert say(verdict_words(verdict)).endswith(".")


@pytest.mark.parametrize("why", Why)
def test_every_reason_has_its_sentence(why: Why) -> None:
    told = say(reason_words(Reason(why=why, found=0.5, wanted=0.6)))
    assert told.endswith(".")
    assert "{" not in told


def test_numbers_are_told_as_people_count_them() -> None:
    pairs = Reason(why=Why.TOO_FEW_PAIRS, found=3, wanted=5)
    assert say(reason_words(pairs)) == "3 of at least 5 pairs are complete."
    rare = Reason(why=Why.BOUNDARY_CROSSED, found=0.006)
    assert "0.6 %" in say(reason_words(rare))
    logged = Reason(why=Why.TOO_FEW_DAYS_LOGGED, found=0.42, wanted=0.6)
    assert "42 % of the days are logged; 60 %" in say(reason_words(logged))
