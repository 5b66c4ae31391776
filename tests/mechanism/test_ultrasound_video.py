from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from quietmuscle.mechanism.skin_video_motion import TwitchPlan
from quietmuscle.mechanism.skin_video_truth import VideoTruthKind
from quietmuscle.mechanism.ultrasound_video import UltrasoundScene
from quietmuscle.mechanism.ultrasound_video import ultrasound_video

STILL = UltrasoundScene(
    width=96, height=96, duration_s=3.0, twitches=TwitchPlan(rate_per_min=0), noise_share=0
)


def images(scene, seed):
    frames = ultrasound_video(scene, seed).source.frames()
    return np.stack([frame.image for frame in frames]).astype(int)


def test_a_scan_shows_a_bright_skin_line_and_speckle_and_stands_still():
    shown = images(STILL, 1)
    assert np.all(shown == shown[0])
    rows = shown[0].mean(axis=1)
    assert rows[:5].max() > 1.3 * np.median(rows)
    assert shown[0].std() > 20


def test_the_same_seed_gives_the_same_scan():
    scene = replace(STILL, noise_share=0.05, wander_px=1.0)
    assert np.array_equal(images(scene, 1), images(scene, 1))
    assert not np.array_equal(images(scene, 1), images(scene, 2))


def test_a_twitch_of_the_whole_muscle_leaves_the_skin_line():
    scene = replace(
        STILL,
        twitches=TwitchPlan(rate_per_min=60, amplitude_px=(3, 3)),
        wide_share=1.0,
        duration_s=5.0,
    )
    one = ultrasound_video(scene, 4).truth[0]
    shown = images(scene, 4)
    at = round((one.onset_s + one.duration_s / 5) * scene.rate_hz)
    change = np.abs(shown[at] - shown[0]).mean(axis=1)
    assert change[40:].mean() > 5 * change[:6].mean() + 1


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"pulse_px": 2.0}, VideoTruthKind.PULSE),
        ({"breathing_px": 2.0}, VideoTruthKind.BREATHING),
        ({"pseudotremor_px": 2.0}, VideoTruthKind.TREMOR),
        ({"jolts_per_min": 80.0}, VideoTruthKind.JOLT),
    ],
)
def test_each_disturbance_shows_and_is_told(change, kind):
    scene = replace(STILL, **change)
    assert {one.kind for one in ultrasound_video(scene, 2).truth} == {kind}
    shown = images(scene, 2)
    assert np.abs(shown - shown[0]).mean(axis=0).max() > 3
