"""A third maker of clips, drawn at random, and judged on: seeds from 11 on were never looked into.

It shares nothing with the other two. Skin is a relief of cells and creases in
colour, lit from the side: a twitch lifts it (shade changes), draws it along its
fibres, and wobbles after. The hand drifts as a random walk and tilts; exposure
breathes; noise is that of a sensor, with a fixed pattern; codecs are those of
phones and of the web. Lengths, rates, sizes, tones and disturbances are drawn
by the seed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import av
import numpy as np
from numpy import float32
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter
from scipy.ndimage import map_coordinates
from scipy.spatial import cKDTree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Grid = NDArray[float32]
Course = NDArray[np.float64]
RIM = 24
TONES = ((236, 196, 170), (216, 166, 134), (178, 124, 92), (128, 84, 60), (84, 56, 44))
CODECS = (("libx264", None), ("libx264", 2500), ("mpeg4", 4000), ("libvpx", 2500), ("mjpeg", 9000))
"""A codec and its kilobits a second; none: its own constant quality."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdScene:
    """What is filmed, as the seed drew it. Sizes in pixels; 0 leaves a disturbance out."""

    width: int
    height: int
    rate_hz: float
    duration_s: float
    tone: tuple[int, int, int]
    codec: str
    kbit_per_s: int | None
    per_min: float
    places: int
    size_px: tuple[float, float]
    hand_px: float
    tilt: float
    pulse_px: float
    breath_px: float
    tremor_px: float
    exposure: float
    repeats_share: float
    hiss: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """A twitch of the third maker."""

    onset_s: float
    rise_s: float
    decay_s: float
    size_px: float
    place: tuple[float, float]
    half: tuple[float, float]
    angle: float

    def share(self, since_s: float) -> float:
        """How much of the full size there is: quick up, slowly back, with a wobble."""
        if since_s <= 0:
            return 0.0
        if since_s < self.rise_s:
            return 0.5 - 0.5 * math.cos(math.pi * since_s / self.rise_s)
        after = since_s - self.rise_s
        wobble = 1 + 0.25 * math.sin(2 * math.pi * 6 * after)
        return math.exp(-after / self.decay_s) * wobble

    def window(self, x: Grid, y: Grid) -> Grid:
        """1 in the middle, 0 at the rim of an ellipse along the fibres."""
        dx, dy = x - self.place[0], y - self.place[1]
        along = (dx * math.cos(self.angle) + dy * math.sin(self.angle)) / self.half[0]
        across = (dy * math.cos(self.angle) - dx * math.sin(self.angle)) / self.half[1]
        return np.asarray(np.maximum(1 - (along**2 + across**2) ** 2, 0) ** 2, float32)


def third_scene(seed: int, *, is_calm: bool = False) -> ThirdScene:
    """A scene of a seed; a calm one has no twitch."""
    rng = np.random.default_rng(900_000 + seed)

    def maybe(share: float, low: float, high: float) -> float:
        return float(rng.uniform(low, high)) if rng.random() < share else 0.0

    width, height = ((480, 360), (360, 480), (480, 270), (640, 360))[int(rng.integers(4))]
    codec, kbit = CODECS[int(rng.integers(len(CODECS)))]
    return ThirdScene(
        width=width,
        height=height,
        rate_hz=float(rng.choice([25, 30, 30, 60])),
        duration_s=float(rng.choice([10, 12, 20])),
        tone=TONES[int(rng.integers(len(TONES)))],
        codec=codec,
        kbit_per_s=kbit,
        per_min=0.0 if is_calm else float(np.exp(rng.uniform(np.log(6), np.log(30)))),
        places=int(rng.integers(1, 4)),
        size_px=(0.5, 3.0),
        hand_px=maybe(0.6, 0.3, 2.0),
        tilt=maybe(0.5, 0.0005, 0.003),
        pulse_px=maybe(0.4, 0.2, 0.8),
        breath_px=maybe(0.5, 0.5, 2.0),
        tremor_px=maybe(0.25, 0.3, 1.2),
        exposure=maybe(0.4, 0.01, 0.08),
        repeats_share=maybe(0.25, 0.03, 0.15),
        hiss=float(rng.uniform(0.8, 3.0)),
    )


