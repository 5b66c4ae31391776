"""A stretch in which a muscle is at work."""

from __future__ import annotations

from quietmuscle.measure.activity_nouns import Activity
from quietmuscle.model.measurement import EventKind


def test_a_stretch_has_no_closer_word_unless_one_is_given():
    activity = Activity(start_s=1.0, stop_s=2.0, kind=EventKind.TREMOR, rhythm_hz=6.0)
    assert activity.detail is None
