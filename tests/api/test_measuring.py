from __future__ import annotations

import numpy as np
import pytest

from quietmuscle import api


def test_an_array_is_measured_in_one_line() -> None:
    quiet = np.random.default_rng(1).standard_normal(20_000)
    assert api.measure(quiet, rate_hz=2000.0).summary.fasciculations == 0
    with pytest.raises(api.QuietMuscleError, match="rate"):
        api.measure(quiet)


def test_a_file_is_measured_by_its_path(tmp_path) -> None:
    path = tmp_path / "quiet.npz"
    quiet = np.random.default_rng(1).standard_normal(20_000)
    np.savez(path, data=quiet[:, None], fs=2000.0, unit="uV")
    by_path, by_name = api.measure(path), api.measure(str(path))
    assert by_path == by_name
    assert (by_path.file, by_path.summary.fasciculations) == ("quiet.npz", 0)