def third_clip(scene: ThirdScene, seed: int, path: Path) -> tuple[Lift, ...]:
    """A clip written to a file (MKV), and the twitches in it."""
    rng = np.random.default_rng(950_000 + seed)
    lifts = _lifts(scene, rng)
    with av.open(str(path), "w", format="matroska") as out:
        stream = out.add_stream(scene.codec, rate=round(scene.rate_hz))
        stream.width, stream.height = scene.width, scene.height
        stream.pix_fmt = "yuvj420p" if scene.codec == "mjpeg" else "yuv420p"
        if scene.kbit_per_s:
            stream.bit_rate = scene.kbit_per_s * 1000
        stream.codec_context.thread_count = 1
        if scene.codec == "libvpx":
            stream.options = {"deadline": "realtime", "cpu-used": "8"}
        if scene.codec == "libx264":
            stream.options = {"preset": "veryfast"}
        last = None
        for number, picture in enumerate(_pictures(scene, rng, lifts)):
            is_repeat = last is not None and rng.random() < scene.repeats_share
            last = last if is_repeat else picture
            frame = av.VideoFrame.from_ndarray(last, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, round(scene.rate_hz))
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
    return lifts


def _lifts(scene: ThirdScene, rng: np.random.Generator) -> tuple[Lift, ...]:
    side = np.array([scene.width, scene.height])
    units = [
        (rng.uniform(0.22, 0.78, 2) * side, rng.uniform(0, math.pi), rng.uniform(0.09, 0.22))
        for _ in range(scene.places)
    ]
    made, at = [], 0.8 + float(rng.exponential(0.5))
    while scene.per_min > 0 and at < scene.duration_s - 1:
        place, angle, reach = units[int(rng.integers(len(units)))]
        long = reach * scene.width
        low, high = scene.size_px
        made.append(
            Lift(
                onset_s=at,
                rise_s=float(rng.uniform(0.05, 0.11)),
                decay_s=float(rng.uniform(0.04, 0.14)),
                size_px=float(low * (high / low) ** rng.random()),
                place=(float(place[0]), float(place[1])),
                half=(long, long * float(rng.uniform(0.4, 0.8))),
                angle=angle,
            )
        )
        at += 0.7 + float(rng.exponential(max(60 / scene.per_min - 0.7, 0.1)))
    return tuple(made)


def _walk(rng: np.random.Generator, times: Course, back_s: float) -> Course:
    """A random walk that is drawn back, spread 1: how a hand drifts."""
    step = 1 / 200
    count = int((times[-1] + 1) / step)
    kept = math.exp(-step / back_s)
    course, at, speed = np.empty(count), 0.0, 0.0
    push = rng.standard_normal(count)
    for place in range(count):
        speed = 0.93 * speed + push[place]
        at = kept * at + speed
        course[place] = at
    course = (course - course.mean()) / course.std()
    return np.interp(times, np.arange(count) * step, course)


def _relief(rng: np.random.Generator, shape: tuple[int, int]) -> tuple[Grid, Grid]:
    """Height of the skin's relief, and its colouring (both around 0)."""
    cells = rng.uniform(0, 1, (shape[0] * shape[1] // int(rng.integers(40, 160)), 2)) * shape
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]]
    near, _ = cKDTree(cells).query(np.stack([y.ravel(), x.ravel()], 1), k=2)
    furrows = np.exp(-((near[:, 1] - near[:, 0]) / 1.6)).reshape(shape)
    height = -furrows + 0.3 * gaussian_filter(rng.standard_normal(shape), 1.0) * 3.5
    colour = 9 * gaussian_filter(rng.standard_normal(shape), 9) * 9
    colour += 16 * gaussian_filter(rng.standard_normal(shape), 30) * 30
    freckles = gaussian_filter((rng.random(shape) < 0.0003).astype(float), 2.5)
    colour -= rng.uniform(0, 30) * np.minimum(freckles / 0.025, 1)
    return gaussian_filter(height, 0.7).astype(float32), colour.astype(float32)


