"""A synthetic B-mode video of a twitching muscle (speckle, fascia, skin line), with its truth."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy import float64

from quietmuscle.mechanism.skin_video_motion import LocalTwitch
from quietmuscle.mechanism.skin_video_motion import Path
from quietmuscle.mechanism.skin_video_motion import TwitchPlan
from quietmuscle.mechanism.skin_video_motion import band_noise
from quietmuscle.mechanism.skin_video_motion import beats
from quietmuscle.mechanism.skin_video_motion import jolt_course
from quietmuscle.mechanism.skin_video_motion import pulse_course
from quietmuscle.mechanism.skin_video_motion import twitches
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

DYNAMIC_RANGE_DB = 50.0
"""What is fainter than the brightest by this much is shown black."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UltrasoundScene:
    """What is scanned, and how: 0 leaves a disturbance out.

    `wide_share` is the share of twitches that move the whole muscle. The probe
    `wander_px` slides slowly over the skin; its jolts move all rows alike.
    `pseudotremor_px` is the rhythmic shiver of a slightly contracting muscle.
    """

    width: int = 320
    height: int = 320
    rate_hz: float = 30.0
    duration_s: float = 20.0
    twitches: TwitchPlan
    wide_share: float = 0.2
    speckle_px: float = 2.0
    wander_px: float = 0.0
    jolts_per_min: float = 0.0
    jolt_px: float = 6.0
    pulse_px: float = 0.0
    pulse_hz: float = 1.2
    breathing_px: float = 0.0
    breathing_hz: float = 0.25
    pseudotremor_px: float = 0.0
    pseudotremor_hz: float = 8.0
    noise_share: float = 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class _Course:
    times_s: Path
    probe_x: Path
    probe_y: Path
    pulse: Path
    breath: Path
    tremor: Path
    artery: tuple[float, float, float]


def ultrasound_video(scene: UltrasoundScene, seed: int) -> SyntheticVideo:
    """A B-mode video, made anew each time its frames are asked for, and what is true in it."""
    rng = np.random.default_rng(seed)
    margin = 48
    tissue = _tissue(rng, scene, margin)
    found = _widened(
        twitches(
            scene.twitches,
            rng,
            duration_s=scene.duration_s,
            width=scene.width,
            height=scene.height,
            top_share=0.35,
        ),
        rng,
        scene,
    )
    count = int(rng.poisson(scene.jolts_per_min * scene.duration_s / 60))
    jolts = np.sort(rng.uniform(1, scene.duration_s - 1, count))
    course = _course(scene, rng, jolts)
    noise_seed = int(rng.integers(2**32))
    full = float(np.quantile(np.abs(tissue), 0.999))

    def frames() -> Iterator[Frame]:
        noise = np.random.default_rng(noise_seed)
        y, x = np.mgrid[0 : scene.height, 0 : scene.width].astype(float)
        for index, time_s in enumerate(course.times_s):
            echo = _echo(scene, course, found, tissue, index, x, y, margin)
            hiss = noise.standard_normal((2, *echo.shape)) * (scene.noise_share * full / 3)
            loud = np.abs(echo + hiss[0] + 1j * hiss[1]) / full
            shown = 1 + 20 * np.log10(np.maximum(loud, 1e-6)) / DYNAMIC_RANGE_DB
            yield Frame(
                time_s=float(time_s),
                image=(255 * shown).clip(0, 255).round().astype(np.uint8),
                is_key=index == 0,
                is_repeat=False,
            )

    header = VideoHeader(
        modality=Modality.ULTRASOUND,
        width=scene.width,
        height=scene.height,
        rate_hz=scene.rate_hz,
        duration_s=scene.duration_s,
    )
    return SyntheticVideo(
        source=VideoSource(header=header, frames=frames), truth=_truth(scene, found, jolts)
    )


def _tissue(
    rng: np.random.Generator, scene: UltrasoundScene, margin: int
) -> NDArray[np.complex128]:
    """Scatterers seen through the beam: their echoes interfere, which is what speckle is."""
    from scipy.ndimage import gaussian_filter

    rows, columns = scene.height + 2 * margin, scene.width + 2 * margin
    y, x = np.mgrid[0:rows, 0:columns].astype(float)
    depth = (y - margin) / scene.height
    strength = np.where(depth < 0.25, 0.5, 0.35)
    strength *= np.exp(-0.8 * np.maximum(depth, 0))
    strength[depth < 0] = 0.02
    strength += 3.0 * np.exp(-((depth - 0.02) ** 2) / (2 * 0.008**2))
    for level in (0.25, *rng.uniform(0.35, 0.95, 4)):
        slope = rng.uniform(-0.12, 0.12)
        line = depth - level - slope * (x / columns - 0.5)
        strength += rng.uniform(0.8, 1.8) * np.exp(-(line**2) / (2 * 0.006**2))
    scatter = rng.standard_normal((2, rows, columns)) * strength
    beam = (scene.speckle_px * 0.6, scene.speckle_px)
    return np.asarray(gaussian_filter(scatter[0], beam) + 1j * gaussian_filter(scatter[1], beam))


