from __future__ import annotations

import numpy as np
import pytest

from quietmuscle import api


def test_an_array_is_measured_in_one_line() -> None:
    quiet = np.random.default_rng(1).standard_normal(20_000)
    assert api.measure(quiet, rate_hz=2000.0).summary.fasciculations == 0
    with pytest.raises(api.QuietMuscleError, match="rate"):
        api.measure(quiet)