def _pictures(
    scene: ThirdScene, rng: np.random.Generator, lifts: tuple[Lift, ...]
) -> Iterator[NDArray[np.uint8]]:
    times = np.arange(int(scene.duration_s * scene.rate_hz)) / scene.rate_hz
    shape = (scene.height + 2 * RIM, scene.width + 2 * RIM)
    relief, colour = _relief(rng, shape)
    slope = np.gradient(relief, axis=1) * rng.uniform(5, 12)
    albedo = 128 + colour + slope + 6 * relief
    y, x = np.mgrid[0 : scene.height, 0 : scene.width].astype(float32)
    mid_x, mid_y = scene.width / 2, scene.height / 2
    hand_x, hand_y, tilt_x, tilt_y, light = (_walk(rng, times, 0.4) for _ in range(5))
    pulse_hz, breath_hz, tremor_hz = (rng.uniform(*r) for r in ((0.9, 1.7), (0.2, 0.35), (4, 9)))
    phase = 2 * math.pi * (pulse_hz * times + 0.06 * np.sin(2 * math.pi * 0.11 * times))
    beat = np.exp(3 * (np.cos(phase) - 1))
    breath = np.sin(2 * math.pi * breath_hz * times + rng.uniform(0, 6))
    shiver = np.sin(2 * math.pi * tremor_hz * times) * (1 + 0.4 * _walk(rng, times, 1.5))
    vein = (rng.uniform(0.2, 0.8) * scene.width, rng.uniform(0.2, 0.8) * scene.height)
    swell = np.exp(-(((x - vein[0]) / 45) ** 2) - ((y - vein[1]) / 30) ** 2)
    windows = [(one, one.window(x, y)) for one in lifts]
    bright = [(one, 7 * np.gradient(window, axis=1) * 10) for one, window in windows]
    fixed = rng.normal(0, 0.6, (scene.height, scene.width))
    dark = 1 - 0.25 * (((x - mid_x) / mid_x) ** 2 + ((y - mid_y) / mid_y) ** 2) / 2
    tone = np.array(scene.tone) / 128
    for index, time_s in enumerate(times):
        dx = 0.3 * scene.pulse_px * beat[index] * swell
        dy = (
            scene.pulse_px * beat[index] * swell
            + scene.breath_px * breath[index] * y / scene.height
        )
        dx = dx + scene.tremor_px * shiver[index] * (0.4 + 0.6 * x / scene.width)
        shade = np.zeros_like(x)
        for (one, window), (_, rim) in zip(windows, bright, strict=True):
            share = one.share(time_s - one.onset_s)
            if share > 0.003:
                dx = dx + share * one.size_px * math.cos(one.angle) * window
                dy = dy + share * one.size_px * math.sin(one.angle) * window
                shade = shade + share * one.size_px * rim
        far = 1 + scene.tilt * (tilt_x[index] * (x - mid_x) + tilt_y[index] * (y - mid_y)) / mid_x
        at_x = (x - mid_x) * far + mid_x + scene.hand_px * hand_x[index] - dx + RIM
        at_y = (y - mid_y) * far + mid_y + scene.hand_px * hand_y[index] - dy + RIM
        grey = map_coordinates(albedo, [at_y, at_x], order=3, mode="reflect", prefilter=False)
        grey = (grey + shade) * dark * (1 + scene.exposure * light[index])
        grey = grey + fixed + rng.standard_normal(grey.shape) * scene.hiss
        yield (grey[:, :, None] * tone).clip(0, 255).astype(np.uint8)
