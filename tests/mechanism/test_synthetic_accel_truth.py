"""Each happening has the name that a measurement ought to give it."""

from __future__ import annotations

from quietmuscle.mechanism.synthetic_accel_truth import KIND_OF
from quietmuscle.mechanism.synthetic_accel_truth import Happening
from quietmuscle.model.measurement import EventKind


def test_only_a_twitch_is_a_fasciculation():
    assert set(KIND_OF) == set(Happening)
    twitches = {what for what, (kind, _) in KIND_OF.items() if kind is EventKind.FASCICULATION}
    assert twitches == {Happening.TWITCH}
