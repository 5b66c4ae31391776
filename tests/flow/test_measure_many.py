"""Many recordings, of which some cannot be read."""

from __future__ import annotations

import numpy as np

from quietmuscle.flow.measure import MeasuredFile
from quietmuscle.flow.measure_many import Refused
from quietmuscle.flow.measure_many import measure_many


def quiet(path, seed):
    samples = np.random.default_rng(seed).normal(0, 5, (5_000, 1))
    np.savez(path, data=samples, fs=1000.0, unit="uV")
    return path


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"no numbers here")
    paths = [quiet(tmp_path / "a.npz", 1), bad, quiet(tmp_path / "b.npz", 2)]
    told = list(measure_many(paths))
    assert [type(each) for each in told] == [MeasuredFile, Refused, MeasuredFile]
    assert [each.file for each in told] == ["a.npz", "bad.csv", "b.npz"]


def test_several_processes_give_the_same_in_the_same_order(tmp_path):
    paths = [quiet(tmp_path / f"{n}.npz", n) for n in range(2)]
    assert list(measure_many(paths, workers=2)) == list(measure_many(paths))
