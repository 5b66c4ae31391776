"""A stretch as a whole: even times, gaps, knocks, light, and its stirs by name."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from quietmuscle.measure.video_stretch import _even
from quietmuscle.measure.video_stretch import _fits
from quietmuscle.measure.video_stretch import _jolts
from quietmuscle.measure.video_stretch import _redrawn
from quietmuscle.measure.video_stretch import _widened
from quietmuscle.measure.video_stretch import stretch
from quietmuscle.measure.video_track import TrackedFrame
from quietmuscle.model.measurement import EventKind

GRID = (8, 8)


def frames(duration_s=8.0, rate_hz=30.0, seed=1, twitches_s=(), spread=0.02):
    """Tracked pictures of a still camera; twitches of three by three blocks around (3, 4)."""
    times = np.arange(round(duration_s * rate_hz)) / rate_hz
    fields = np.random.default_rng(seed).normal(0, spread, (times.size, *GRID, 2))
    for peak_s in twitches_s:
        bell = np.exp(-((times - peak_s) ** 2) / (2 * 0.08**2))
        fields[:, 2:5, 3:6, 0] += bell[:, None, None]
    return [
        TrackedFrame(
            time_s=float(time),
            field=field,
            camera=np.zeros(4, np.float32),
            misfit=0.02,
            brightness=100.0,
            is_key=False,
            is_seen=True,
            sight=np.ones(GRID, np.float32),
        )
        for time, field in zip(times, fields.astype(np.float32), strict=True)
    ]


def without_sight(kept, from_s, until_s):
    return [replace(one, is_seen=not from_s <= one.time_s < until_s) for one in kept]


def test_twitches_are_found_named_and_timed_and_all_the_time_counts():
    result = stretch(frames(twitches_s=(2.0, 5.3)))
    assert [one.kind for one in result.stirs] == [EventKind.FASCICULATION] * 2
    assert [one.stir.peak_s for one in result.stirs] == pytest.approx([2.0, 5.3], abs=0.05)
    assert result.stirs[0].stir.place == pytest.approx((3, 4), abs=0.3)
    assert result.is_usable.all()
    assert result.noise.shape == GRID
    assert (result.jolts, result.moved_share, result.light_range) == ((), 0, 0)


def test_blocks_without_anything_to_see_are_left_out():
    kept = frames(twitches_s=(3.0,))
    blind = np.ones(GRID, np.float32)
    blind[:, 6:] = 0
    # What is black does not move with the camera.
    sway = 2 * np.sin(np.arange(len(kept)) / 3).astype(np.float32)
    moved = [
        replace(one, field=one.field + shift * blind[..., None], sight=blind)
        for one, shift in zip(kept, sway, strict=True)
    ]
    (one,) = stretch(moved).stirs
    assert one.stir.peak_s == pytest.approx(3, abs=0.05)
    assert one.stir.place[1] < 6


def test_one_picture_that_strays_is_no_twitch():
    kept = frames()
    field = kept[100].field.copy()
    field[2:6, 2:6] += 2
    kept[100] = replace(kept[100], field=field)
    assert stretch(kept).stirs == ()


def test_a_stretch_that_begins_later_has_later_times():
    late = [replace(one, time_s=one.time_s + 60) for one in frames(twitches_s=(2.0,))]
    (one,) = stretch(late).stirs
    assert one.stir.peak_s == pytest.approx(62, abs=0.05)


def test_noise_holds_nothing_and_a_picture_that_never_changes_neither():
    assert stretch(frames(seed=2)).stirs == ()
    still = stretch(frames(spread=0))
    assert (still.stirs, still.rhythms, still.jolts) == ((), (), ())
    assert np.isfinite(still.noise).all()
    assert still.is_usable.all()


def test_more_than_sixty_pictures_a_second_are_thinned_to_sixty():
    assert np.diff(stretch(frames(rate_hz=120)).times_s) == pytest.approx(1 / 60)
    assert np.diff(stretch(frames(rate_hz=25)).times_s) == pytest.approx(1 / 25)


def test_a_twitch_that_was_not_seen_is_not_told_and_its_time_does_not_count():
    hidden = without_sight(frames(twitches_s=(2.0, 5.3)), 1.5, 2.5)
    result = stretch(hidden)
    assert [one.stir.peak_s for one in result.stirs] == pytest.approx([5.3], abs=0.05)
    unusable = result.times_s[~result.is_usable]
    # A tenth of a second of guard on either side, and the straight line to the last good picture.
    assert (unusable.min(), unusable.max()) == pytest.approx((1.4, 2.6), abs=0.05)
    assert unusable.size == pytest.approx(1.2 * 30, abs=3)
    assert result.moved_share == pytest.approx(1 / 8)


def test_a_stir_in_pictures_that_fit_badly_is_not_told():
    blurred = [
        replace(one, misfit=3.0) if 1.9 <= one.time_s < 2.1 else one
        for one in frames(twitches_s=(2.0, 5.3))
    ]
    assert [one.stir.peak_s for one in stretch(blurred).stirs] == pytest.approx([5.3], abs=0.05)


def test_a_picture_that_fits_badly_and_a_gap_in_time_do_not_count():
    kept = frames()
    kept[90] = replace(kept[90], misfit=3.0)
    unusable = stretch(kept).times_s[~stretch(kept).is_usable]
    assert unusable.min() < 3 < unusable.max()
    assert unusable.size <= 9
    cut = [one for one in frames() if not 3 <= one.time_s < 4]
    result = stretch(cut)
    inside = (result.times_s > 3) & (result.times_s < 3.9)
    assert not result.is_usable[inside].any()
    assert result.is_usable.mean() == pytest.approx(1 - 1.2 / 8, abs=0.03)


def test_where_nothing_is_seen_nothing_counts():
    result = stretch(without_sight(frames(), 0, 99))
    assert not result.is_usable.any()
    assert result.stirs == ()
    assert result.moved_share == 1


def test_even_beats_are_a_rhythm_with_their_period_and_no_twitches():
    result = stretch(frames(twitches_s=tuple(0.5 + 0.8 * beat for beat in range(9))))
    assert all(one.kind is not EventKind.FASCICULATION for one in result.stirs)
    assert [one.period_s for one in result.rhythms][:1] == pytest.approx([0.8], abs=0.05)


def test_a_knock_of_the_camera_is_told_when_it_was():
    knocked = [
        replace(one, camera=np.array([6, 0, 0, 0], np.float32)) if 4 <= one.time_s < 4.2 else one
        for one in frames()
    ]
    result = stretch(knocked)
    ((onset, duration),) = result.jolts
    assert (onset, duration) == pytest.approx((4.0, 0.2), abs=0.04)
    # A tenth of a second before it, three after it.
    unusable = result.times_s[~result.is_usable]
    assert (unusable.min(), unusable.max()) == pytest.approx((3.9, 4.5), abs=0.05)


def test_the_range_of_light_is_its_share_of_the_mean():
    lit = [replace(one, brightness=150.0 if one.time_s < 4 else 50.0) for one in frames()]
    assert stretch(lit).light_range == pytest.approx(1.0)
    dark = [replace(one, brightness=0.0) for one in frames()]
    assert stretch(dark).light_range == 0


def test_values_between_pictures_lie_on_straight_lines_over_what_was_not_seen():
    given = np.array([0.0, 1.0, 2.0, 3.0])
    values = np.array([[0], [10], [99], [30]], np.float32)
    seen = np.array([True, True, False, True])
    times = np.array([0.0, 0.5, 1.0, 2.0, 3.0])
    assert _even(values, given, times, seen)[:, 0].tolist() == [0, 5, 10, 20, 30]
    blind = np.zeros(4, bool)
    assert _even(values, given, times, blind)[:, 0].tolist() == [0, 5, 10, 99, 30]


def test_a_picture_fits_up_to_a_limit_that_its_like_sets():
    misfit = np.array([0.1, 0.12, 0.1, 0.08, 0.55, 0.9])
    seen = np.array([True, True, False, True, True, True])
    assert _fits(misfit, seen).tolist() == [True, True, False, True, True, False]
    clean = np.array([0, 0, 0, 0.1, 0.11])
    assert _fits(clean, np.ones(5, bool)).tolist() == [True, True, True, True, False]
    assert not _fits(misfit, np.zeros(6, bool)).any()


def test_a_guard_widens_on_both_sides_or_not_at_all():
    mask = np.array([False, False, False, True, False, False])
    assert _widened(mask, 2).tolist() == [False, True, True, True, True, True]
    assert _widened(mask, 0).tolist() == mask.tolist()


def test_knocks_close_together_are_one_and_small_moves_are_none():
    times = np.arange(100) / 10
    sudden = np.zeros((100, 4), np.float32)
    sudden[20], sudden[22], sudden[60], sudden[80] = 5, 5, 5, 1
    found = _jolts(sudden, times, 10)
    assert np.array(found) == pytest.approx(np.array([(2.0, 0.3), (6.0, 0.1)]))
    assert _jolts(np.zeros((100, 4), np.float32), times, 10) == ()
    # A hand that sways that far all the time is not knocked.
    assert _jolts(np.full((100, 4), 2, np.float32), times, 10) == ()


def test_a_picture_that_hangs_does_not_count_and_one_that_rests_between_twitches_does():
    hung = [replace(one, is_repeat=2.0 <= one.time_s < 7.5) for one in frames()]
    result = stretch(hung)
    assert result.is_frozen
    assert result.is_usable.mean() == pytest.approx(1 - 5.7 / 8, abs=0.03)
    resting = stretch([replace(one, is_repeat=n % 10 > 0) for n, one in enumerate(frames())])
    assert resting.is_frozen
    assert not resting.is_usable.any()
    seen = frames(twitches_s=(2.0, 5.3))
    twitching = stretch([replace(one, is_repeat=n % 10 > 0) for n, one in enumerate(seen)])
    assert not twitching.is_frozen
    assert twitching.is_usable.all()


def test_what_lies_near_a_key_picture_is_known_by_its_time():
    marked = [replace(one, is_key=one.time_s in {0.0, 2.0}) for one in frames(3.0)]
    times = np.arange(0, 3, 0.1)
    near = times[_redrawn(marked, times)]
    assert near == pytest.approx([0.0, 0.1, 1.9, 2.0, 2.1])
    assert not _redrawn(frames(3.0), times).any()


def keyed(kept, keys_s):
    keys = {round(30 * key_s) for key_s in keys_s}
    return [replace(one, is_key=place in keys) for place, one in enumerate(kept)]


def test_what_jerks_at_every_key_picture_and_nowhere_else_is_the_codec():
    seconds = range(1, 12, 2)
    jerky = frames(13.0, twitches_s=seconds, spread=0.1)
    assert len(stretch(jerky).stirs) == len(seconds)
    assert stretch(keyed(jerky, seconds)).stirs == ()


def test_a_twitch_that_falls_upon_one_of_many_key_pictures_is_still_told():
    stirs = stretch(keyed(frames(13.0, twitches_s=(5.0,), spread=0.1), range(1, 13))).stirs
    told = [each.stir.peak_s for each in stirs if each.kind is EventKind.FASCICULATION]
    assert told == [pytest.approx(5.0, abs=0.1)]
