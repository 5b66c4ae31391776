"""The corrected count stands beside the machine's, which is never lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measured import a_correction
from measured import a_measurement
from measured import a_missed_twitch
from measured import a_stretch
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


@given(
    st.sets(st.integers(0, 4)),
    st.lists(st.floats(0, 59.9), max_size=3),
    st.lists(st.floats(0, 60), min_size=2, max_size=6, unique=True).map(sorted),
)
def test_what_is_left_out_counts_nowhere_and_all_else_as_before(
    changed: set[int], missed: list[float], edges: list[float]
) -> None:
    events = some_events()
    said = (
        *(a_correction(n, kind=EventKind.OTHER) for n in sorted(changed)),
        *(a_missed_twitch(at_s) for at_s in missed),
    )
    parts = tuple(map(a_stretch, edges[::2], edges[1::2]))
    found = corrected_summary(RESULT, said, parts)
    shown = shown_events(events, said, parts)
    assert found.corrected.twitches == sum(one.is_twitch for one in shown)
    assert found.machine == corrected_summary(RESULT, ()).machine
    left = [one for one in shown if one.is_left_out]
    assert all(any(p.start_s <= one.onset_s < p.stop_s for p in parts) for one in left)
    without = corrected_summary(RESULT, said)
    assert 0 <= found.corrected.usable_s <= without.corrected.usable_s
    assert found.corrected.twitches <= without.corrected.twitches
    assert found.left_out_s == pytest.approx(sum(p.stop_s - p.start_s for p in parts))


def test_the_rate_is_over_what_is_left() -> None:
    found = corrected_summary(RESULT, (), (a_stretch(0.0, 30.0),))
    assert found.left_out == 2
    assert found.corrected.rate_per_min == pytest.approx(1 / (MINUTES / 2))
    assert found.corrected.rate_interval_95 == poisson_interval_95(1, MINUTES / 2)
    assert found.is_corrected


def test_where_nearly_all_is_left_out_there_is_no_rate() -> None:
    assert corrected_summary(RESULT, (), (a_stretch(0.0, 50.0),)).corrected.rate_per_min is None
    assert corrected_summary(RESULT, (), (a_stretch(0.0, 60.0),)).corrected.usable_s == 0
