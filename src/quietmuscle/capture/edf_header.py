"""The head of an EDF, EDF+ or BDF file: what it promises, checked against its size.

The layout is that of Kemp et al. 1992 and Kemp & Olivan 2003 (EDF+); BDF is
the same with 24 bits a sample and another first byte (BioSemi).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import _
from quietmuscle.capture.blocks import MOST_CHANNELS
from quietmuscle.capture.refusal import damaged
from quietmuscle.capture.refusal import ends_early
from quietmuscle.capture.refusal import refusal
from quietmuscle.capture.units import UNKNOWN
from quietmuscle.capture.units import Scale
from quietmuscle.capture.units import scale_of

if TYPE_CHECKING:
    from typing import BinaryIO

EDF_START = b"0       "
BDF_START = b"\xffBIOSEMI"
FIXED_BYTES = 256
BYTES_A_SIGNAL = 256
_WIDTHS = (16, 80, 8, 8, 8, 8, 8, 80, 8, 32)
_ANNOTATIONS = {"EDF Annotations", "BDF Annotations"}


@dataclass(frozen=True, slots=True, kw_only=True)
class EdfSignal:
    """One signal: where it lies in a record, and what its numbers mean.

    A number times `gain` plus `offset` is in the unit of `scale`. `gain` is
    None where the file does not calibrate the signal.
    """

    label: str
    scale: Scale
    gain: float | None
    offset: float
    samples: int
    first_byte: int
    is_annotation: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EdfHeader:
    """What a file promises, and holds."""

    bytes_a_sample: int
    first_record: int
    records: int
    record_bytes: int
    record_s: float
    signals: tuple[EdfSignal, ...]
    is_interrupted: bool


def read_header(file: BinaryIO, file_bytes: int) -> EdfHeader:
    """The head of a file, if the file keeps what it promises."""
    fixed = file.read(FIXED_BYTES)
    if len(fixed) < FIXED_BYTES:
        raise ends_early()
    width = 3 if fixed.startswith(BDF_START) else 2
    count = _whole(fixed[252:256])
    if not 1 <= count <= MOST_CHANNELS:
        raise refusal(
            _("This file promises {count} channels, which cannot be. It may be damaged."),
            count=count,
        )
    first_record = FIXED_BYTES + count * BYTES_A_SIGNAL
    described = file.read(count * BYTES_A_SIGNAL)
    if len(described) < count * BYTES_A_SIGNAL:
        raise ends_early()
    record_s = _number(fixed[244:252])
    signals = _signals(described, count, width)
    record_bytes = width * sum(each.samples for each in signals)
    if record_s <= 0 or record_bytes == 0:
        raise damaged()
    there, left = divmod(file_bytes - first_record, record_bytes)
    promised = _whole(fixed[236:244])
    if promised > there or (promised < 1 and there == 0 and left):
        raise ends_early()
    return EdfHeader(
        bytes_a_sample=width,
        first_record=first_record,
        records=promised if promised > 0 else there,
        record_bytes=record_bytes,
        record_s=record_s,
        signals=signals,
        is_interrupted=fixed[192:197] in {b"EDF+D", b"BDF+D"},
    )


def _signals(described: bytes, count: int, width: int) -> tuple[EdfSignal, ...]:
    """The signals, out of fields that each stand together for all of them."""
    columns: list[list[bytes]] = []
    start = 0
    for size in _WIDTHS:
        columns.append([described[start + n * size : start + (n + 1) * size] for n in range(count)])
        start += size * count
    signals = []
    first_byte = 0
    for label, _kind, unit, *ends, _filters, samples, _free in zip(*columns, strict=True):
        length = _whole(samples)
        if length < 0:
            raise damaged()
        calibration = _calibration(*ends)
        signals.append(
            EdfSignal(
                label=_text(label),
                scale=(calibration and scale_of(_text(unit))) or UNKNOWN,
                gain=calibration[0] if calibration else None,
                offset=calibration[1] if calibration else 0.0,
                samples=length,
                first_byte=first_byte,
                is_annotation=_text(label) in _ANNOTATIONS,
            )
        )
        first_byte += length * width
    return tuple(signals)


def _calibration(
    physical_min: bytes, physical_max: bytes, digital_min: bytes, digital_max: bytes
) -> tuple[float, float] | None:
    """Gain and offset of a signal; None where the file gives no line through two points."""
    try:
        low, high = _number(physical_min), _number(physical_max)
        lowest, highest = _number(digital_min), _number(digital_max)
    except ValueNotUnderstoodError:
        return None
    if low == high or lowest == highest:
        return None
    gain = (high - low) / (highest - lowest)
    return gain, low - gain * lowest


def _text(field: bytes) -> str:
    """A text; the standard allows ASCII, but µ is written in two ways."""
    try:
        return field.decode("utf-8").strip(" \0")
    except UnicodeDecodeError:
        return field.decode("latin-1").strip(" \0")


def _number(field: bytes) -> float:
    """A number; some programs write a decimal comma."""
    text = _text(field).replace(",", ".")
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?", text, re.ASCII):
        raise damaged()
    return float(text)


def _whole(field: bytes) -> int:
    """A whole number."""
    text = _text(field)
    if not re.fullmatch(r"[+-]?\d+", text, re.ASCII):
        raise damaged()
    return int(text)
