"""Chromium with a camera that plays a synthetic film of skin: its arguments, and the film."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.mechanism.skin_video import SkinVideoScene
from quietmuscle.mechanism.skin_video import skin_video
from quietmuscle.mechanism.skin_video_motion import TwitchPlan

if TYPE_CHECKING:
    from pathlib import Path

WIDTH, HEIGHT, RATE_HZ = 320, 240, 30


def write_skin(path: Path, *, duration_s: float = 2.0, shake_px: float = 0.0) -> Path:
    """A film of twitching skin as the camera plays it, over and over (YUV4MPEG2, grey)."""
    scene = SkinVideoScene(
        width=WIDTH,
        height=HEIGHT,
        rate_hz=RATE_HZ,
        duration_s=duration_s,
        twitches=TwitchPlan(rate_per_min=60),
        shake_px=shake_px,
    )
    colourless = np.full(WIDTH * HEIGHT // 2, 128, np.uint8).tobytes()
    with path.open("wb") as file:
        file.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{RATE_HZ}:1 Ip A1:1 C420jpeg\n".encode())
        for frame in skin_video(scene, 1).source.frames():
            file.write(b"FRAME\n" + frame.image.tobytes() + colourless)
    return path


def camera_arguments(film: Path) -> tuple[str, ...]:
    """What Chromium is started with, so that its camera plays a film and may be used."""
    return (
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
        "--use-fake-ui-for-media-stream",
    )
