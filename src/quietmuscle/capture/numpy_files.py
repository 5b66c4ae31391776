"""NPY and NPZ files: arrays of numbers, never objects, read piece by piece."""

from __future__ import annotations

import math
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.base.text import _
from quietmuscle.capture.arrays import layout
from quietmuscle.capture.arrays import turned_remark
from quietmuscle.capture.blocks import PIECE_SAMPLES
from quietmuscle.capture.blocks import in_blocks
from quietmuscle.capture.plausible import settled_rate
from quietmuscle.capture.refusal import damaged
from quietmuscle.capture.refusal import ends_early
from quietmuscle.capture.refusal import refusal
from quietmuscle.capture.units import UNKNOWN
from quietmuscle.capture.units import Scale
from quietmuscle.capture.units import fits
from quietmuscle.capture.units import modality_of
from quietmuscle.capture.units import scale_of
from quietmuscle.capture.wishes import NO_WISHES
from quietmuscle.capture.wishes import Wishes
from quietmuscle.capture.zipped import check
from quietmuscle.capture.zipped import members
from quietmuscle.capture.zipped import opened
from quietmuscle.capture.zipped import unpacked
from quietmuscle.model.recording import Modality
from quietmuscle.model.recording import SignalHeader
from quietmuscle.model.recording import SignalSource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO
    from zipfile import ZipInfo

    from quietmuscle.capture.text_files import Opener
    from quietmuscle.model.recording import Samples

RATE_NAMES = {"fs", "rate", "rate_hz", "sampling_rate", "sample_rate", "sfreq", "fs_hz"}
DATA_NAMES = ("data", "signal", "signals", "emg", "samples", "acc", "accel", "x")
UNIT_NAMES = {"unit", "units"}
_KIND = re.compile(r"'descr':\s*'([<>|=]?(?:[iu][1248]|f[248]|U\d{1,3}))'")
_ORDER = re.compile(r"'fortran_order':\s*(True|False)")
_SHAPE = re.compile(r"'shape':\s*\(((?:\d{1,18}L?,?\s*)*)\)")
SMALL_BYTES = 1 << 16
"""A member that tells a rate or a unit is no larger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Array:
    """An array in a file: where its numbers begin, and how they lie."""

    shape: tuple[int, ...]
    is_fortran: bool
    type: np.dtype[np.generic]
    first_byte: int

    @property
    def bytes(self) -> int:
        """The bytes of the numbers."""
        return math.prod(self.shape) * self.type.itemsize


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a file tells of its samples beside them."""

    rate_hz: float | None = None
    scale: Scale = UNKNOWN


def read_npy(path: Path, wishes: Wishes = NO_WISHES) -> SignalSource:
    """The samples of an NPY file."""

    @contextmanager
    def opener() -> Iterator[BinaryIO]:
        with path.open("rb") as file:
            yield file

    with path.open("rb") as file:
        array = _head(file)
    _check_size(array, path.stat().st_size)
    return _source(opener, array, _Told(), wishes)


def read_npz(path: Path, wishes: Wishes = NO_WISHES) -> SignalSource:
    """The samples of an NPZ file, with its rate and unit where it holds them."""
    found = {each.filename.removesuffix(".npy").lower(): each for each in members(path)}
    for member in found.values():
        check(member)
    rates = [_scalar(path, found[name]) for name in sorted(RATE_NAMES & found.keys())]
    units = [_scalar(path, found[name]) for name in sorted(UNIT_NAMES & found.keys())]
    rest = {name: each for name, each in found.items() if name not in RATE_NAMES | UNIT_NAMES}
    data = next((rest[name] for name in DATA_NAMES if name in rest), None)
    if data is None and len(rest) == 1:
        data = next(iter(rest.values()))
    if data is None:
        raise refusal(
            _("This file holds several arrays. Please name the one with the samples “data”.")
        )
    with opened(path, data) as file:
        array = _head(file)
    _check_size(array, data.file_size)
    told_hz = float(rates[0]) if rates and isinstance(rates[0], float) else None
    scale = (scale_of(str(units[0])) if units else None) or UNKNOWN
    told = _Told(rate_hz=told_hz, scale=scale)
    return _source(lambda: unpacked(path, data), array, told, wishes)


