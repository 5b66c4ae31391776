"""What was found beside what truly happened, as programs read it."""

from __future__ import annotations

from quietmuscle.base.wire import from_json
from quietmuscle.base.wire import to_json
from quietmuscle.flow.truth_and_found import Found
from quietmuscle.flow.truth_and_found import TruthAndFound


def test_it_comes_back_as_it_was():
    found = Found(onsets_s=(1.0, 2.5), right=1, missed=0, wrong=1)
    beside = TruthAndFound(true_s=(1.0,), electrodes=found, phone=found)
    assert from_json(TruthAndFound, to_json(beside)) == beside
