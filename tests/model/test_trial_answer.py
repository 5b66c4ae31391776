from __future__ import annotations

import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.model.trial_answer import Alone
from quietmuscle.model.trial_answer import Pair
from quietmuscle.model.trial_answer import Reason
from quietmuscle.model.trial_answer import Verdict
from quietmuscle.model.trial_answer import Why


def test_the_verdicts_and_reasons_that_files_hold() -> None:
    """Codes are part of the files that people keep: a code may be added, never renamed."""
    assert {verdict.value for verdict in Verdict} == {
        "helps", "worse", "no_difference", "promising", "not_promising", "cannot_tell",
    }  # fmt: skip
    assert {
        "boundary_crossed", "evidence_enough", "inside_alike", "between", "too_few_pairs",
        "too_few_days_logged", "not_followed", "too_wide", "nothing_varies", "not_looked_yet",
        "second_disagrees", "uneven_logging",
    } <= {why.value for why in Why}  # fmt: skip
    assert Reason(why=Why.BETWEEN).found is None


@pytest.mark.parametrize(
    ("number", "difference"), [(0, 1.0), (1, float("nan")), (1, float("inf")), (1, -2e6)]
)
def test_what_no_pair_can_be_is_refused(number: int, difference: float) -> None:
    with pytest.raises(ValueNotUnderstoodError, match="no pair"):
        Pair(number=number, difference=difference, enough=True)


def test_a_pair_with_both_sides_has_none_that_is_alone() -> None:
    with pytest.raises(ValueNotUnderstoodError):
        Pair(number=1, difference=0.5, enough=True, alone=Alone.FOR)