def _scalar(path: Path, member: ZipInfo) -> float | str:
    """A single number or a word."""
    if member.file_size > SMALL_BYTES:
        raise damaged()
    with opened(path, member) as file:
        array = _head(file)
        read = file.read(array.bytes)
    if math.prod(array.shape) != 1 or array.type.kind not in "iufU" or len(read) != array.bytes:
        raise damaged()
    value = np.frombuffer(read, array.type)[0]
    return str(value) if array.type.kind == "U" else float(value)


def _head(file: BinaryIO) -> _Array:
    """The head of an array, taken apart by us: what stands there is not run as Python."""
    fixed = file.read(8)
    width = {1: 2, 2: 4, 3: 4}.get(fixed[6] if len(fixed) == 8 else 0)
    if width is None or not fixed.startswith(b"\x93NUMPY"):
        raise damaged()
    length = int.from_bytes(file.read(width), "little")
    if length > SMALL_BYTES:
        raise damaged()
    head = file.read(length)
    if len(head) < length:
        raise ends_early()
    text = head.decode("latin-1")
    kind, order, shape = (each.search(text) for each in (_KIND, _ORDER, _SHAPE))
    if kind is None:
        raise refusal(
            _("This array does not hold samples: it must be numbers in rows of channels.")
        )
    if order is None or shape is None:
        raise damaged()
    sides = tuple(int(side) for side in re.findall(r"\d+", shape.group(1)))
    return _Array(
        shape=sides,
        is_fortran=order.group(1) == "True",
        type=np.dtype(kind.group(1)),
        first_byte=len(fixed) + width + length,
    )


def _check_size(array: _Array, bytes_there: int) -> None:
    """Refuse an array that promises more than there is."""
    layout(array.shape, array.type.kind)
    if array.first_byte + array.bytes > bytes_there:
        raise ends_early()


def _source(
    opener: Opener,
    array: _Array,
    told: _Told,
    wishes: Wishes,
) -> SignalSource:
    """An array in a file as a signal."""
    samples, channels, turned = layout(array.shape, array.type.kind)
    scale = wishes.scale_or(told.scale)
    kind = wishes.modality or modality_of(scale.unit) or Modality.EMG
    scale = scale if fits(scale.unit, kind) else UNKNOWN
    settled_hz, remarks = settled_rate(told.rate_hz, wishes.rate_hz, kind)

    def pieces() -> Iterator[Samples]:
        # Whether the samples of a channel lie one behind the other.
        in_a_row = channels > 1 and turned != array.is_fortran
        step = max(1, PIECE_SAMPLES // channels)
        with opener() as file:
            for start in range(0, samples, step):
                count = min(step, samples - start)
                if in_a_row:
                    rows = [
                        _numbers(file, array, channel * samples + start, count)
                        for channel in range(channels)
                    ]
                    yield np.stack(rows, axis=1) * scale.factor
                else:
                    numbers = _numbers(file, array, start * channels, count * channels)
                    yield numbers.reshape(count, channels) * scale.factor

    return SignalSource(
        header=SignalHeader(
            modality=kind,
            rate_hz=settled_hz,
            channels=tuple(str(place + 1) for place in range(channels)),
            unit=scale.unit,
            samples=samples,
            remarks=(*((turned_remark(channels),) if turned else ()), *remarks),
        ),
        blocks=in_blocks(pieces),
    )


def _numbers(file: BinaryIO, array: _Array, start: int, count: int) -> Samples:
    """Some numbers of an array, in the order of the file."""
    size = array.type.itemsize
    file.seek(array.first_byte + start * size)
    read = file.read(count * size)
    if len(read) < count * size:
        raise ends_early()
    return np.frombuffer(read, array.type).astype(np.float64)
