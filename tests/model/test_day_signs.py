"""The ticks of a day."""

from __future__ import annotations

from entries import TODAY

from quietmuscle.model.day_signs import DaySigns


def test_a_day_without_ticks_says_nothing() -> None:
    plain = DaySigns(day=TODAY)
    assert (plain.painful, plain.weak_or_stiff, plain.at_night) == (False, False, False)
    assert plain.most_bother_0_10 is None
