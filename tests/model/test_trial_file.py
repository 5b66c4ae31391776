from __future__ import annotations

from dataclasses import replace

import pytest
from made_trials import a_protocol
from made_trials import days_that_go

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.wire import from_json
from quietmuscle.base.wire import to_json
from quietmuscle.model.trial_answer import Pair
from quietmuscle.model.trial_file import TrialFile


def test_a_file_is_read_as_it_was_written() -> None:
    protocol = a_protocol()
    file = TrialFile(schema=1, protocol=protocol, days=days_that_go(protocol, 3, 9))
    assert from_json(TrialFile, to_json(file)) == file
    assert file.pairs == ()
    settled = replace(file, pairs=(Pair(number=1, difference=None, enough=False),))
    assert from_json(TrialFile, to_json(settled)) == settled


def test_a_later_version_is_refused() -> None:
    with pytest.raises(ValueNotUnderstoodError, match="newer Quiet Muscle"):
        TrialFile(schema=2, protocol=a_protocol())
