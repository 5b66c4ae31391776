"""EDF, EDF+ and BDF files: whole or interrupted recordings, read record by record."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.base.text import _
from quietmuscle.capture.blocks import PIECE_SAMPLES
from quietmuscle.capture.blocks import in_blocks
from quietmuscle.capture.blocks import missing
from quietmuscle.capture.channels import Channel
from quietmuscle.capture.channels import chosen
from quietmuscle.capture.edf_header import EdfHeader
from quietmuscle.capture.edf_header import EdfSignal
from quietmuscle.capture.edf_header import read_header
from quietmuscle.capture.plausible import settled_rate
from quietmuscle.capture.refusal import damaged
from quietmuscle.capture.refusal import empty
from quietmuscle.capture.refusal import ends_early
from quietmuscle.capture.refusal import refusal
from quietmuscle.capture.wishes import NO_WISHES
from quietmuscle.capture.wishes import Wishes
from quietmuscle.model.recording import SignalHeader
from quietmuscle.model.recording import SignalSource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from quietmuscle.model.recording import Modality
    from quietmuscle.model.recording import Samples

MOST_GAP = 20
"""A recording that is interrupted for more than this many times its length is not one."""

TIMEKEEPING_BYTES = 64
_TIMEKEEPING = re.compile(rb"([+-]\d{1,9}(?:\.\d{1,12})?)(?:\x15[\d.]*)?\x14")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What is read of a file."""

    path: Path
    header: EdfHeader
    signals: tuple[EdfSignal, ...]
    rate_hz: float

    @property
    def samples(self) -> int:
        """Samples of one record; the same for all signals that are read together."""
        return self.signals[0].samples


def read_edf(path: Path, wishes: Wishes = NO_WISHES) -> SignalSource:
    """The signals of an EDF, EDF+ or BDF file."""
    header, channels = _described(path)
    choice = chosen(channels, wishes.modality)
    told_hz = choice.channels[0].rate_hz
    settled_hz, remarks = settled_rate(told_hz, wishes.rate_hz, choice.modality)
    if header.records == 0:
        raise empty()
    plan = _Plan(
        path=path,
        header=header,
        signals=tuple(
            replace(header.signals[each.place], scale=wishes.scale_or(each.scale))
            for each in choice.channels
        ),
        rate_hz=told_hz,
    )
    return SignalSource(
        header=SignalHeader(
            modality=choice.modality,
            rate_hz=settled_hz,
            channels=tuple(each.name for each in choice.channels),
            unit=plan.signals[0].scale.unit,
            samples=_length(plan),
            remarks=(*choice.remarks, *remarks),
        ),
        blocks=in_blocks(lambda: _pieces(plan)),
    )


def modality_of_edf(path: Path) -> Modality:
    """What most channels of a file were made with."""
    return chosen(_described(path)[1], None).modality


def _described(path: Path) -> tuple[EdfHeader, tuple[Channel, ...]]:
    """The head of a file, and its calibrated channels."""
    with path.open("rb") as file:
        header = read_header(file, path.stat().st_size)
    channels = tuple(
        Channel(
            place=place,
            name=each.label or str(place + 1),
            scale=each.scale,
            rate_hz=each.samples / header.record_s,
        )
        for place, each in enumerate(header.signals)
        if not each.is_annotation and each.samples and each.gain is not None
    )
    return header, channels


def _length(plan: _Plan) -> int:
    """Samples from the start to the end, gaps included."""
    records = plan.header.records
    if not plan.header.is_interrupted:
        return records * plan.samples
    with plan.path.open("rb") as file:
        start_s = _onset_s(plan, _record(plan, file, 0))
        last_s = _onset_s(plan, _record(plan, file, records - 1))
    return _checked_length(plan, round((last_s - start_s) * plan.rate_hz) + plan.samples)


def _checked_length(plan: _Plan, length: int) -> int:
    """A length, if gaps are not nearly all of it."""
    told = plan.header.records * plan.samples
    if not 0 < length <= MOST_GAP * told + PIECE_SAMPLES:
        raise refusal(_("The times in this file contradict each other. It may be damaged."))
    return length


