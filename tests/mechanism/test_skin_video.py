from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from quietmuscle.mechanism.skin_video import SkinVideoScene
from quietmuscle.mechanism.skin_video import skin_video
from quietmuscle.mechanism.skin_video_motion import LocalTwitch
from quietmuscle.mechanism.skin_video_motion import TwitchPlan
from quietmuscle.mechanism.skin_video_motion import twitches
from quietmuscle.mechanism.skin_video_truth import VideoTruthKind

STILL = SkinVideoScene(
    width=96, height=80, duration_s=4.0, twitches=TwitchPlan(rate_per_min=0), noise_sd=0
)


def images(scene, seed):
    return np.stack([frame.image for frame in skin_video(scene, seed).source.frames()]).astype(int)


def test_a_scene_without_motion_stands_still():
    shown = images(STILL, 1)
    assert shown.shape == (120, 80, 96)
    assert np.all(shown == shown[0])
    assert shown[0].std() > 5


def test_the_same_seed_gives_the_same_video_and_another_seed_another():
    scene = replace(STILL, noise_sd=2.0, shake_px=1.0, frame_jitter=0.4)
    assert np.array_equal(images(scene, 3), images(scene, 3))
    assert not np.array_equal(images(scene, 3), images(scene, 4))


def test_a_twitch_moves_the_picture_where_and_when_the_truth_says():
    plan = TwitchPlan(rate_per_min=40, amplitude_px=(3, 3), radius_px=(8, 8))
    scene = replace(STILL, twitches=plan, duration_s=6.0)
    video = skin_video(scene, 5)
    shown = images(scene, 5)
    for one in video.truth:
        assert one.kind is VideoTruthKind.TWITCH
        at = round((one.onset_s + one.duration_s / 5) * scene.rate_hz)
        change = np.abs(shown[at] - shown[0])
        x, y = (round(value) for value in one.place_px)
        near = change[max(y - 12, 0) : y + 12, max(x - 12, 0) : x + 12]
        assert near.mean() > 4 * change[0, 0:20].mean() + 0.5
    assert video.truth


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"pulse_px": 1.0}, VideoTruthKind.PULSE),
        ({"breathing_px": 1.0}, VideoTruthKind.BREATHING),
        ({"tremor_px": 1.0}, VideoTruthKind.TREMOR),
        ({"light_step_share": 0.3}, VideoTruthKind.LIGHT),
        ({"jolts_per_min": 60.0}, VideoTruthKind.JOLT),
    ],
)
def test_each_disturbance_shows_and_is_told(change, kind):
    scene = replace(STILL, **change)
    assert {one.kind for one in skin_video(scene, 2).truth} == {kind}
    shown = images(scene, 2)
    assert np.abs(shown - shown[0]).mean(axis=0).max() > 3


def test_shake_drift_turn_and_flicker_show_but_are_no_events():
    scene = replace(STILL, shake_px=1, drift_px_per_s=1, turn_deg=0.3, flicker_share=0.1)
    assert skin_video(scene, 2).truth == ()
    shown = images(scene, 2)
    assert np.abs(shown - shown[0]).mean() > 1


def test_a_twitch_rises_to_one_and_returns_to_a_tenth_in_its_duration():
    twitch = LocalTwitch(
        onset_s=1,
        duration_s=0.4,
        place_px=(0, 0),
        amplitude_px=1,
        radius_px=1,
        direction_rad=0,
        spread=0,
    )
    assert twitch.course(1) == 0
    assert twitch.course(1 + 0.4 / 4.89) == pytest.approx(1)
    assert twitch.course(1.4) == pytest.approx(0.1, abs=0.002)
    assert twitch.course(9) == 0


def test_twitches_keep_apart_and_to_their_ranges():
    plan = TwitchPlan(rate_per_min=60)
    made = twitches(plan, np.random.default_rng(1), duration_s=60, width=100, height=100)
    onsets = np.array([one.onset_s for one in made])
    assert 30 < len(made) < 80
    assert np.diff(onsets).min() >= plan.apart_s
    assert all(0.5 <= one.amplitude_px <= 2.5 for one in made)
