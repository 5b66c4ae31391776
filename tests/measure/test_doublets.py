"""Which discharges are one twitch."""

from __future__ import annotations

from quietmuscle.measure.doublets import one_of_each_doublet


def test_a_doublet_is_one_twitch():
    assert one_of_each_doublet([1.0, 1.005, 1.09, 2.0]) == (1.0, 2.0)
    assert one_of_each_doublet([]) == ()


def test_what_follows_the_second_of_a_doublet_belongs_to_it_too():
    assert one_of_each_doublet([1.0, 1.1, 1.2, 1.4]) == (1.0, 1.4)
