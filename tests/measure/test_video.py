from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from quietmuscle.measure import video
from quietmuscle.measure.video import measure_frames
from quietmuscle.mechanism.skin_video import SkinVideoScene
from quietmuscle.mechanism.skin_video import skin_video
from quietmuscle.mechanism.skin_video_motion import TwitchPlan
from quietmuscle.mechanism.ultrasound_video import UltrasoundScene
from quietmuscle.mechanism.ultrasound_video import ultrasound_video
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind
from quietmuscle.model.measurement import Quality
from quietmuscle.model.recording import Frame

CLEAR = TwitchPlan(rate_per_min=30, amplitude_px=(2.0, 2.5), radius_px=(25, 35), places=1)
SKIN = SkinVideoScene(
    width=128, height=128, rate_hz=25.0, duration_s=7.0, twitches=CLEAR, shake_px=0.5
)


def fasciculations(finding):
    return [one for one in finding.events if one.kind is EventKind.FASCICULATION]


@pytest.mark.parametrize("seed", [51, 52])
def test_clear_twitches_of_skin_are_found_where_they_are_and_nothing_else(seed):
    made = skin_video(SKIN, seed)
    finding = measure_frames(made.source.frames())
    found = fasciculations(finding)
    assert len(found) == len(made.truth) > 0
    for one, true in zip(found, made.truth, strict=True):
        assert one.onset_s == pytest.approx(true.onset_s, abs=0.1)
        # What moves most lies beside the middle where tissue is drawn together: within a radius.
        assert one.location_px == pytest.approx(true.place_px, abs=35)
        assert one.amplitude_unit == "px"
    assert finding.usable_s == pytest.approx(7, abs=0.5)
    assert finding.heat_px.max() > 0.5
    assert 0 < finding.smallest_px < 2


def test_clear_twitches_of_a_scan_are_found():
    scene = UltrasoundScene(
        width=144, height=144, rate_hz=25.0, duration_s=6.0, twitches=CLEAR, wide_share=0
    )
    made = ultrasound_video(scene, 53)
    found = fasciculations(measure_frames(made.source.frames()))
    assert [one.onset_s for one in found] == pytest.approx(
        [one.onset_s for one in made.truth], abs=0.1
    )


def test_a_shaken_camera_and_breath_alone_are_no_twitches():
    scene = replace(SKIN, twitches=TwitchPlan(rate_per_min=0), shake_px=1.0, breathing_px=2.0)
    assert fasciculations(measure_frames(skin_video(scene, 54).source.frames())) == []


def test_a_knock_of_the_camera_is_told_as_a_movement():
    scene = replace(SKIN, twitches=TwitchPlan(rate_per_min=0), jolts_per_min=30.0, jolt_px=10.0)
    made = skin_video(scene, 59)
    finding = measure_frames(made.source.frames())
    told = [one.onset_s for one in finding.events if one.detail is EventDetail.MOVEMENT]
    assert made.truth
    assert told
    assert all(min(abs(t.onset_s - one) for t in made.truth) < 0.4 for one in told)
    assert Quality.CAMERA_MOVED in finding.quality


def test_the_same_video_gives_the_same_result_and_repeats_change_nothing():
    frames = list(skin_video(replace(SKIN, duration_s=5.0), 56).source.frames())
    repeated = []
    for frame in frames:
        repeated += [frame, replace(frame, time_s=frame.time_s + 0.01, is_repeat=True)]
    first, second = measure_frames(frames), measure_frames(repeated)
    assert first.events == second.events == measure_frames(frames).events
    assert np.array_equal(first.heat_px, second.heat_px)


def blank(count, value, rate_hz=30.0, side=128):
    image = np.full((side, side), value, np.uint8)
    return [
        Frame(time_s=n / rate_hz, image=image, is_key=False, is_repeat=False) for n in range(count)
    ]


def test_nothing_can_be_measured_in_no_picture_one_picture_or_the_dark():
    assert measure_frames([]).quality == (Quality.NOT_MEASURABLE,)
    assert Quality.TOO_SHORT in measure_frames(blank(1, 100)).quality
    dark = measure_frames(blank(200, 2))
    assert Quality.NOT_MEASURABLE in dark.quality
    assert dark.usable_s == 0
    assert Quality.LOW_RATE in measure_frames(blank(80, 100, rate_hz=8)).quality
    assert Quality.NOT_MEASURABLE in measure_frames(blank(200, 100, side=20)).quality


def test_pictures_that_are_missing_are_told_and_their_time_is_not_used():
    whole = list(skin_video(replace(SKIN, duration_s=20.0), 61).source.frames())
    holed = [one for one in whole if not 8 <= one.time_s < 12]
    found, less = measure_frames(whole), measure_frames(holed)
    assert Quality.MISSING_SAMPLES not in found.quality
    assert Quality.MISSING_SAMPLES in less.quality
    assert found.duration_s == less.duration_s
    assert 3.5 < found.usable_s - less.usable_s < 8


@pytest.mark.parametrize("seed", [61, 63])
def test_a_muscle_that_twitches_often_in_a_small_picture_is_not_taken_for_noise(seed):
    made = skin_video(replace(SKIN, duration_s=20.0), seed)
    found = measure_frames(made.source.frames())
    assert len(made.truth) > 10
    assert len(fasciculations(found)) == len(made.truth)
    assert found.usable_s == pytest.approx(20, abs=0.5)


def test_a_part_with_too_few_pictures_is_told():
    whole = skin_video(replace(SKIN, duration_s=75.0, width=96, height=96), 62).source.frames()
    sparse = [one for n, one in enumerate(whole) if one.time_s < 36 or n % 2 == 0]
    found = measure_frames(sparse)
    assert {Quality.MISSING_SAMPLES, Quality.LOW_RATE} <= set(found.quality)
    assert 45 < found.usable_s < 60


def test_a_camera_that_hangs_is_told_and_has_no_rate():
    first = next(skin_video(SKIN, 60).source.frames())
    hung = [replace(first, time_s=n / 25, is_repeat=n > 0) for n in range(150)]
    finding = measure_frames(hung)
    assert {Quality.FLAT, Quality.NOT_MEASURABLE} <= set(finding.quality)
    assert (finding.usable_s, finding.events) == (0, ())


def test_a_long_video_is_looked_at_in_stretches_and_no_event_is_told_twice(monkeypatch):
    monkeypatch.setattr(video, "STRETCH_S", 8.0)
    scene = replace(SKIN, width=144, height=144, duration_s=18.0, shake_px=0.0)
    made = skin_video(scene, 57)
    finding = measure_frames(made.source.frames())
    onsets = np.array([one.onset_s for one in fasciculations(finding)])
    assert onsets == pytest.approx([one.onset_s for one in made.truth], abs=0.1)
    # Twitches lie where two stretches overlap, and in each of the three.
    assert any(6 < onset < 8 for onset in onsets)
    assert onsets.max() > 14
    assert finding.usable_s == pytest.approx(18, abs=1)
