"""Many recordings, of which some cannot be read."""

from __future__ import annotations

from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

import numpy as np

from quietmuscle.base.text import say
from quietmuscle.flow import measure_many as module
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


class DyingPool:
    """A pool whose processes were ended from outside, as when the memory is full."""

    def __init__(self, *_words, **_more):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_fault):
        pass

    def submit(self, *_words):
        done = Future()
        done.set_exception(BrokenProcessPool())
        return done


def test_a_process_that_was_ended_is_told_of_each_file(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "ProcessPoolExecutor", DyingPool)
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    found = list(measure_many(paths, workers=2))
    assert [(each.file, say(each.reason)) for each in found] == [
        (name, f"Measuring {name} stopped before it was done. Please try it by itself.")
        for name in ("a.csv", "b.csv")
    ]
