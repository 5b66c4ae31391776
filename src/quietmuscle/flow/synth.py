"""Synthetic recordings in files, with their truth beside them: each kind is one function."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.wire import to_json
from quietmuscle.flow.files import folder_for
from quietmuscle.flow.files import write_whole
from quietmuscle.flow.synth_film import film
from quietmuscle.measure.doublets import DOUBLET_S
from quietmuscle.mechanism.emg_scenes import SceneKind
from quietmuscle.mechanism.emg_scenes import emg_scene
from quietmuscle.mechanism.skin_video import SkinVideoScene
from quietmuscle.mechanism.skin_video import skin_video
from quietmuscle.mechanism.skin_video_motion import TwitchPlan
from quietmuscle.mechanism.synthetic_accel import Body
from quietmuscle.mechanism.synthetic_accel import Happens
from quietmuscle.mechanism.synthetic_accel import PhoneSensor
from quietmuscle.mechanism.synthetic_accel import synthetic_accel
from quietmuscle.mechanism.synthetic_accel_truth import Happening
from quietmuscle.mechanism.ultrasound_video import UltrasoundScene
from quietmuscle.mechanism.ultrasound_video import ultrasound_video

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from pathlib import Path

    from numpy import float64
    from numpy.typing import NDArray

TRUTH_SCHEMA = 1
TWITCHES = frozenset({str(SceneKind.FASCICULATION), str(Happening.TWITCH)})
PHONE = "phone"
FILM = "film"
ULTRASOUND = "ultrasound"
KINDS = (*(str(kind) for kind in SceneKind), PHONE, FILM, ULTRASOUND)
SECONDS = (10.0, 3600.0)
RATES_HZ = (500.0, 10_000.0)
MOST_CHANNELS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueEvent:
    """What happens in a synthetic recording: when, for how long, what, and by which unit."""

    onset_s: float
    duration_s: float | None
    kind: str
    unit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What a synthetic recording holds, in the order in which it is written."""

    schema: int
    file: str
    kind: str
    seed: int
    duration_s: float
    events: tuple[TrueEvent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SynthWish:
    """How a synthetic recording is to be."""

    kind: str
    seed: int
    seconds: float = 60.0
    rate_hz: float = 2048.0
    channels: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    body: bytes
    events: tuple[TrueEvent, ...]


def synth(wish: SynthWish, out: Path, truth: Path | None = None) -> Truth:
    """A synthetic recording written to a file, and its truth to another; the same for a seed.

    Raises ValueNotUnderstoodError for a kind, a length or a format that is not made.
    """
    _check(wish)
    for path in (out, truth):
        if path is not None:
            folder_for(path)
    maker = {PHONE: _phone, FILM: _film, ULTRASOUND: _ultrasound}.get(wish.kind, _emg)
    made = maker(wish, out.suffix.lower())
    told = Truth(
        schema=TRUTH_SCHEMA,
        file=out.name,
        kind=wish.kind,
        seed=wish.seed,
        duration_s=wish.seconds,
        events=tuple(sorted(made.events, key=lambda each: each.onset_s)),
    )
    write_whole(out, made.body)
    if truth is not None:
        write_whole(truth, to_json(told, indent=2))
    return told


def twitches_of(truth: Truth) -> int:
    """How many of the events are twitches; a doublet of a unit, told as two, is one of them."""
    last_s: dict[int, float] = {}
    count = 0
    for event in truth.events:
        if event.kind not in TWITCHES:
            continue
        if event.unit is not None:
            before_s = last_s.get(event.unit)
            if before_s is not None and event.onset_s - before_s <= DOUBLET_S:
                continue
            last_s[event.unit] = event.onset_s
        count += 1
    return count


def _check(wish: SynthWish) -> None:
    ranges = (
        (wish.seconds, *SECONDS),
        (wish.rate_hz, *RATES_HZ),
        (wish.channels, 1, MOST_CHANNELS),
    )
    if wish.kind not in KINDS or any(not low <= value <= high for value, low, high in ranges):
        raise ValueNotUnderstoodError(
            Message(
                _(
                    "Recordings can be made of {low} to {high} seconds, of 500 to 10000 samples "
                    "a second, of 1 to {channels} channels, and of these kinds: {kinds}."
                ),
                {
                    "low": f"{SECONDS[0]:.0f}",
                    "high": f"{SECONDS[1]:.0f}",
                    "channels": MOST_CHANNELS,
                    "kinds": ", ".join(KINDS),
                },
            )
        )


def _emg(wish: SynthWish, suffix: str) -> _Made:
    """Electrodes: EDF, CSV or NPZ, in µV."""
    write = _writer({".edf": _edf, ".csv": _csv, ".npz": _npz}, suffix)
    scene = emg_scene(
        SceneKind(wish.kind),
        np.random.default_rng(wish.seed),
        seconds=wish.seconds,
        rate_hz=wish.rate_hz,
        channels=wish.channels,
    )
    events = [
        TrueEvent(onset_s=each.onset_s, duration_s=None, kind=each.kind, unit=each.unit)
        for each in scene.recording.truth
    ]
    events += [
        TrueEvent(
            onset_s=each.start_s, duration_s=each.stop_s - each.start_s, kind=f"{each.kind}_stretch"
        )
        for each in scene.stretches
    ]
    return _Made(body=write(scene.recording.samples_uv, wish.rate_hz), events=tuple(events))


def _phone(wish: SynthWish, suffix: str) -> _Made:
    """A phone on a twitching muscle: CSV of time and three axes in m/s²."""
    _writer({".csv": _csv}, suffix)
    rng = np.random.default_rng(wish.seed)
    onsets = np.sort(rng.uniform(2, wish.seconds - 2, rng.poisson(wish.seconds / 4)))
    made = synthetic_accel(
        tuple(
            Happens(what=Happening.TWITCH, onset_s=float(at), size_mg=float(rng.uniform(15, 60)))
            for at in onsets
        ),
        duration_s=wish.seconds,
        seed=wish.seed,
        body=Body(),
        phone=PhoneSensor(),
    )
    rows = np.column_stack([made.times_s, made.samples_ms2])
    text = "time_s,x_m/s2,y_m/s2,z_m/s2\n" + _rows(rows)
    events = tuple(
        TrueEvent(onset_s=each.onset_s, duration_s=each.duration_s, kind=str(each.happening))
        for each in made.truth
    )
    return _Made(body=text.encode(), events=events)


def _film(wish: SynthWish, suffix: str) -> _Made:
    """A camera's film of twitching skin: MP4."""
    _writer({".mp4": _csv}, suffix)
    made = skin_video(
        SkinVideoScene(
            duration_s=wish.seconds,
            twitches=TwitchPlan(rate_per_min=15.0),
            shake_px=0.3,
            pulse_px=0.2,
            breathing_px=0.5,
        ),
        wish.seed,
    )
    return _Made(
        body=film(made.source),
        events=tuple(
            TrueEvent(onset_s=each.onset_s, duration_s=each.duration_s, kind=str(each.kind))
            for each in made.truth
        ),
    )


def _ultrasound(wish: SynthWish, suffix: str) -> _Made:
    """An ultrasound clip of a twitching muscle: MP4."""
    _writer({".mp4": _csv}, suffix)
    made = ultrasound_video(
        UltrasoundScene(
            duration_s=wish.seconds,
            twitches=TwitchPlan(rate_per_min=15.0),
            pulse_px=0.3,
            breathing_px=0.5,
        ),
        wish.seed,
    )
    return _Made(
        body=film(made.source),
        events=tuple(
            TrueEvent(onset_s=each.onset_s, duration_s=each.duration_s, kind=str(each.kind))
            for each in made.truth
        ),
    )


def _writer(
    writers: Mapping[str, Callable[[NDArray[float64], float], bytes]], suffix: str
) -> Callable[[NDArray[float64], float], bytes]:
    """The writer for a file's name; refused where the kind is not written in that format."""
    found = writers.get(suffix)
    if found is None:
        raise ValueNotUnderstoodError(
            Message(
                _("This kind of recording is written as {names}. Please choose such a name."),
                {"names": ", ".join(f"*{each}" for each in writers)},
            )
        )
    return found


def _csv(samples_uv: NDArray[float64], rate_hz: float) -> bytes:
    times_s = np.arange(samples_uv.shape[0]) / rate_hz
    names = ",".join(f"ch{number + 1}_uV" for number in range(samples_uv.shape[1]))
    return (f"time_s,{names}\n" + _rows(np.column_stack([times_s, samples_uv]))).encode()


def _rows(values: NDArray[float64]) -> str:
    out = io.StringIO()
    np.savetxt(out, values, delimiter=",", fmt=["%.6f", *["%.4f"] * (values.shape[1] - 1)])
    return out.getvalue()


def _npz(samples_uv: NDArray[float64], rate_hz: float) -> bytes:
    out = io.BytesIO()
    np.savez_compressed(out, data=samples_uv.astype(np.float32), fs=rate_hz, unit="uV")
    return out.getvalue()


def _edf(samples_uv: NDArray[float64], rate_hz: float) -> bytes:
    from edfio import Edf
    from edfio import EdfSignal

    whole = samples_uv[: int(samples_uv.shape[0] // rate_hz * rate_hz)]
    signals = [
        EdfSignal(channel, rate_hz, label=f"EMG {number + 1}", physical_dimension="uV")
        for number, channel in enumerate(whole.T)
    ]
    out = io.BytesIO()
    Edf(signals).write(out)
    return out.getvalue()
