"""Thin lines."""

from __future__ import annotations

import numpy as np

from quietmuscle.flow.why_answers import MOST_POINTS
from quietmuscle.flow.why_answers import thinned


def test_a_thin_line_keeps_every_peak():
    x = np.arange(100_000) / 1000
    y = np.zeros(x.size)
    peaks = [777, 33_333, 99_999]
    y[peaks] = [5.0, -7.0, 3.0]
    points = thinned(x, y)
    assert len(points) <= MOST_POINTS
    assert [at for at, _ in points] == sorted(at for at, _ in points)
    for each in peaks:
        assert (x[each], y[each]) in points


def test_a_short_line_stays_as_it_is():
    assert thinned(np.array([0.0, 1.0]), np.array([2.0, 3.0])) == ((0.0, 2.0), (1.0, 3.0))
