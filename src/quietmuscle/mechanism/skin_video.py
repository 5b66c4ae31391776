"""A synthetic camera video of skin over a twitching muscle, with its truth."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy import float32

from quietmuscle.mechanism.skin_video_motion import LocalTwitch
from quietmuscle.mechanism.skin_video_motion import Path
from quietmuscle.mechanism.skin_video_motion import TwitchPlan
from quietmuscle.mechanism.skin_video_motion import band_noise
from quietmuscle.mechanism.skin_video_motion import beats
from quietmuscle.mechanism.skin_video_motion import jolt_course
from quietmuscle.mechanism.skin_video_motion import pulse_course
from quietmuscle.mechanism.skin_video_motion import twitches
from quietmuscle.mechanism.skin_video_texture import FINER
from quietmuscle.mechanism.skin_video_texture import skin_texture
from quietmuscle.mechanism.skin_video_truth import SyntheticVideo
from quietmuscle.mechanism.skin_video_truth import VideoTruth
from quietmuscle.mechanism.skin_video_truth import VideoTruthKind
from quietmuscle.model.recording import Frame
from quietmuscle.model.recording import Modality
from quietmuscle.model.recording import VideoHeader
from quietmuscle.model.recording import VideoSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class SkinVideoScene:
    """What is filmed, and how: 0 leaves a disturbance out.

    Sizes are in pixels of the picture. `shake_px` is the spread (rms) of the
    hand's tremor, 3 to 12 Hz. `frame_jitter` is the share of a frame's time by
    which time stamps differ.
    """

    width: int = 320
    height: int = 320
    rate_hz: float = 30.0
    duration_s: float = 20.0
    twitches: TwitchPlan
    hairs: int = 25
    marks: int = 6
    roughness: float = 1.0
    shake_px: float = 0.0
    drift_px_per_s: float = 0.0
    turn_deg: float = 0.0
    jolts_per_min: float = 0.0
    jolt_px: float = 8.0
    pulse_px: float = 0.0
    pulse_hz: float = 1.2
    breathing_px: float = 0.0
    breathing_hz: float = 0.25
    tremor_px: float = 0.0
    tremor_hz: float = 5.0
    flicker_share: float = 0.0
    light_step_share: float = 0.0
    noise_sd: float = 2.0
    frame_jitter: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Course:
    """The courses of a scene, one value a picture."""

    times_s: Path
    camera_x: Path
    camera_y: Path
    turn_rad: Path
    pulse: Path
    breath: Path
    tremor: Path
    light: Path
    artery: tuple[float, float, float]


def skin_video(scene: SkinVideoScene, seed: int) -> SyntheticVideo:
    """A video of skin, made anew each time its frames are asked for, and what is true in it."""
    rng = np.random.default_rng(seed)
    margin = 64
    texture = skin_texture(
        rng,
        (scene.height + 2 * margin, scene.width + 2 * margin),
        hairs=scene.hairs,
        marks=scene.marks,
        roughness=scene.roughness,
    )
    found = twitches(
        scene.twitches,
        rng,
        duration_s=scene.duration_s,
        width=scene.width,
        height=scene.height,
    )
    jolts = _times(rng, scene.jolts_per_min, scene.duration_s)
    light_s = float(rng.uniform(0.3, 0.7) * scene.duration_s)
    course = _course(scene, rng, jolts, light_s)
    noise_seed = int(rng.integers(2**32))

    def frames() -> Iterator[Frame]:
        noise = np.random.default_rng(noise_seed)
        y, x = np.mgrid[0 : scene.height, 0 : scene.width].astype(float)
        for index, time_s in enumerate(course.times_s):
            image = _picture(scene, course, found, texture, index, x, y, margin)
            image += noise.normal(0, scene.noise_sd, image.shape)
            yield Frame(
                time_s=float(time_s),
                image=image.clip(0, 255).round().astype(np.uint8),
                is_key=index == 0,
                is_repeat=False,
            )

    header = VideoHeader(
        modality=Modality.VIDEO,
        width=scene.width,
        height=scene.height,
        rate_hz=scene.rate_hz,
        duration_s=scene.duration_s,
    )
    return SyntheticVideo(
        source=VideoSource(header=header, frames=frames),
        truth=_truth(scene, found, jolts, light_s, course.artery),
    )


def _times(rng: np.random.Generator, per_min: float, duration_s: float) -> Path:
    count = int(rng.poisson(per_min * duration_s / 60)) if per_min > 0 else 0
    return np.sort(rng.uniform(1, duration_s - 1, count))


def _course(
    scene: SkinVideoScene, rng: np.random.Generator, jolts: Path, light_s: float
) -> _Course:
    count = int(scene.duration_s * scene.rate_hz)
    jitter = rng.uniform(-0.5, 0.5, count) * scene.frame_jitter
    times = (np.arange(count) + np.maximum(jitter, -0.45)) / scene.rate_hz
    times -= times[0]

    def hand(rms: float) -> Path:
        return band_noise(rng, times, low_hz=3, high_hz=12, rms=rms) + band_noise(
            rng, times, low_hz=0.1, high_hz=1, rms=2 * rms
        )

    drift, knock = rng.uniform(0, 2 * math.pi, 2)
    knocks = scene.jolt_px * jolt_course(times, jolts)
    heart = beats(rng, duration_s=scene.duration_s, rate_hz=scene.pulse_hz, variation=0.03)
    breath = np.sin(2 * math.pi * scene.breathing_hz * times + rng.uniform(0, 6))
    swell = 1 + 0.3 * band_noise(rng, times, low_hz=0.1, high_hz=0.5, rms=1)
    tremor = swell * np.sin(2 * math.pi * scene.tremor_hz * times + rng.uniform(0, 6))
    light = 1 + scene.flicker_share * np.sin(2 * math.pi * rng.uniform(3, 12) * times)
    light += scene.light_step_share / (1 + np.exp(-(times - light_s) / 0.1))
    return _Course(
        times_s=times,
        camera_x=hand(scene.shake_px)
        + scene.drift_px_per_s * times * math.cos(drift)
        + knocks * math.cos(knock),
        camera_y=hand(scene.shake_px)
        + scene.drift_px_per_s * times * math.sin(drift)
        + knocks * math.sin(knock),
        turn_rad=np.radians(band_noise(rng, times, low_hz=0.5, high_hz=8, rms=scene.turn_deg)),
        pulse=scene.pulse_px * pulse_course(times, heart),
        breath=scene.breathing_px * breath,
        tremor=scene.tremor_px * tremor,
        light=light,
        artery=(
            float(rng.uniform(0.2, 0.8) * scene.width),
            float(rng.uniform(0.2, 0.8) * scene.height),
            float(rng.uniform(0.08, 0.15) * scene.width),
        ),
    )


def _picture(  # noqa: PLR0913, PLR0917 - what a picture is made of
    scene: SkinVideoScene,
    course: _Course,
    found: tuple[LocalTwitch, ...],
    texture: NDArray[float32],
    index: int,
    x: Path,
    y: Path,
    margin: int,
) -> Path:
    """One picture: each pixel shows the skin that has come to lie there."""
    from scipy.ndimage import map_coordinates

    time_s = float(course.times_s[index])
    turn = course.turn_rad[index]
    cx, cy = x - scene.width / 2, y - scene.height / 2
    at_x = x + course.camera_x[index] - turn * cy
    at_y = y + course.camera_y[index] + turn * cx
    move_x = np.zeros_like(x)
    move_y = np.zeros_like(y)
    for twitch in found:
        if 0 < time_s - twitch.onset_s < 3 * twitch.duration_s:
            dx, dy = twitch.displacement(time_s, at_x, at_y)
            move_x += dx
            move_y += dy
    beat = course.pulse[index] * _artery(course.artery, at_x, at_y) if scene.pulse_px else 0.0
    # Breath lifts one end more than the other; a trembling limb turns about its joint.
    along = at_y / scene.height
    move_x += 0.3 * beat + course.tremor[index] * (0.3 + 0.7 * along)
    move_y += beat + course.breath[index] * (0.5 + 0.5 * along)
    shown = map_coordinates(
        texture,
        [(at_y - move_y + margin) * FINER, (at_x - move_x + margin) * FINER],
        order=1,
        mode="reflect",
    )
    # Light falls from the side.
    return np.asarray(course.light[index] * shown * (0.8 + 0.4 * x / scene.width), dtype=float)


def _artery(artery: tuple[float, float, float], x: Path, y: Path) -> Path:
    """How much of the pulse each place shows."""
    middle_x, middle_y, radius = artery
    return np.asarray(np.exp(-((x - middle_x) ** 2 + (y - middle_y) ** 2) / (2 * radius**2)))


def _truth(
    scene: SkinVideoScene,
    found: tuple[LocalTwitch, ...],
    jolts: Path,
    light_s: float,
    artery: tuple[float, float, float],
) -> tuple[VideoTruth, ...]:
    truth = [
        VideoTruth(
            onset_s=twitch.onset_s,
            duration_s=twitch.duration_s,
            kind=VideoTruthKind.TWITCH,
            place_px=twitch.place_px,
            amplitude_px=twitch.amplitude_px,
        )
        for twitch in found
    ]
    truth += [
        VideoTruth(
            onset_s=float(onset),
            duration_s=0.4,
            kind=VideoTruthKind.JOLT,
            place_px=None,
            amplitude_px=scene.jolt_px,
        )
        for onset in jolts
    ]
    lasting = (
        (VideoTruthKind.PULSE, scene.pulse_px, artery[:2]),
        (VideoTruthKind.BREATHING, scene.breathing_px, None),
        (VideoTruthKind.TREMOR, scene.tremor_px, None),
    )
    truth += [
        VideoTruth(
            onset_s=0.0,
            duration_s=scene.duration_s,
            kind=kind,
            place_px=place,
            amplitude_px=amplitude,
        )
        for kind, amplitude, place in lasting
        if amplitude > 0
    ]
    if scene.light_step_share:
        truth.append(
            VideoTruth(
                onset_s=light_s,
                duration_s=0.4,
                kind=VideoTruthKind.LIGHT,
                place_px=None,
                amplitude_px=0.0,
            )
        )
    return tuple(sorted(truth, key=lambda event: event.onset_s))
