"""Pieces of an EMG overlap, and together count each sample once."""

from __future__ import annotations

import numpy as np
import pytest
from emg_conditions import source_of

from quietmuscle.measure.emg_pieces import OVERLAP_S
from quietmuscle.measure.emg_pieces import filled_gaps
from quietmuscle.measure.emg_pieces import pieces_of


@pytest.mark.parametrize("seconds", [1, 59, 60, 61, 125, 180])
def test_each_sample_counts_once_and_stands_in_its_piece(seconds: int) -> None:
    rate_hz = 100.0
    samples = np.arange(seconds * rate_hz)[:, None]
    counted = []
    for piece, start, (begin, end) in pieces_of(source_of(samples, rate_hz)):
        assert start <= begin <= end <= start + piece.shape[0]
        counted.append(piece[begin - start : end - start, 0])
    assert np.array_equal(np.concatenate(counted), samples[:, 0])
    assert OVERLAP_S > 0


def test_gaps_are_bridged_by_a_line_and_an_empty_channel_is_nought() -> None:
    raw = np.array([[0.0, np.nan], [np.nan, np.nan], [2.0, np.nan], [3.0, np.nan], [4.0, np.nan]])
    filled = filled_gaps(raw)
    assert np.allclose(np.diff(filled[:, 0]), 1.0)
    assert not filled[:, 1].any()
    assert np.isnan(raw[1, 0])
