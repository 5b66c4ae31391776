"""What the days around a change of medicine can show."""

from __future__ import annotations

from quietmuscle.model.medicine_comparison import Comparison


def test_only_more_and_fewer_tell_a_difference() -> None:
    assert [each for each in Comparison if each.can_tell] == [Comparison.MORE, Comparison.FEWER]
