"""A fibre after work. Row V13 of the validation table."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.mechanism.activity import Work
from quietmuscle.mechanism.activity import threshold_rise

TIMES_S = np.arange(0, 1200.0)


def test_v13_the_threshold_rises_by_a_quarter_and_is_back_in_a_quarter_of_an_hour():
    """Vagg et al. 1998: +24 % after a minute of the hardest contraction, back within 15 min."""
    rise = threshold_rise(Work(), TIMES_S)
    assert rise.max() == pytest.approx(0.24, abs=0.05)
    assert TIMES_S[rise.argmax()] == 60
    assert rise[60 + 15 * 60] <= 0.05
    assert rise[0] == 0


def test_less_work_raises_it_less():
    """Vagg et al. 1998 had 15, 30 and 60 s: each raised it more than the one before."""
    peaks = [threshold_rise(Work(work_s=each), TIMES_S).max() for each in (15.0, 30.0, 60.0)]
    assert peaks == sorted(peaks)
    assert threshold_rise(Work(effort=0.5), TIMES_S) == pytest.approx(
        0.5 * threshold_rise(Work(), TIMES_S)
    )
    assert threshold_rise(Work(work_s=0.0), TIMES_S).max() == 0


def test_work_never_makes_a_fibre_easier_to_excite():
    assert threshold_rise(Work(work_s=120.0), TIMES_S).min() >= 0


def test_what_was_never_tried_is_refused():
    with pytest.raises(ValueNotUnderstoodError, match="work_s was tried from 0 to 120 s"):
        Work(work_s=600.0)
