"""Two counts side by side."""

from __future__ import annotations

from measured import some_events

from quietmuscle.model.corrected import CorrectedSummary
from quietmuscle.model.corrected import Counted
from quietmuscle.model.corrected import ShownEvent


def test_any_twitch_taken_out_or_put_in_is_a_correction() -> None:
    three = Counted(twitches=3, usable_s=60.0, rate_per_min=3.0, rate_interval_95=(1.0, 8.0))

    def summary(taken_out: int, put_in: int) -> CorrectedSummary:
        return CorrectedSummary(machine=three, corrected=three, taken_out=taken_out, put_in=put_in)

    assert not summary(0, 0).is_corrected
    assert summary(1, 1).is_corrected  # the same number, and other twitches


def test_what_counts_is_the_kind_as_it_stands() -> None:
    for number, event in enumerate(some_events()):
        shown = ShownEvent(
            onset_s=event.onset_s, kind=event.kind, number=number, machine=event, correction=None
        )
        assert shown.is_twitch == (number in {0, 2, 3})
