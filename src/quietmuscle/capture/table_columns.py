"""What the columns of a table are: a clock, the axes of a phone, or channels of electrodes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.capture.channels import OTHER_SENSORS
from quietmuscle.capture.units import UNKNOWN
from quietmuscle.capture.units import Scale
from quietmuscle.capture.units import scale_in_name
from quietmuscle.model.recording import Modality
from quietmuscle.model.recording import Samples
from quietmuscle.model.recording import SignalUnit

if TYPE_CHECKING:
    from quietmuscle.capture.table_form import TableForm

SECONDS_OF = {"s": 1.0, "ms": 1e-3, "us": 1e-6, "ns": 1e-9}

_CLOCK = re.compile(
    r"^\W*(time|zeit|t|timestamps?|elapsed|seconds_elapsed|seconds|secs?|sekunden|millis|ms|"
    r"epoch|clock|(sensor|elapsed|relative|unix|epoch|loggingtime)[ _]?(time|timestamp)\w*|"
    r"time[ _]?(stamp|elapsed)?)([ _]*[(\[{]?\s*(\w{1,12}|µs|μs)\s*[)\]}]?)?\W*$",
    re.IGNORECASE,
)
_CLOCK_UNITS = {
    "s": "s", "sec": "s", "secs": "s", "second": "s", "seconds": "s", "elapsed": "s",
    "sekunden": "s", "ms": "ms", "msec": "ms", "millis": "ms", "milliseconds": "ms",
    "us": "us", "usec": "us", "micros": "us", "microseconds": "us", "ns": "ns", "nsec": "ns",
    "nanos": "ns", "nanoseconds": "ns",
}  # fmt: skip
_COUNT = re.compile(
    r"^\W*(index|idx|sample|samples|sample[ _]?(no|nr|number|index)|n|nr|no|row)\W*$",
    re.IGNORECASE,
)
_AXIS = re.compile(
    r"(?:^|[\s_.\-(])([xyz])(?=$|[\s_.\-()\[])|(?:acc\w*|accel)([xyz])\b", re.IGNORECASE
)
_TURNING = re.compile(r"gyr|rad/s|deg/s|°/s|rotation|magn|[µu]t\b|orient|angle|quat", re.IGNORECASE)
_SIZE = re.compile(r"\babsolut|magnitude|betrag", re.IGNORECASE)
_ACCELERATION = re.compile(r"\bacc|accel|beschleun", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of a table by their use.

    `clock` is None where there is none, `clock_unit` where nothing names it.
    `names` and `scales` belong to `signals`; `others` were left out.
    """

    modality: Modality
    clock: int | None
    clock_unit: str | None
    signals: tuple[int, ...]
    names: tuple[str, ...]
    scales: tuple[Scale, ...]
    others: tuple[str, ...]


def columns_of(form: TableForm, start: Samples, modality: Modality | None) -> Columns:
    """What the columns are, by their headings, or by the first numbers where there are none."""
    names = form.names or ("",) * form.columns
    clock, clock_unit = _clock(names, start)
    rest = [
        place
        for place, name in enumerate(names)
        if place != clock
        and not _COUNT.match(name)
        and not (_CLOCK.match(name) and name)
        and np.isfinite(start[:, place]).any()
    ]
    if clock is None and not form.names and len(rest) > 1:
        rest = [place for place in rest if not _counts(start[:, place])] or rest
    axes = _axes(names, rest)
    if not form.names and modality is Modality.ACCEL and len(rest) == 3:
        axes = rest
    kind = modality or (Modality.ACCEL if axes else Modality.EMG)
    scales = {place: scale_in_name(names[place]) for place in rest}
    signals = axes if kind is Modality.ACCEL and axes else _suited(names, rest, scales, kind)
    return Columns(
        modality=kind,
        clock=clock,
        clock_unit=clock_unit,
        signals=tuple(signals),
        names=tuple(_name(names[place], number) for number, place in enumerate(signals, 1)),
        scales=tuple(scales[place] or UNKNOWN for place in signals),
        others=tuple(
            names[place]
            for place in rest
            if place not in signals and names[place] and not _SIZE.search(names[place])
        ),
    )


def _name(heading: str, number: int) -> str:
    """The name of a channel: its heading without the unit."""
    bare = re.sub(r"\s*[(\[{][^()\[\]{}]*[)\]}]\s*$", "", heading).strip()
    return bare or str(number)


def _clock(names: tuple[str, ...], start: Samples) -> tuple[int | None, str | None]:
    """The column that tells the time, and its unit where a heading names it."""
    found = [(place, _clock_unit(name)) for place, name in enumerate(names) if _CLOCK.match(name)]
    rising = [each for each in found if _rises(start[:, each[0]])]
    if rising:
        return next((each for each in rising if each[1]), rising[0])
    if not any(names) and len(names) > 1 and _rises(start[:, 0]) and not _counts(start[:, 0]):
        return (0, None) if _is_steady(start[:, 0]) else (None, None)
    return None, None


def _clock_unit(name: str) -> str | None:
    """The unit of time that a heading names."""
    words = re.findall(r"[^\W_]+", name.lower().replace("µ", "u").replace("μ", "u"))
    return next((_CLOCK_UNITS[word] for word in reversed(words) if word in _CLOCK_UNITS), None)


def _rises(column: Samples) -> bool:
    """Whether a column never falls, or as good as never, and does rise."""
    steps = np.diff(column[np.isfinite(column)])
    return bool(len(steps) and np.mean(steps < 0) <= 0.05 and np.sum(steps) > 0)


def _is_steady(column: Samples) -> bool:
    """Whether most steps are nearly alike, as those of a clock are, perhaps rounded."""
    steps = np.diff(column[np.isfinite(column)])
    middle = float(np.median(steps[steps > 0]))
    return bool(np.mean(steps > 0) >= 0.3 and np.mean(steps <= 1.5 * middle) >= 0.8)


def _counts(column: Samples) -> bool:
    """Whether a column only numbers the rows."""
    return bool(len(column) > 1 and column[0] in {0, 1} and (np.diff(column) == 1).all())


def _axes(names: tuple[str, ...], rest: list[int]) -> list[int]:
    """The three axes of an accelerometer, in order; none where the headings name none."""
    triples: list[tuple[int, list[int]]] = []
    open_triple: dict[str, int] = {}
    for place in rest:
        found = _AXIS.search(names[place])
        if not found or _TURNING.search(names[place]):
            continue
        open_triple[(found.group(1) or found.group(2)).lower()] = place
        if len(open_triple) == 3:
            places = [open_triple[axis] for axis in "xyz"]
            heading = names[places[0]]
            scale = scale_in_name(heading)
            is_said = bool(_ACCELERATION.search(heading)) or (
                scale is not None and scale.unit is SignalUnit.METRE_PER_SECOND_SQUARED
            )
            is_other = scale is not None and scale.unit is SignalUnit.MICROVOLT
            if not is_other:
                triples.append((2 if is_said else 1, places))
            open_triple = {}
    return max(triples, key=lambda each: each[0])[1] if triples else []


def _suited(
    names: tuple[str, ...], rest: list[int], scales: dict[int, Scale | None], kind: Modality
) -> list[int]:
    """The columns that a sensor of this kind can have made."""
    unit = SignalUnit.MICROVOLT if kind is Modality.EMG else SignalUnit.METRE_PER_SECOND_SQUARED
    named = [place for place in rest if not OTHER_SENSORS.search(names[place])]
    known = [place for place in named if (scale := scales[place]) and scale.unit is unit]
    return known or [place for place in named if scales[place] is None]
