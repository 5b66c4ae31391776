"""What stirs are called, by their length, swings, regularity and neighbours."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from quietmuscle.measure.video_kinds import heart_beats
from quietmuscle.measure.video_kinds import named
from quietmuscle.measure.video_stir import Stir
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind

TWITCH = Stir(
    onset_s=1.0,
    peak_s=1.1,
    duration_s=0.3,
    place=(4.0, 4.0),
    amplitude=1.0,
    z=20.0,
    above_noise=3.0,
    contrast=10.0,
    left=0.05,
    share=0.2,
    blocks=9,
    swings=1,
    at_rim=False,
    reach=np.zeros((8, 8), np.float32),
)


AGAIN = 0.85


def told(stirs):
    return named(stirs, again=AGAIN)


def at(peak_s, **change):
    return replace(TWITCH, onset_s=peak_s - 0.1, peak_s=peak_s, **change)


def test_no_stir_is_no_movement():
    assert told(()) == ()
    assert heart_beats(()) == frozenset()


def test_what_does_not_stand_out_is_not_told_and_what_hardly_does_is_unsure():
    assert told((replace(TWITCH, above_noise=0.89),)) == ()
    (one,) = told((replace(TWITCH, above_noise=0.95),))
    assert (one.kind, one.detail, one.confidence) == (EventKind.OTHER, EventDetail.UNSURE, 0.5)


def test_what_is_fainter_counts_where_a_sure_twitch_was_and_only_there():
    faint = at(5.0, above_noise=0.92, place=(4.0, 5.0))
    sure, again = told((TWITCH, faint))
    assert (sure.kind, again.kind) == (EventKind.FASCICULATION, EventKind.FASCICULATION)
    assert again.confidence < sure.confidence
    elsewhere = replace(faint, place=(4.0, 7.0))
    assert told((TWITCH, elsewhere))[1].detail is EventDetail.UNSURE


@pytest.mark.parametrize(
    "change",
    [
        {"left": 0.6},
        {"blocks": 3, "above_noise": 1.3},
        {"at_rim": True, "above_noise": 1.25},
        {"contrast": 6.8},
        {"swings": 3, "above_noise": 1.2},
    ],
    ids=[
        "does not come back",
        "hardly a block",
        "at the rim",
        "its place always moves",
        "swings to and fro",
    ],
)
def test_a_movement_that_may_be_something_else_is_unsure(change):
    (one,) = told((replace(TWITCH, **change),))
    assert one.detail is EventDetail.UNSURE


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
    (one,) = told((replace(TWITCH, **change),))
    assert (one.kind, one.detail) == (kind, detail)


def test_confidence_grows_with_strength_from_above_a_half_and_stays_below_one():
    sure = [told((replace(TWITCH, above_noise=above),))[0].confidence for above in (1.0, 1.5, 9.0)]
    assert sure == pytest.approx([1 - 0.5 * np.exp(-(above - 0.8)) for above in (1.0, 1.5, 9.0)])
    assert 0.5 < sure[0] < sure[1] < sure[2] < 1


def test_five_even_movements_at_one_place_are_a_heartbeat_and_four_are_not():
    five = tuple(at(2 + 0.9 * beat) for beat in range(5))
    assert heart_beats(five) == {0, 1, 2, 3, 4}
    assert heart_beats(five[:4]) == frozenset()
    names = {(one.kind, one.detail) for one in told(five)}
    assert names == {(EventKind.ARTEFACT, EventDetail.HEARTBEAT)}


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
