from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from made_trials import SEED
from made_trials import a_protocol
from made_trials import days_that_go

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.wire import to_json
from quietmuscle.flow.trial_file import analyse
from quietmuscle.flow.trial_file import planned
from quietmuscle.flow.trial_file import read_trial
from quietmuscle.flow.trial_file import simulated
from quietmuscle.infer.trial_design import sealed
from quietmuscle.infer.trial_pairs import settled_pairs
from quietmuscle.model.trial import Pace
from quietmuscle.model.trial_answer import Verdict
from quietmuscle.model.trial_file import TrialFile

PROTOCOL = a_protocol()
FILE = TrialFile(schema=1, protocol=PROTOCOL, days=days_that_go(PROTOCOL, 3, 12))


def test_a_file_alone_says_what_the_experiment_says() -> None:
    found = analyse(read_trial(to_json(FILE)))
    assert found.answer.verdict is Verdict.HELPS
    assert (found.seal, found.engine) == (PROTOCOL.seal, "trial 2")
    assert found.newer_engine is None
    assert found.last_day == PROTOCOL.last_day
    early = analyse(replace(FILE, last_day=PROTOCOL.first_day))
    assert early.answer.verdict is Verdict.CANNOT_TELL
    assert analyse(replace(FILE, days=())).last_day == PROTOCOL.first_day


def test_a_plan_of_an_older_engine_says_so() -> None:
    old = sealed(replace(PROTOCOL, plan=replace(PROTOCOL.plan, version="trial 1")))
    found = analyse(read_trial(to_json(replace(FILE, protocol=old))))
    assert (found.engine, found.newer_engine) == ("trial 1", "trial 2")
    assert found.answer.effect != analyse(FILE).answer.effect


def test_looks_that_are_not_what_the_days_give_are_told() -> None:
    whole = analyse(FILE)
    assert not whole.kept_differs
    pairs = settled_pairs(PROTOCOL, FILE.days, last_day=PROTOCOL.last_day)
    kept = replace(FILE, looks=whole.answer.looks, pairs=pairs)
    assert analyse(kept) == whole
    (look,) = whole.answer.looks
    assert analyse(replace(kept, looks=(replace(look, statistic=-9.0),))).kept_differs
    forged = (replace(pairs[0], difference=-3.0), *pairs[1:])
    told = analyse(replace(kept, looks=(), pairs=forged))
    assert told.kept_differs
    assert told.answer.evidence != whole.answer.evidence


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (b'"units":28', b'"units":27', "was changed after it began"),
        (b'"seed":"00', b'"seed":"01', "was changed after it began"),
        (b'"value":', b'"value":-', "cannot be the count"),
        (b'"schema":1', b'"schema":2', "newer Quiet Muscle"),
        (b'"pace":"fast"', b'"pace":"quick"', "pace"),
        (b'"days":[', b'"dayz":[', "dayz"),
        (b"}", b"", "not whole JSON"),
    ],
)
def test_what_was_altered_is_refused(before: bytes, after: bytes, words: str) -> None:
    text = to_json(FILE)
    assert before in text
    with pytest.raises(ValueNotUnderstoodError, match=words):
        analyse(read_trial(text.replace(before, after)))


def test_a_plan_is_the_same_from_the_same_seed() -> None:
    first, again = (
        planned(
            trial_id=PROTOCOL.id,
            made_at_utc=PROTOCOL.made_at_utc,
            strategy="exercise",
            pace=Pace.SLOW,
            units=10,
            first_day=date(2026, 5, 4),
            seed=SEED,
        )
        for _ in "ab"
    )
    assert first == again
    assert len(first.protocol.arms) == 77


@pytest.mark.parametrize(
    ("strategy", "words"), [("baclofen", "cannot be tried by lot"), ("massage", "is fast")]
)
def test_no_medicine_is_ever_drawn_by_lot(strategy: str, words: str) -> None:
    with pytest.raises(ValueNotUnderstoodError, match=words):
        planned(
            trial_id=PROTOCOL.id,
            made_at_utc=PROTOCOL.made_at_utc,
            strategy=strategy,
            pace=Pace.SLOW,
            units=10,
            first_day=date(2026, 5, 4),
            seed=SEED,
        )


def test_a_truth_may_come_from_a_file_and_be_laid_over() -> None:
    found = simulated(
        b'{"usual": 30, "ratio": 0.9}', {"ratio": 0.5}, pace=Pace.FAST, units=14, runs=2, seed=0
    )
    assert (found.true_ratio, found.runs) == (0.5, 2)
    with pytest.raises(ValueNotUnderstoodError, match="between"):
        simulated(None, {"lost": 2.0}, pace=Pace.FAST, units=None, runs=1, seed=0)
