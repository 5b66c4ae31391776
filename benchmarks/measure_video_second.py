"""A second, independent maker of clips, so that the measurement is not judged on its own shapes.

Nothing here is shared with quietmuscle.mechanism: other textures (noise as in
photographs), twitches with sharp rims and other courses (some twofold, some
with a change of shade), a hand that turns and comes nearer, a rolling shutter,
lamps at 100 or 120 Hz, a shadow, dropped pictures at true times, the flag of a
phone held upright, and H.264 at a low bit rate whose key frames pulse. Clips
are read back by the product's own reader.
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

from measure_video_scenes import as_yuv

if TYPE_CHECKING:
    from pathlib import Path

Grid = NDArray[float32]
Course = NDArray[np.float64]
MARGIN = 40
SIDE = (384, 288)
"""Width and height as the sensor has them; a phone held upright says so by a flag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondScene:
    """What is filmed. Sizes in pixels of the picture; 0 leaves a disturbance out."""

    is_scan: bool = False
    per_min: float = 24.0
    size_px: tuple[float, float] = (0.6, 3.2)
    hand: float = 0.0
    heart_px: float = 0.0
    breath_px: float = 0.0
    tremor_px: float = 0.0
    lamp_share: float = 0.0
    has_shadow: bool = False
    kbit_per_s: int = 900
    rate_hz: float = 30.0
    drops_share: float = 0.0
    is_upright: bool = False


