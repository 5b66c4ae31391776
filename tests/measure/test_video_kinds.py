"""What stirs are called, by their length, swings, regularity and neighbours."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from quietmuscle.measure.video_kinds import beside_rhythms
from quietmuscle.measure.video_kinds import heart_beats
from quietmuscle.measure.video_kinds import joined
from quietmuscle.measure.video_kinds import named
from quietmuscle.measure.video_rhythm import Rhythm
from quietmuscle.measure.video_stir import SURE_Z
from quietmuscle.measure.video_stir import Stir
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind

TWITCH = Stir(
    onset_s=1.0,
    peak_s=1.1,
    duration_s=0.3,
    place=(4.0, 4.0),
    amplitude=1.0,
    z=10.0,
    blocks=9,
    swings=1,
    reach=np.zeros((8, 8), np.float32),
)


def at(peak_s, **change):
    return replace(TWITCH, onset_s=peak_s - 0.1, peak_s=peak_s, **change)


def test_no_stir_is_no_movement():
    assert joined((), 3) == ()
    assert named((), 3) == ()
    assert heart_beats(()) == frozenset()
    assert beside_rhythms((), (), 8) == ()


def test_stirs_at_one_time_and_place_are_one_movement_named_by_the_strongest():
    weak = replace(TWITCH, z=6.0, place=(4.0, 5.5), blocks=4, swings=3, onset_s=1.05)
    (one,) = joined((weak, TWITCH), 3)
    assert (one.z, one.place, one.onset_s) == (10.0, (4.0, 4.0), 1.0)
    assert (one.blocks, one.swings) == (13, 3)


@pytest.mark.parametrize(
    "other",
    [replace(TWITCH, place=(4.0, 7.0)), at(1.4), at(9.0)],
    ids=["as far as the reach", "hardly at one time", "later"],
)
def test_stirs_apart_in_place_or_time_stay_two_in_the_order_of_time(other):
    first, second = joined((other, TWITCH), 3)
    assert first.onset_s <= second.onset_s
    assert {(one.peak_s, one.place) for one in (first, second)} == {
        (1.1, (4.0, 4.0)),
        (other.peak_s, other.place),
    }


@pytest.mark.parametrize(
    ("change", "kind", "detail"),
    [
        ({}, EventKind.FASCICULATION, None),
        ({"duration_s": 0.06}, EventKind.FASCICULATION, None),
        ({"duration_s": 1.2, "swings": 4}, EventKind.FASCICULATION, None),
        ({"duration_s": 0.05}, EventKind.OTHER, EventDetail.UNSURE),
        ({"duration_s": 1.21}, EventKind.OTHER, EventDetail.UNSURE),
        ({"swings": 5}, EventKind.TREMOR, None),
        ({"swings": 5, "duration_s": 3.0}, EventKind.TREMOR, None),
    ],
)
def test_a_movement_is_called_by_its_length_and_swings(change, kind, detail):
    (one,) = named((replace(TWITCH, **change),), 3)
    assert (one.kind, one.detail) == (kind, detail)


def test_confidence_begins_at_a_half_grows_with_strength_and_stays_below_one():
    told = [named((replace(TWITCH, z=z),), 3)[0].confidence for z in (SURE_Z, 8.0, 20.0)]
    assert told == pytest.approx([0.5, 1 - 0.5 / np.e, 1 - 0.5 * np.exp(-5)])
    assert named((replace(TWITCH, z=50.0, duration_s=2.0),), 3)[0].confidence == 0.5


def test_five_even_movements_at_one_place_are_a_heartbeat_and_four_are_not():
    five = tuple(at(2 + 0.9 * beat) for beat in range(5))
    assert heart_beats(five) == {0, 1, 2, 3, 4}
    assert heart_beats(five[:4]) == frozenset()
    told = {(one.kind, one.detail) for one in named(five, 3)}
    assert told == {(EventKind.ARTEFACT, EventDetail.HEARTBEAT)}


def test_a_beat_may_be_a_little_early_or_late_and_a_twitch_between_is_none():
    beats = [at(time) for time in (2.0, 2.9, 3.9, 4.72, 5.7)]
    beats.insert(2, at(3.4))
    assert heart_beats(tuple(beats)) == {0, 1, 3, 4, 5}


@pytest.mark.parametrize(
    "times", [(2, 2.9, 3.8, 5.6, 6.5, 7.4), (2, 2.2, 2.4, 2.6, 2.8), (2, 4, 6, 8, 10), (2, 3, 5, 6)]
)
def test_a_missing_beat_or_a_rate_that_no_heart_has_is_no_heartbeat(times):
    assert heart_beats(tuple(at(float(time)) for time in times)) == frozenset()


def test_even_movements_at_different_places_are_no_heartbeat():
    moving = tuple(at(2 + 0.9 * beat, place=(3.0 * beat, 0.0)) for beat in range(6))
    assert heart_beats(moving) == frozenset()


RHYTHM = Rhythm(period_s=0.8, size=0.5, place=4 * 8 + 5)


@pytest.mark.parametrize(
    ("change", "rhythm", "is_unsure"),
    [
        ({}, RHYTHM, True),
        ({"amplitude": 1.5}, RHYTHM, False),
        ({"place": (4.0, 7.5)}, RHYTHM, False),
        ({}, replace(RHYTHM, period_s=4.0), False),
        ({}, replace(RHYTHM, place=5 * 8 + 4), True),
        ({}, replace(RHYTHM, place=0), False),
    ],
)
def test_what_may_be_a_larger_beat_of_a_rhythm_there_is_unsure(change, rhythm, is_unsure):
    told = named((replace(TWITCH, **change),), 3)
    (one,) = beside_rhythms(told, (rhythm,), 8)
    if is_unsure:
        assert (one.kind, one.detail, one.confidence) == (EventKind.OTHER, EventDetail.UNSURE, 0.5)
    else:
        assert (one,) == told


def test_a_tremor_beside_a_rhythm_stays_a_tremor():
    told = named((replace(TWITCH, swings=9),), 3)
    assert beside_rhythms(told, (RHYTHM,), 8) == told
