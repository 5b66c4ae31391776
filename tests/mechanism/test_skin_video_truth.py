"""The truth of a synthetic video: its words are those of the benchmark, and nobody can alter it."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from dataclasses import replace

import numpy as np
import pytest

from quietmuscle.mechanism.skin_video_truth import SyntheticVideo
from quietmuscle.mechanism.skin_video_truth import VideoTruth
from quietmuscle.mechanism.skin_video_truth import VideoTruthKind
from quietmuscle.model.recording import Frame
from quietmuscle.model.recording import Modality
from quietmuscle.model.recording import VideoHeader
from quietmuscle.model.recording import VideoSource

TWITCH = VideoTruth(
    onset_s=1.5,
    duration_s=0.2,
    kind=VideoTruthKind.TWITCH,
    place_px=(3.0, 4.0),
    amplitude_px=1.0,
)


def test_kinds_are_told_by_their_words():
    assert [kind.value for kind in VideoTruthKind] == [
        "twitch",
        "jolt",
        "pulse",
        "breathing",
        "tremor",
        "light",
    ]
    assert VideoTruthKind("pulse") is VideoTruthKind.PULSE
    with pytest.raises(ValueError, match="yawn"):
        VideoTruthKind("yawn")


def test_happenings_with_the_same_values_are_the_same():
    assert replace(TWITCH) == TWITCH
    assert len({TWITCH, replace(TWITCH), replace(TWITCH, place_px=None)}) == 2


def test_the_truth_cannot_be_altered_nor_given_without_names():
    with pytest.raises(FrozenInstanceError):
        TWITCH.onset_s = 2.0
    with pytest.raises(TypeError):
        VideoTruth(1.5, 0.2, VideoTruthKind.TWITCH, None, 1.0)


def test_a_video_can_be_watched_again_and_keeps_its_truth():
    image = np.full((2, 3), 7, np.uint8)

    def frames():
        yield Frame(time_s=0.0, image=image, is_key=True, is_repeat=False)

    header = VideoHeader(
        modality=Modality.VIDEO, width=3, height=2, rate_hz=30.0, duration_s=1 / 30
    )
    video = SyntheticVideo(source=VideoSource(header=header, frames=frames), truth=(TWITCH,))
    assert [len(list(video.source.frames())) for _ in range(2)] == [1, 1]
    assert video.truth == (TWITCH,)
    with pytest.raises(FrozenInstanceError):
        video.truth = ()