SECOND_SCENES: dict[str, SecondScene] = {
    "phone, propped": SecondScene(),
    "phone, in the hand": SecondScene(hand=1.0, is_upright=True),
    "phone, lamps and a shadow": SecondScene(hand=0.3, lamp_share=0.05, has_shadow=True),
    "phone, pulse and breath": SecondScene(heart_px=0.8, breath_px=1.5),
    "phone, tremor": SecondScene(hand=0.4, tremor_px=1.2),
    "phone, low bit rate": SecondScene(hand=0.3, kbit_per_s=350, drops_share=0.08),
    "phone, all": SecondScene(
        hand=0.6,
        heart_px=0.6,
        breath_px=1.0,
        tremor_px=0.6,
        lamp_share=0.03,
        drops_share=0.05,
        kbit_per_s=700,
        is_upright=True,
    ),
    "phone, no twitch": SecondScene(
        per_min=0, hand=0.6, heart_px=0.6, breath_px=1.0, tremor_px=0.6, lamp_share=0.03
    ),
    "scan, held": SecondScene(is_scan=True, hand=0.3, rate_hz=40.0, kbit_per_s=1500),
    "scan, all": SecondScene(
        is_scan=True,
        hand=0.6,
        heart_px=1.0,
        breath_px=1.5,
        tremor_px=0.5,
        rate_hz=40.0,
        kbit_per_s=1500,
    ),
    "scan, no twitch": SecondScene(
        is_scan=True, per_min=0, hand=0.6, heart_px=1.0, breath_px=1.5, rate_hz=40.0
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Jerk:
    """A twitch: an ellipse of tissue with a rim, drawn along its fibres, and its course."""

    onset_s: float
    rise_s: float
    hold_s: float
    fall_s: float
    again_s: float
    size_px: float
    place: tuple[float, float]
    half: tuple[float, float]
    angle: float
    sort: int
    shade: float

    def share(self, time_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """How much of the full draw there is at each time."""
        one = self._single(time_s - self.onset_s)
        if self.again_s > 0:
            one = np.maximum(one, 0.8 * self._single(time_s - self.onset_s - self.again_s))
        return one

    def _single(self, since: NDArray[np.float64]) -> NDArray[np.float64]:
        up = np.sin(np.clip(since / self.rise_s, 0, 1) * math.pi / 2) ** 2
        down = np.clip((since - self.rise_s - self.hold_s) / self.fall_s, 0, 1)
        return np.asarray(up * np.cos(down * math.pi / 2) ** 2)

    @property
    def lasts_s(self) -> float:
        """From the onset to the end."""
        return self.rise_s + self.hold_s + self.fall_s + self.again_s

    def draw(self, x: Grid, y: Grid) -> tuple[Grid, Grid, Grid]:
        """Full displacement in x and y, and the change of shade."""
        dx, dy = x - self.place[0], y - self.place[1]
        cosine, sine = math.cos(self.angle), math.sin(self.angle)
        along = (dx * cosine + dy * sine) / self.half[0]
        across = (-dx * sine + dy * cosine) / self.half[1]
        inside = np.minimum(np.hypot(along, across), 1)
        rim = 0.5 * (1 + np.cos(math.pi * inside))
        # Slid along the fibres; drawn together; or pushed aside.
        pull = (rim, -2.2 * along * rim, rim * (1 - 0.5 * np.abs(across)))[self.sort]
        turn = (0.0, 0.0, math.pi / 2)[self.sort]
        move = self.size_px * pull
        return (
            np.asarray(move * math.cos(self.angle + turn), np.float32),
            np.asarray(move * math.sin(self.angle + turn), np.float32),
            np.asarray(self.shade * along * rim, np.float32),
        )


def second_clip(
    scene: SecondScene, seed: int, path: Path, duration_s: float = 20.0
) -> tuple[Jerk, ...]:
    """A clip written to a file, and the twitches in it."""
    rng = np.random.default_rng(seed + 70_000)
    times = _times(scene, rng, duration_s)
    jerks = _jerks(scene, rng, duration_s)
    make = _scan if scene.is_scan else _skin
    pictures = make(scene, rng, times, jerks)
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=round(scene.rate_hz))
        stream.width, stream.height = SIDE
        stream.pix_fmt = "yuv420p"
        stream.bit_rate = scene.kbit_per_s * 1000
        stream.codec_context.thread_count = 1
        stream.options = {"preset": "veryfast", "g": str(round(scene.rate_hz)), "bf": "0"}
        stream.codec_context.time_base = stream.time_base = Fraction(1, 90_000)
        for time_s, picture in zip(times, pictures, strict=True):
            frame = as_yuv(picture)
            frame.pts = round(time_s * 90_000)
            frame.time_base = stream.codec_context.time_base
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
    if scene.is_upright:
        _flag_upright(path)
    return jerks


def _flag_upright(path: Path) -> None:
    """The matrix of a phone held upright, written into the header of the track."""
    data = bytearray(path.read_bytes())
    at = data.index(b"tkhd") + 4 + 40
    turned = np.array(
        [0, 1 << 16, 0, -(1 << 16), 0, 0, SIDE[1] << 16, 0, 1 << 30], dtype=">i4"
    ).tobytes()
    data[at : at + 36] = turned
    path.write_bytes(bytes(data))


def _times(scene: SecondScene, rng: np.random.Generator, duration_s: float) -> Course:
    times = np.arange(int(duration_s * scene.rate_hz)) / scene.rate_hz
    kept = rng.random(times.size) >= scene.drops_share
    kept[:2] = True
    return times[kept]


def _jerks(scene: SecondScene, rng: np.random.Generator, duration_s: float) -> tuple[Jerk, ...]:
    units = [
        (
            rng.uniform(0.18, 0.82) * SIDE[0],
            rng.uniform(0.3 if scene.is_scan else 0.18, 0.82) * SIDE[1],
            rng.uniform(0, math.pi) if not scene.is_scan else rng.normal(0, 0.15),
            int(rng.integers(3)),
        )
        for _ in range(int(rng.integers(1, 6)))
    ]
    made = []
    at = 0.8 + rng.exponential(1.0)
    while scene.per_min > 0 and at < duration_s - 1:
        x, y, angle, sort = units[int(rng.integers(len(units)))]
        long = float(rng.uniform(35, 110))
        made.append(
            Jerk(
                onset_s=float(at),
                rise_s=float(rng.uniform(0.04, 0.12)),
                hold_s=float(rng.uniform(0, 0.06)),
                fall_s=float(rng.uniform(0.08, 0.35)),
                again_s=float(rng.uniform(0.08, 0.15)) if rng.random() < 0.15 else 0.0,
                size_px=float(
                    scene.size_px[0] * (scene.size_px[1] / scene.size_px[0]) ** rng.random()
                ),
                place=(x + float(rng.normal(0, 4)), y + float(rng.normal(0, 4))),
                half=(long, long * float(rng.uniform(0.45, 0.9))),
                angle=float(angle + rng.normal(0, 0.1)),
                sort=sort,
                shade=float(rng.uniform(-6, 6)) if not scene.is_scan else 0.0,
            )
        )
        at += 0.65 + rng.exponential(max(60 / scene.per_min - 0.65, 0.1))
    return tuple(made)


def _coloured(
    rng: np.random.Generator, times: Course, low: float, high: float, slope: float
) -> Course:
    """A random course of spread 1 whose power falls with frequency between two bounds."""
    step = 1 / 240
    count = int((times[-1] + 2) / step)
    spectrum = np.fft.rfft(rng.standard_normal(count))
    frequency = np.fft.rfftfreq(count, step)
    shape = np.where(
        (frequency >= low) & (frequency <= high), np.maximum(frequency, low) ** -slope, 0
    )
    course = np.fft.irfft(spectrum * shape, count)
    course /= course.std()
    return np.interp(times, np.arange(count) * step, course)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hand:
    x: Course
    y: Course
    turn: Course
    zoom: Course


def _hand(scene: SecondScene, rng: np.random.Generator, times: Course) -> _Hand:
    """Slow sway, the hand's tremor at 8 to 11 Hz, turns, and coming nearer; steps of a new grip."""
    if scene.hand <= 0:
        none = np.zeros_like(times)
        return _Hand(x=none, y=none, turn=none, zoom=none + 1)

    def axis() -> Course:
        sway = 3.0 * _coloured(rng, times, 0.08, 6, 1.3)
        shiver = 0.25 * _coloured(rng, times, 8, 11, 0)
        return np.asarray(scene.hand * (sway + shiver))

    grip = np.zeros_like(times)
    for at in rng.uniform(2, times[-1] - 2, rng.poisson(0.7)):
        grip += rng.normal(0, 4) / (1 + np.exp(-(times - at) / 0.05))
    x, y = axis(), axis()
    turn = np.radians(scene.hand * (0.35 * _coloured(rng, times, 0.1, 5, 1.2)))
    zoom = 1 + scene.hand * 0.004 * _coloured(rng, times, 0.08, 3, 1.2)
    if scene.is_scan:
        return _Hand(x=x * 0.7, y=y * 0.25, turn=turn * 0.2, zoom=np.ones_like(zoom))
    return _Hand(x=x + scene.hand * grip, y=y, turn=turn, zoom=zoom)


def _heart(rng: np.random.Generator, times: Course) -> Course:
    """Beats whose distance follows the breath; a quick rise and a slow fall."""
    at, beats = -1.0, []
    rate = rng.uniform(0.95, 1.5)
    while at < times[-1] + 1:
        beats.append(at)
        at += (1 + 0.06 * math.sin(2 * math.pi * 0.23 * at) + rng.normal(0, 0.015)) / rate
    since = times[:, None] - np.array(beats)[None, :]
    wave = np.where(since > 0, np.exp(-since / 0.16) - np.exp(-since / 0.05), 0).sum(axis=1)
    return np.asarray(wave / wave.max())


def _breath(rng: np.random.Generator, times: Course) -> Course:
    rate = rng.uniform(0.2, 0.33) * (1 + 0.1 * _coloured(rng, times, 0.03, 0.1, 0))
    phase = np.cumsum(rate * np.gradient(times)) * 2 * math.pi
    return np.asarray(np.sin(phase) + 0.25 * np.sin(2 * phase + 0.6))


def _tremor(rng: np.random.Generator, times: Course) -> Course:
    """A narrow band around 4 to 7 Hz whose size comes and goes."""
    middle = rng.uniform(4, 7)
    return _coloured(rng, times, middle - 0.35, middle + 0.35, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """What the body does all the time, and where."""

    heart: Course
    breath: Course
    tremor: Course
    vessel: Grid
    swell: Grid
    limb: tuple[Grid, Grid]


def _body(scene: SecondScene, rng: np.random.Generator, times: Course, x: Grid, y: Grid) -> _Body:
    angle = rng.uniform(0, math.pi)
    middle = rng.uniform(0.25, 0.75, 2) * SIDE
    off = (x - middle[0]) * math.sin(angle) - (y - middle[1]) * math.cos(angle)
    along = (x - middle[0]) * math.cos(angle) + (y - middle[1]) * math.sin(angle)
    vessel = np.exp(-((off / 22) ** 2) - (along / 110) ** 4)
    pivot = rng.uniform(-0.5, 1.5, 2) * SIDE
    limb = ((y - pivot[1]) / SIDE[0], -(x - pivot[0]) / SIDE[0])
    return _Body(
        heart=scene.heart_px * _heart(rng, times),
        breath=scene.breath_px * _breath(rng, times),
        tremor=scene.tremor_px * _tremor(rng, times),
        vessel=np.asarray(vessel, np.float32),
        swell=np.asarray(0.4 + 0.6 * y / SIDE[1], np.float32),
        limb=(np.asarray(limb[0], np.float32), np.asarray(limb[1], np.float32)),
    )


def _moved(
    body: _Body, jerks: tuple[tuple[Jerk, Grid, Grid, Grid], ...], index: int, time_s: float
) -> tuple[Grid, Grid, Grid]:
    """Displacement of the tissue in x and y, and the change of shade, in one picture."""
    dy = body.heart[index] * body.vessel + body.breath[index] * body.swell
    dx = 0.4 * body.heart[index] * body.vessel + body.tremor[index] * body.limb[0]
    dy = dy + body.tremor[index] * body.limb[1]
    shade = np.zeros_like(body.vessel)
    for jerk, jx, jy, js in jerks:
        if 0 < time_s - jerk.onset_s < jerk.lasts_s:
            share = float32(jerk.share(np.array([time_s]))[0])
            dx, dy, shade = dx + share * jx, dy + share * jy, shade + share * js
    return np.asarray(dx), np.asarray(dy), np.asarray(shade)


def _photo(rng: np.random.Generator, shape: tuple[int, int]) -> Grid:
    """Brightness as in a photograph of skin: noise of all sizes, creases, freckles, soft focus."""
    row = np.fft.fftfreq(shape[0])[:, None]
    column = np.fft.rfftfreq(shape[1])[None, :]
    size = np.maximum(np.hypot(row, column), 1 / max(shape))

    def noise(slope: float) -> Grid:
        waves = np.fft.rfft2(rng.standard_normal(shape)) * size**-slope
        out = np.fft.irfft2(waves, shape)
        return np.asarray(out / out.std(), np.float32)

    skin = 6 * noise(rng.uniform(0.9, 1.3)) + 5 * noise(0.5)
    skin -= rng.uniform(6, 14) * np.exp(-((noise(1.1) / 0.12) ** 2))
    spots = gaussian_filter((rng.random(shape) < 0.0004).astype(np.float32), 2.2)
    skin -= rng.uniform(0, 40) * np.minimum(spots / 0.03, 1)
    skin = gaussian_filter(skin, rng.uniform(0.6, 1.2))
    return np.asarray(rng.uniform(95, 160) + skin, np.float32)


def _grid() -> tuple[Grid, Grid]:
    y, x = np.mgrid[0 : SIDE[1], 0 : SIDE[0]].astype(np.float32)
    return x, y


def _skin(
    scene: SecondScene, rng: np.random.Generator, times: Course, jerks: tuple[Jerk, ...]
) -> list[NDArray[np.uint8]]:
    x, y = _grid()
    skin = _photo(rng, (SIDE[1] + 2 * MARGIN, SIDE[0] + 2 * MARGIN))
    # A rolling shutter reads the last row this much later than the first.
    readout_s = rng.uniform(0.01, 0.025)
    dense = np.arange(-0.05, times[-1] + 0.1, 1 / 480)
    hand = _hand(scene, rng, dense + 0.05)
    body = _body(scene, rng, times, x, y)
    drawn = tuple((jerk, *jerk.draw(x, y)) for jerk in jerks)
    lamp_hz, lamp_phase = (100.0, 120.0)[int(rng.integers(2))], rng.uniform(0, 6)
    speed, shadow_from = rng.uniform(15, 60), rng.uniform(-300, 0)
    made = []
    for index, time_s in enumerate(times):
        row_s = time_s + readout_s * np.arange(SIDE[1]) / SIDE[1]
        cx, cy = x - SIDE[0] / 2, y - SIDE[1] / 2
        hx, hy, turn, zoom = (
            np.interp(row_s, dense, course)[:, None].astype(np.float32)
            for course in (hand.x, hand.y, hand.turn, hand.zoom)
        )
        dx, dy, shade = _moved(body, drawn, index, float(time_s))
        at_x = zoom * (cx - turn * cy) + SIDE[0] / 2 + hx - dx + MARGIN
        at_y = zoom * (cy + turn * cx) + SIDE[1] / 2 + hy - dy + MARGIN
        light = 0.85 + 0.3 * x / SIDE[0]
        light = light * (
            1 + scene.lamp_share * np.sin(2 * math.pi * lamp_hz * row_s + lamp_phase)[:, None]
        )
        if scene.has_shadow:
            edge = shadow_from + speed * time_s
            light = light * (1 - 0.35 / (1 + np.exp(-(x + 0.3 * y - edge) / 14)))
        seen = map_coordinates(skin, [at_y, at_x], order=1, mode="reflect") + shade
        seen = seen * light
        seen += rng.standard_normal(seen.shape) * np.sqrt(np.maximum(seen, 1)) * 0.16
        made.append(seen.clip(0, 255).round().astype(np.uint8))
    return made


def _scan(
    scene: SecondScene, rng: np.random.Generator, times: Course, jerks: tuple[Jerk, ...]
) -> list[NDArray[np.uint8]]:
    """A fan of echoes with the letters of the machine around it, its pictures blended in time."""
    x, y = _grid()
    shape = (SIDE[1] + 2 * MARGIN, SIDE[0] + 2 * MARGIN)
    rows = np.mgrid[0 : shape[0], 0 : shape[1]][0].astype(np.float32)
    layers = np.full(shape, 0.4, np.float32)
    for _ in range(9):
        slope = rng.normal(0, 0.08)
        line = rows - rng.uniform(0.1, 1) * shape[0] - slope * np.arange(shape[1])[None, :]
        layers += rng.uniform(0.4, 1.4) * np.exp(-((line / rng.uniform(1, 2.5)) ** 2))
    echo = [
        layers * gaussian_filter(rng.standard_normal(shape), (0.9, 2.4)).astype(np.float32)
        for _ in range(2)
    ]
    other = [
        gaussian_filter(rng.standard_normal(shape), (0.9, 2.4)).astype(np.float32) for _ in (0, 1)
    ]
    angle = np.arctan2(x - SIDE[0] / 2, y + 120)
    radius = np.hypot(x - SIDE[0] / 2, y + 120)
    fan = (np.abs(angle) < 0.52) & (radius > 128) & (radius < 400)
    letters = np.kron(rng.random((SIDE[1] // 4, SIDE[0] // 4)) < 0.5, np.ones((4, 4))) > 0
    letters &= (x < 60) & (y < 30) | (x > SIDE[0] - 8) & (y % 24 < 4)
    hand = _hand(scene, rng, times)
    body = _body(scene, rng, times, x, y)
    drawn = tuple((jerk, *jerk.draw(x, y)) for jerk in jerks)
    full = float(np.quantile(np.hypot(*echo), 0.995))
    before: Grid | None = None
    made = []
    for index, time_s in enumerate(times):
        dx, dy, _ = _moved(body, drawn, index, float(time_s))
        deep = 1 / (1 + np.exp(-(y - 45) / 8))
        at = [y + hand.y[index] - dy * deep + MARGIN, x + hand.x[index] - dx * deep + MARGIN]
        parts = [map_coordinates(part, at, order=1, mode="reflect") for part in echo]
        # What moves out of the plane comes and goes.
        drift = 0.12 * math.sin(0.9 * time_s)
        slow = [part[MARGIN:-MARGIN, MARGIN:-MARGIN] * drift for part in other]
        hiss = 0.03 * full * rng.standard_normal((2, *x.shape))
        loud = np.hypot(parts[0] + slow[0] + hiss[0], parts[1] + slow[1] + hiss[1])
        shown = 255 * (1 + 20 * np.log10(np.maximum(loud / full, 1e-4)) / 55)
        shown = np.where(fan, shown, 0).clip(0, 255).astype(np.float32)
        before = shown if before is None else 0.75 * shown + 0.25 * before
        made.append(np.where(letters, 200, before).round().astype(np.uint8))
    return made
