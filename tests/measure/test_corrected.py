"""The corrected count stands beside the machine's, which is never lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measured import a_correction
from measured import a_measurement
from measured import a_missed_twitch
from measured import some_events

from quietmuscle.measure.corrected import corrected_summary
from quietmuscle.measure.corrected import shown_events
from quietmuscle.measure.rate import poisson_interval_95
from quietmuscle.model.measurement import EventKind

RESULT = a_measurement().result
MINUTES = 58.5 / 60


def test_without_corrections_both_are_the_machines_to_the_last_digit() -> None:
    found = corrected_summary(RESULT, ())
    assert found.machine == found.corrected
    assert found.machine.rate_per_min == RESULT.summary.rate_per_min
    assert found.machine.rate_interval_95 == RESULT.summary.rate_interval_95
    assert not found.is_corrected


def test_a_twitch_taken_out_and_two_put_in() -> None:
    said = (a_correction(0), a_correction(1, kind=EventKind.FASCICULATION), a_missed_twitch())
    found = corrected_summary(RESULT, said)
    assert (found.taken_out, found.put_in) == (1, 2)
    assert found.machine.twitches == 3
    assert found.corrected.twitches == 4
    assert found.corrected.rate_per_min == pytest.approx(4 / MINUTES)
    assert found.corrected.rate_interval_95 == poisson_interval_95(4, MINUTES)


def test_another_kind_of_what_was_no_twitch_changes_no_count() -> None:
    found = corrected_summary(RESULT, (a_correction(1, kind=EventKind.VOLUNTARY),))
    assert found.corrected == found.machine


def test_where_the_machine_gives_no_rate_there_is_none() -> None:
    unseen = replace(
        RESULT, summary=replace(RESULT.summary, rate_per_min=None, rate_interval_95=None)
    )
    found = corrected_summary(unseen, (a_missed_twitch(),))
    assert found.corrected.twitches == 4
    assert found.corrected.rate_per_min is None
    assert found.corrected.rate_interval_95 is None


@given(st.sets(st.integers(0, 4)), st.integers(0, 3))
def test_the_count_is_what_the_events_say(changed: set[int], missed: int) -> None:
    events = some_events()
    twitch = EventKind.FASCICULATION
    said = (
        *(
            a_correction(n, kind=EventKind.OTHER if events[n].kind is twitch else twitch)
            for n in sorted(changed)
        ),
        *(a_missed_twitch(n) for n in range(missed)),
    )
    shown = shown_events(events, said)
    assert corrected_summary(RESULT, said).corrected.twitches == sum(e.is_twitch for e in shown)
    assert [one.onset_s for one in shown] == sorted(one.onset_s for one in shown)
    assert [one.machine for one in sorted(shown, key=lambda o: o.number or 0) if one.machine] == [
        *events
    ]
