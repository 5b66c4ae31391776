"""What truly happens in a synthetic video: when, where, how far and of which kind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quietmuscle.model.recording import VideoSource


class VideoTruthKind(StrEnum):
    """What moves, or what only seems to."""

    TWITCH = "twitch"
    JOLT = "jolt"
    PULSE = "pulse"
    BREATHING = "breathing"
    TREMOR = "tremor"
    LIGHT = "light"


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoTruth:
    """One happening of a synthetic video.

    `place_px` is (x, y) in the scene before the camera moves; None where the
    whole picture is concerned. `amplitude_px` is the largest displacement.
    """

    onset_s: float
    duration_s: float
    kind: VideoTruthKind
    place_px: tuple[float, float] | None
    amplitude_px: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SyntheticVideo:
    """A made-up video and what truly happens in it."""

    source: VideoSource
    truth: tuple[VideoTruth, ...]
