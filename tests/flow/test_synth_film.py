"""A synthetic film as a file."""

from __future__ import annotations

from quietmuscle.capture.reading import read_video
from quietmuscle.flow.synth_film import film
from quietmuscle.mechanism.skin_video import SkinVideoScene
from quietmuscle.mechanism.skin_video import skin_video
from quietmuscle.mechanism.skin_video_motion import TwitchPlan


def test_a_film_is_read_back_with_its_size_and_its_pictures(tmp_path):
    scene = SkinVideoScene(
        width=192, height=160, duration_s=3.0, twitches=TwitchPlan(rate_per_min=10.0)
    )
    path = tmp_path / "a.mp4"
    path.write_bytes(film(skin_video(scene, 1).source))
    read = read_video(path)
    assert (read.header.width, read.header.height) == (192, 160)
    assert sum(1 for _ in read.frames()) == 90
