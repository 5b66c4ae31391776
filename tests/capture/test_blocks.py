from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quietmuscle.capture.blocks import PIECE_SAMPLES
from quietmuscle.capture.blocks import in_blocks
from quietmuscle.capture.blocks import missing
from quietmuscle.capture.blocks import reblocked


@given(st.lists(st.integers(0, 40), max_size=12), st.integers(1, 50))
def test_blocks_hold_the_same_samples_in_order(lengths, samples):
    whole = np.arange(sum(lengths), dtype=float).reshape(-1, 1)
    pieces = np.split(whole, np.cumsum(lengths)[:-1]) if lengths else []
    blocks = list(reblocked(iter(pieces), samples))
    assert all(len(block) == samples for block in blocks[:-1])
    assert all(0 < len(block) <= samples for block in blocks)
    assert np.array_equal(np.concatenate(blocks) if blocks else whole[:0], whole)


def test_what_is_infinite_is_missing():
    block = next(reblocked(iter([np.array([[1.0], [np.inf], [-np.inf]])]), 3))
    assert np.array_equal(block, [[1], [np.nan], [np.nan]], equal_nan=True)


def test_numbers_that_become_too_large_are_missing_without_a_warning():
    pieces = (piece * 1e10 for piece in [np.array([[1.0], [1e305]])])
    block = next(reblocked(pieces, 2))
    assert np.array_equal(block, [[1e10], [np.nan]], equal_nan=True)


def test_blocks_can_be_read_again():
    blocks = in_blocks(lambda: iter([np.ones((5, 2))]))
    assert [len(each) for each in blocks(2)] == [len(each) for each in blocks(2)] == [2, 2, 1]


def test_a_block_has_samples():
    with pytest.raises(ValueError, match="at least one"):
        next(reblocked(iter([]), 0))


def test_a_gap_comes_in_pieces():
    pieces = list(missing(PIECE_SAMPLES, 4))
    assert [piece.shape for piece in pieces] == [(PIECE_SAMPLES // 4, 4)] * 4
    assert all(np.isnan(piece).all() for piece in pieces)
    assert list(missing(0, 3)) == []