def _widened(
    found: tuple[LocalTwitch, ...], rng: np.random.Generator, scene: UltrasoundScene
) -> tuple[LocalTwitch, ...]:
    """Some of the twitches moving the whole muscle."""
    from dataclasses import replace

    return tuple(
        replace(
            twitch,
            radius_px=0.35 * scene.width,
            place_px=(twitch.place_px[0], 0.65 * scene.height),
        )
        if rng.random() < scene.wide_share
        else twitch
        for twitch in found
    )


def _course(scene: UltrasoundScene, rng: np.random.Generator, jolts: Path) -> _Course:
    times = np.arange(int(scene.duration_s * scene.rate_hz)) / scene.rate_hz
    knock = rng.uniform(0, 2 * math.pi)
    knocks = scene.jolt_px * jolt_course(times, jolts)
    heart = beats(rng, duration_s=scene.duration_s, rate_hz=scene.pulse_hz, variation=0.03)
    breath = np.sin(2 * math.pi * scene.breathing_hz * times + rng.uniform(0, 6))
    swell = 1 + 0.3 * band_noise(rng, times, low_hz=0.1, high_hz=0.5, rms=1)
    rhythm = np.sin(2 * math.pi * scene.pseudotremor_hz * times + rng.uniform(0, 6))

    def wander() -> Path:
        return band_noise(rng, times, low_hz=0.1, high_hz=1.5, rms=scene.wander_px)

    return _Course(
        times_s=times,
        probe_x=wander() + knocks * math.cos(knock),
        probe_y=wander() + knocks * math.sin(knock),
        pulse=scene.pulse_px * pulse_course(times, heart),
        breath=scene.breathing_px * breath,
        tremor=scene.pseudotremor_px * swell * rhythm,
        artery=(
            float(rng.uniform(0.2, 0.8) * scene.width),
            float(rng.uniform(0.4, 0.9) * scene.height),
            float(rng.uniform(0.06, 0.12) * scene.width),
        ),
    )


def _echo(  # noqa: PLR0913, PLR0917 - what a picture is made of
    scene: UltrasoundScene,
    course: _Course,
    found: tuple[LocalTwitch, ...],
    tissue: NDArray[np.complex128],
    index: int,
    x: NDArray[float64],
    y: NDArray[float64],
    margin: int,
) -> NDArray[np.complex128]:
    from scipy.ndimage import map_coordinates

    time_s = float(course.times_s[index])
    at_x, at_y = x + course.probe_x[index], y + course.probe_y[index]
    move_x, move_y = np.zeros_like(x), np.zeros_like(y)
    # Skin and the fat below it are held by the probe; deeper tissue is free.
    free = 1 / (1 + np.exp(-(at_y / scene.height - 0.25) / 0.04))
    for twitch in found:
        if 0 < time_s - twitch.onset_s < 3 * twitch.duration_s:
            dx, dy = twitch.displacement(time_s, at_x, at_y)
            move_x += dx * free
            move_y += dy * free
    artery_x, artery_y, radius = course.artery
    near = np.exp(-((at_x - artery_x) ** 2 + (at_y - artery_y) ** 2) / (2 * radius**2))
    move_y += near * course.pulse[index]
    move_y += course.breath[index] * np.maximum(at_y / scene.height, 0)
    move_x += course.tremor[index] * free * np.exp(-((at_x / scene.width - 0.5) ** 2) / 0.1)
    places = [at_y - move_y + margin, at_x - move_x + margin]
    real = map_coordinates(tissue.real, places, order=1, mode="reflect")
    imaginary = map_coordinates(tissue.imag, places, order=1, mode="reflect")
    return np.asarray(real + 1j * imaginary)


def _truth(
    scene: UltrasoundScene, found: tuple[LocalTwitch, ...], jolts: Path
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
        (VideoTruthKind.PULSE, scene.pulse_px),
        (VideoTruthKind.BREATHING, scene.breathing_px),
        (VideoTruthKind.TREMOR, scene.pseudotremor_px),
    )
    truth += [
        VideoTruth(
            onset_s=0.0,
            duration_s=scene.duration_s,
            kind=kind,
            place_px=None,
            amplitude_px=amplitude,
        )
        for kind, amplitude in lasting
        if amplitude > 0
    ]
    return tuple(sorted(truth, key=lambda event: event.onset_s))