def _record(plan: _Plan, file: BinaryIO, number: int) -> bytes:
    """The times of a record: the start of its first signal of annotations."""
    signal = next((each for each in plan.header.signals if each.is_annotation), None)
    if signal is None:
        raise damaged()
    file.seek(plan.header.first_record + number * plan.header.record_bytes + signal.first_byte)
    return file.read(min(TIMEKEEPING_BYTES, signal.samples * plan.header.bytes_a_sample))


def _onset_s(_plan: _Plan, annotations: bytes) -> float:
    """The time that a record begins with, from the first annotation in it."""
    found = _TIMEKEEPING.match(annotations)
    if found is None:
        raise damaged()
    return float(found.group(1))


def _pieces(plan: _Plan) -> Iterator[Samples]:
    """The samples, calibrated, in pieces of bounded size."""
    gains = np.array([(each.gain or 1.0) * each.scale.factor for each in plan.signals])
    offsets = np.array([each.offset * each.scale.factor for each in plan.signals])
    with plan.path.open("rb") as file:
        numbers = _with_gaps(plan, file) if plan.header.is_interrupted else _whole(plan, file)
        for piece in numbers:
            yield piece * gains + offsets


def _whole(plan: _Plan, file: BinaryIO) -> Iterator[Samples]:
    """The numbers of a recording without gaps."""
    together = max(1, PIECE_SAMPLES * plan.header.bytes_a_sample // plan.header.record_bytes)
    for first in range(0, plan.header.records, together):
        yield from _records(plan, file, first, min(together, plan.header.records - first))


def _with_gaps(plan: _Plan, file: BinaryIO) -> Iterator[Samples]:
    """The numbers of an interrupted recording; in between, nothing was told."""
    start_s: float | None = None
    told = 0
    for number in range(plan.header.records):
        onset_s = _onset_s(plan, _record(plan, file, number))
        start_s = onset_s if start_s is None else start_s
        gap = round((onset_s - start_s) * plan.rate_hz) - told
        if gap < 0:
            raise refusal(_("The times in this file contradict each other. It may be damaged."))
        _checked_length(plan, told + gap + plan.samples)
        yield from missing(gap, len(plan.signals))
        yield from _records(plan, file, number, 1)
        told += gap + plan.samples


def _records(plan: _Plan, file: BinaryIO, first: int, count: int) -> Iterator[Samples]:
    """The numbers of some records; a record of great length comes in parts."""
    header = plan.header
    start = header.first_record + first * header.record_bytes
    width = header.bytes_a_sample
    if header.record_bytes <= PIECE_SAMPLES * width:
        file.seek(start)
        rows = np.frombuffer(_exactly(file, count * header.record_bytes), np.uint8)
        rows = rows.reshape(count, header.record_bytes)
        bytes_of = [
            rows[:, each.first_byte : each.first_byte + plan.samples * width]
            for each in plan.signals
        ]
        yield np.stack([_numbers(each, width) for each in bytes_of], axis=1)
        return
    step = max(1, PIECE_SAMPLES // len(plan.signals))
    for sample in range(0, plan.samples, step):
        columns = []
        for each in plan.signals:
            file.seek(start + each.first_byte + sample * width)
            part = _exactly(file, min(step, plan.samples - sample) * width)
            columns.append(_numbers(np.frombuffer(part, np.uint8), width))
        yield np.stack(columns, axis=1)


def _exactly(file: BinaryIO, length: int) -> bytes:
    """So many bytes, which were there when the file was opened."""
    read = file.read(length)
    if len(read) < length:
        raise ends_early()
    return read


def _numbers(part: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], width: int) -> Samples:
    """Little-endian numbers with a sign, of two or of three bytes."""
    three = np.ascontiguousarray(part).reshape(-1, width)
    if width == 2:
        return three.view("<i2")[:, 0].astype(np.float64)
    wide = np.zeros((len(three), 4), np.uint8)
    wide[:, 1:] = three
    return (wide.view("<i4")[:, 0] >> 8).astype(np.float64)
