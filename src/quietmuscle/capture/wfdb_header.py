"""The head of a WFDB record: which numbers lie in which file, and what they mean.

The form is that of the manual page header(5) of the WFDB library.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quietmuscle.base.text import _
from quietmuscle.capture.blocks import MOST_CHANNELS
from quietmuscle.capture.refusal import damaged
from quietmuscle.capture.refusal import refusal
from quietmuscle.capture.refusal import shown
from quietmuscle.capture.units import UNKNOWN
from quietmuscle.capture.units import Scale
from quietmuscle.capture.units import scale_of

FORMATS = {"16", "212"}
MOST_BYTES = 1 << 20
"""A head is a page of text."""

_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?"
_RATE = re.compile(rf"({_NUMBER})(?:/.*)?")
_FORMAT = re.compile(r"(\d+)(x\d+)?(:\d+)?(?:\+(\d+))?")
_GAIN = re.compile(rf"({_NUMBER})(?:\((-?\d{{1,9}})\))?(?:/(\S+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class WfdbSignal:
    """One signal: (number - baseline) / gain is in the unit of `scale`."""

    name: str
    file: str
    format: str
    first_byte: int
    gain: float
    baseline: int
    scale: Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class WfdbHeader:
    """What a record consists of; `samples` is None where the head does not tell."""

    rate_hz: float | None
    samples: int | None
    signals: tuple[WfdbSignal, ...]


def parse_header(text: str) -> WfdbHeader:
    """The head of a record, out of its text."""
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if not lines:
        raise damaged()
    name, *fields = lines[0].split()
    if "/" in name:
        raise refusal(_("This record is put together of several; please choose one of its parts."))
    count = _whole(fields[0]) if fields else 0
    if not 1 <= count <= MOST_CHANNELS:
        raise refusal(
            _("This file promises {count} channels, which cannot be. It may be damaged."),
            count=count,
        )
    if len(lines) <= count:
        raise damaged()
    samples = _whole(fields[2]) if len(fields) > 2 else 0
    signals = [_signal(line.split(), place) for place, line in enumerate(lines[1 : count + 1])]
    return WfdbHeader(
        rate_hz=_rate_hz(fields[1]) if len(fields) > 1 else None,
        samples=samples or None,
        signals=tuple(signals),
    )


def _signal(fields: list[str], place: int) -> WfdbSignal:
    """One line of the head."""
    if len(fields) < 2:
        raise damaged()
    how = _FORMAT.fullmatch(fields[1])
    if how is None:
        raise damaged()
    number, several, skew, first_byte = how.groups()
    if number not in FORMATS or (several and several != "x1") or (skew and skew != ":0"):
        raise refusal(
            _(
                "This WFDB record has the format {format}; Quiet Muscle reads the formats 16 and "
                "212. Please turn it into one of them, such as with the program xform."
            ),
            format=shown(fields[1]),
        )
    if not re.fullmatch(r"[^/\\:]+", fields[0]) or fields[0] in {".", "..", "-", "~"}:
        raise refusal(_("This record names a file outside its own folder, which we do not open."))
    zero = _whole(fields[4]) if len(fields) > 4 else 0
    gain, baseline, scale = _calibration(fields[2] if len(fields) > 2 else "0", zero)
    return WfdbSignal(
        name=" ".join(fields[8:]) or str(place + 1),
        file=fields[0],
        format=number,
        first_byte=int(first_byte or 0),
        gain=gain,
        baseline=baseline,
        scale=scale,
    )


def _calibration(text: str, zero: int) -> tuple[float, int, Scale]:
    """Gain, baseline and unit; a gain of 0 means that nobody calibrated the signal."""
    found = _GAIN.fullmatch(text)
    if found is None:
        raise damaged()
    gain = float(found.group(1))
    if gain == 0:
        return 1.0, zero, UNKNOWN
    if not 1e-12 < abs(gain) < 1e12:
        raise damaged()
    baseline = int(found.group(2)) if found.group(2) else zero
    return gain, baseline, scale_of(found.group(3) or "mV") or UNKNOWN


def _rate_hz(text: str) -> float:
    """Samples in a second."""
    found = _RATE.fullmatch(text)
    if found is None or not 0 < float(found.group(1)) < 1e9:
        raise damaged()
    return float(found.group(1))


def _whole(text: str) -> int:
    """A whole number."""
    if not re.fullmatch(r"[+-]?\d{1,18}", text, re.ASCII):
        raise damaged()
    return int(text)


def is_header(text: str) -> bool:
    """Whether a text looks like the head of a record, and not like a table."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if len(lines) < 2:
        return False
    first, second = lines[0].split(), lines[1].split()
    return bool(
        len(first) >= 2
        and re.fullmatch(r"\w[\w.-]*(/\d+)?", first[0])
        and not re.fullmatch(_NUMBER, first[0])
        and re.fullmatch(r"\d{1,9}", first[1])
        and len(second) >= 2
        and (_FORMAT.fullmatch(second[1]) or "/" in lines[0])
        and re.search(r"[A-Za-z]", second[0])
    )
