"""The scenes of the video benchmark, the codec they pass through, and how answers are scored."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import av
import numpy as np

from quietmuscle.mechanism.skin_video import SkinVideoScene
from quietmuscle.mechanism.skin_video import skin_video
from quietmuscle.mechanism.skin_video_motion import TwitchPlan
from quietmuscle.mechanism.skin_video_truth import SyntheticVideo
from quietmuscle.mechanism.skin_video_truth import VideoTruthKind
from quietmuscle.mechanism.ultrasound_video import UltrasoundScene
from quietmuscle.mechanism.ultrasound_video import ultrasound_video
from quietmuscle.model.recording import Frame
from quietmuscle.model.recording import Image

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

TOLERANCE_S = 0.25
"""An answer's onset may differ from the truth by this much."""
PLAN = TwitchPlan(rate_per_min=30)

SKIN = SkinVideoScene(twitches=PLAN)
SCAN = UltrasoundScene(twitches=PLAN)
HELD = replace(SKIN, shake_px=0.8, drift_px_per_s=1.0, turn_deg=0.1)
SCENES: dict[str, SkinVideoScene | UltrasoundScene] = {
    "skin, propped": SKIN,
    "skin, hand-held": HELD,
    "skin, jolts": replace(HELD, jolts_per_min=6.0),
    "skin, pulse and breath": replace(SKIN, pulse_px=1.0, breathing_px=2.0),
    "skin, tremor": replace(HELD, tremor_px=1.5),
    "skin, light": replace(HELD, flicker_share=0.04, light_step_share=0.2),
    "skin, all": replace(
        HELD, jolts_per_min=3.0, pulse_px=0.8, breathing_px=1.5, tremor_px=0.8, frame_jitter=0.3
    ),
    "skin, no twitch": replace(
        HELD, twitches=TwitchPlan(rate_per_min=0), pulse_px=0.8, breathing_px=1.5, tremor_px=0.8
    ),
    "B-mode, still": SCAN,
    "B-mode, probe wanders": replace(SCAN, wander_px=1.0, jolts_per_min=4.0),
    "B-mode, pulse and breath": replace(SCAN, pulse_px=1.5, breathing_px=2.0),
    "B-mode, pseudotremor": replace(SCAN, pseudotremor_px=0.8, wander_px=0.5),
    "B-mode, no twitch": replace(
        SCAN, twitches=TwitchPlan(rate_per_min=0), pulse_px=1.5, breathing_px=2.0, wander_px=0.5
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Right, missed and false answers."""

    right: int = 0
    missed: int = 0
    false: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            right=self.right + other.right,
            missed=self.missed + other.missed,
            false=self.false + other.false,
        )


def clip(
    scene: SkinVideoScene | UltrasoundScene, seed: int, crf: int
) -> tuple[list[Frame], SyntheticVideo]:
    """A clip as a phone would keep it: through H.264 and back."""
    if isinstance(scene, SkinVideoScene):
        made = skin_video(scene, seed)
    else:
        made = ultrasound_video(scene, seed)
    return recoded(list(made.source.frames()), scene.rate_hz, crf), made


def written(frames: list[Frame], rate_hz: float, crf: int, out_to: Path | BytesIO) -> None:
    """Frames as an MP4 in H.264, a key frame every two seconds.

    x264 does not give the same file each time: figures of a seed may differ by a twitch.
    """
    place = out_to if isinstance(out_to, BytesIO) else str(out_to)
    with av.open(place, "w", format="mp4") as out:
        stream = out.add_stream("libx264", rate=round(rate_hz))
        stream.height, stream.width = frames[0].image.shape
        stream.pix_fmt = "yuv420p"
        stream.options = {"crf": str(crf), "preset": "veryfast", "g": str(2 * round(rate_hz))}
        stream.codec_context.thread_count = 1
        for frame in frames:
            out.mux(stream.encode(as_yuv(frame.image)))
        out.mux(stream.encode())


def as_yuv(image: Image) -> av.VideoFrame:
    """A grey picture for a codec: brightness as broadcast has it (16 to 235), and no colour."""
    height, width = image.shape
    planes = np.full((height * 3 // 2, width), 128, np.uint8)
    planes[:height] = np.round(16 + image * (219 / 255))
    return av.VideoFrame.from_ndarray(planes, format="yuv420p")


def recoded(frames: list[Frame], rate_hz: float, crf: int) -> list[Frame]:
    """Frames encoded and decoded, at their own times."""
    kept = BytesIO()
    written(frames, rate_hz, crf, kept)
    kept.seek(0)
    with av.open(kept) as back:
        images = [
            (frame.to_ndarray(format="gray"), bool(frame.key_frame))
            for frame in back.decode(video=0)
        ]
    return [
        Frame(time_s=frame.time_s, image=image, is_key=is_key, is_repeat=False)
        for frame, (image, is_key) in zip(frames, images, strict=True)
    ]


def true_twitches(video: SyntheticVideo) -> list[tuple[float, float]]:
    """When its twitches begin, and how large they are (pixels)."""
    return [
        (one.onset_s, one.amplitude_px) for one in video.truth if one.kind is VideoTruthKind.TWITCH
    ]


def scored(true: list[float], onsets_s: Iterable[float]) -> Score:
    """One answer to one truth at most, nearest first."""
    said = list(onsets_s)
    pairs = sorted(
        (abs(t - s), i, j)
        for i, t in enumerate(true)
        for j, s in enumerate(said)
        if abs(t - s) <= TOLERANCE_S
    )
    used_true: set[int] = set()
    used_said: set[int] = set()
    for _, i, j in pairs:
        if i not in used_true and j not in used_said:
            used_true.add(i)
            used_said.add(j)
    return Score(
        right=len(used_true), missed=len(true) - len(used_true), false=len(said) - len(used_said)
    )
