"""The days around a change of medicine in words: plain, and never a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from quietmuscle.base.text import say
from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.model.medicine_comparison import Comparison
from quietmuscle.model.medicine_comparison import MedicineComparison
from quietmuscle.report.medicine_words import comparison_words
from quietmuscle.report.medicine_words import comparisons_table

FOUND = MedicineComparison(
    change=MedicineChange(
        id=UUID(int=1), day=date(2026, 10, 1), name=" A ", action=MedicineAction.STARTED
    ),
    outcome=Comparison.FEWER,
    first=date(2026, 9, 3),
    last=date(2026, 10, 29),
    before_per_day=12.1,
    before_logged_days=28,
    after_per_day=4.1,
    after_logged_days=27,
    ratio=0.37,
    ratio_low_95=0.24,
    ratio_high_95=0.57,
)
CAUSAL = ("because", "caused", "cause", "due to", "thanks", "helped", "works", "effect", "led to")


def test_fewer_is_said_with_its_days() -> None:
    assert say(comparison_words(FOUND)) == (
        "About 12 a day before (28 days logged), about 4 a day after (27 days): "
        "fewer than the days before led us to expect. This does not say why."
    )


@pytest.mark.parametrize("outcome", Comparison)
def test_no_sentence_names_a_reason(outcome: Comparison) -> None:
    words = say(comparison_words(replace(FOUND, outcome=outcome)))
    assert not [word for word in CAUSAL if word in words.casefold()]
    assert ("cannot tell" in words) == (not outcome.can_tell)


def test_days_that_nobody_logged_are_no_zero() -> None:
    few = replace(FOUND, outcome=Comparison.TOO_FEW_DAYS, before_per_day=None, ratio=None)
    row = comparisons_table((few,)).rows[0]
    assert (row[3], row[6], row[7]) == ("–", "–", "cannot tell: too few days")


def test_the_table_says_the_same() -> None:
    table = comparisons_table((FOUND,))
    assert table.rows == (
        ("1 Oct 2026", "A", "Started", "12", "4", "28 + 27", "× 0.4 (0.2–0.6)", "fewer"),
    )
    assert len(table.columns) == len(table.rows[0])
