"""An envelope loses no extreme, in whatever blocks the signal comes."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from quietmuscle.measure.envelope import EnvelopeMaker

SIGNALS = arrays(
    np.float64,
    st.integers(1, 200),
    elements=st.floats(-1e6, 1e6) | st.just(float("nan")),
)


@given(SIGNALS, st.integers(1, 50), st.lists(st.integers(0, 200), max_size=4), st.data())
def test_no_extreme_of_the_stretch_is_lost_however_it_is_cut(
    signal: np.ndarray, most: int, cuts: list[int], data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, signal.size - 1))
    stop = data.draw(st.integers(first + 1, signal.size))
    maker = EnvelopeMaker(first=first, stop=stop, most=most)
    edges = sorted({0, signal.size, *(cut for cut in cuts if cut < signal.size)})
    for begin, end in pairwise(edges):
        maker.take(signal[begin:end], begin)
    found = maker.envelope(100.0)
    assert found.low.size == found.high.size <= most
    per_step = round(found.step_s * 100)
    for number, (low, high) in enumerate(zip(found.low, found.high, strict=True)):
        begin = first + number * per_step
        part = signal[begin : min(begin + per_step, stop)]
        there = part[np.isfinite(part)]
        if there.size:
            assert (low, high) == (there.min(), there.max())
        else:
            assert np.isnan(low)
            assert np.isnan(high)


def test_few_samples_are_given_one_by_one() -> None:
    maker = EnvelopeMaker(first=2, stop=6, most=10)
    maker.take(np.arange(10.0), 0)
    found = maker.envelope(1000.0)
    assert found.is_samples
    assert found.low.tolist() == found.high.tolist() == [2.0, 3.0, 4.0, 5.0]
    assert (found.start_s, found.step_s) == (0.002, 0.001)


def test_a_spike_of_one_sample_stands_in_a_long_recording() -> None:
    signal = np.zeros(100_000)
    signal[54_321] = 7.0
    maker = EnvelopeMaker(first=0, stop=signal.size, most=1000)
    for begin in range(0, signal.size, 7_777):
        maker.take(signal[begin : begin + 7_777], begin)
    found = maker.envelope(2000.0)
    assert found.high[543] == 7.0
    assert found.high.sum() == pytest.approx(7.0)
    assert not found.low.any()
    assert not found.is_samples
