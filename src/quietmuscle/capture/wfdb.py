"""WFDB records of formats 16 and 212: a head in words, and files of numbers with it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from typing import BinaryIO

import numpy as np

from quietmuscle.base.text import _
from quietmuscle.capture.blocks import PIECE_SAMPLES
from quietmuscle.capture.blocks import in_blocks
from quietmuscle.capture.channels import Channel
from quietmuscle.capture.channels import chosen
from quietmuscle.capture.plausible import settled_rate
from quietmuscle.capture.refusal import damaged
from quietmuscle.capture.refusal import empty
from quietmuscle.capture.refusal import ends_early
from quietmuscle.capture.refusal import refusal
from quietmuscle.capture.refusal import shown
from quietmuscle.capture.wfdb_header import MOST_BYTES
from quietmuscle.capture.wfdb_header import WfdbSignal
from quietmuscle.capture.wfdb_header import parse_header
from quietmuscle.capture.wishes import NO_WISHES
from quietmuscle.capture.wishes import Wishes
from quietmuscle.capture.zipped import check
from quietmuscle.capture.zipped import members
from quietmuscle.capture.zipped import opened
from quietmuscle.model.recording import SignalHeader
from quietmuscle.model.recording import SignalSource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from zipfile import ZipInfo

    from quietmuscle.base.errors import ValueNotUnderstoodError
    from quietmuscle.model.recording import Samples

HEAD_ENDING = ".hea"
INVALID = {"16": -(1 << 15), "212": -(1 << 11)}
"""The number that says that a sample is missing (header(5))."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """A file of a record, wherever it lies: its size, and how it is opened."""

    size_bytes: int
    open: Callable[[], AbstractContextManager[BinaryIO]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A file of numbers: the signals in it lie sample by sample beside each other."""

    file: _File
    signals: tuple[WfdbSignal, ...]

    @property
    def samples(self) -> int:
        """The samples of each signal that the file has room for."""
        bytes_there = max(0, self.file.size_bytes - self.signals[0].first_byte)
        if self.signals[0].format == "16":
            return bytes_there // (2 * len(self.signals))
        numbers = bytes_there // 3 * 2 + (bytes_there % 3 == 2)
        return numbers // len(self.signals)


def files_of_record(path: Path) -> tuple[Path, ...]:
    """The head of a record and its files of numbers, by one of them."""
    head = _head_of(path)
    with head.open("rb") as file:
        header = parse_header(file.read(MOST_BYTES).decode("utf-8", "replace"))
    return (head, *(head.parent / name for name in dict.fromkeys(s.file for s in header.signals)))


def _head_of(path: Path) -> Path:
    return path.with_suffix(HEAD_ENDING) if path.suffix.lower() == ".dat" else path


def read_wfdb(path: Path, wishes: Wishes = NO_WISHES) -> SignalSource:
    """The signals of a record, by its head (.hea) or by its numbers (.dat)."""
    head = _head_of(path)

    def beside(name: str) -> _File:
        there = head.parent / name
        if not there.is_file():
            raise _lacking(name)
        return _File(size_bytes=there.stat().st_size, open=lambda: there.open("rb"))

    return _record(head.name, beside, wishes)


def holds_record(path: Path) -> bool:
    """Whether a ZIP file holds a record."""
    return bool(_heads(path))


def read_wfdb_zip(path: Path, wishes: Wishes = NO_WISHES) -> SignalSource:
    """The signals of a record whose files lie in one ZIP file."""
    heads = _heads(path)
    if len(heads) != 1:
        raise refusal(
            _(
                "This ZIP file holds more than one record. Please unpack it and bring the two "
                "files of one of them."
            )
        )
    named = {_name_of(each): each for each in members(path) if _is_meant(each)}

    def within(name: str) -> _File:
        member = named.get(name)
        if member is None:
            raise _lacking(name)
        check(member)
        return _File(size_bytes=member.file_size, open=lambda: opened(path, member))

    return _record(_name_of(heads[0]), within, wishes)


def _heads(path: Path) -> list[ZipInfo]:
    return [
        each for each in members(path) if _is_meant(each) and _name_of(each).endswith(HEAD_ENDING)
    ]


def _is_meant(member: ZipInfo) -> bool:
    """Whether a member is a file of the person's, not one that a computer put beside it."""
    return not (member.filename.startswith("__MACOSX/") or _name_of(member).startswith("."))


def _name_of(member: ZipInfo) -> str:
    return member.filename.rpartition("/")[2]


def _lacking(name: str) -> ValueNotUnderstoodError:
    return refusal(
        _("This record needs the file {name} beside it. Please bring both together."),
        name=shown(name),
    )


def _record(head: str, found: Callable[[str], _File], wishes: Wishes) -> SignalSource:
    """The signals of a record, whose files are found by their names."""
    with found(head).open() as file:
        header = parse_header(file.read(MOST_BYTES).decode("utf-8", "replace"))
    parts = _parts(found, header.signals)
    there = min(part.samples for part in parts)
    samples = there if header.samples is None else header.samples
    if samples > there:
        raise ends_early()
    if samples < 1:
        raise empty()
    channels = tuple(
        Channel(place=place, name=each.name, scale=each.scale, rate_hz=header.rate_hz or 0.0)
        for place, each in enumerate(each for part in parts for each in part.signals)
    )
    choice = chosen(channels, wishes.modality)
    settled_hz, remarks = settled_rate(header.rate_hz, wishes.rate_hz, choice.modality)
    places = [each.place for each in choice.channels]
    scales = [wishes.scale_or(each.scale) for each in choice.channels]
    factors = np.array([each.factor for each in scales])
    return SignalSource(
        header=SignalHeader(
            modality=choice.modality,
            rate_hz=settled_hz,
            channels=tuple(each.name for each in choice.channels),
            unit=scales[0].unit,
            samples=samples,
            remarks=(*choice.remarks, *remarks),
        ),
        blocks=in_blocks(lambda: (each[:, places] * factors for each in _pieces(parts, samples))),
    )


def _parts(found: Callable[[str], _File], signals: tuple[WfdbSignal, ...]) -> tuple[_Part, ...]:
    """The files of a record, in the order of the head."""
    groups = [(name, tuple(group)) for name, group in groupby(signals, key=lambda each: each.file)]
    ways = {(each.file, each.format, each.first_byte) for each in signals}
    if len({name for name, _group in groups}) < len(groups) or len(ways) > len(groups):
        raise damaged()
    return tuple(_Part(file=found(name), signals=group) for name, group in groups)


def _pieces(parts: tuple[_Part, ...], samples: int) -> Iterator[Samples]:
    """The samples of all files side by side, in the units of the file."""
    # An even number, so that pairs of format 212 are never torn.
    step = max(2, PIECE_SAMPLES // sum(len(part.signals) for part in parts) // 2 * 2)
    with ExitStack() as files:
        # Read on from where the last piece ended: within a ZIP file, going back is dear.
        reading = [(part, files.enter_context(part.file.open())) for part in parts]
        for part, file in reading:
            file.seek(part.signals[0].first_byte)
        for start in range(0, samples, step):
            count = min(step, samples - start)
            columns = [_calibrated(part, file, count) for part, file in reading]
            yield np.concatenate(columns, axis=1)


def _calibrated(part: _Part, file: BinaryIO, count: int) -> Samples:
    """The next samples of a file, in the units of its signals."""
    kind = part.signals[0].format
    numbers = count * len(part.signals)
    length = 2 * numbers if kind == "16" else (3 * numbers + 1) // 2
    read = _exactly(file.read(length), length)
    raw = np.frombuffer(read, "<i2") if kind == "16" else _of_212(read)[:numbers]
    told = np.where(raw == INVALID[kind], np.nan, raw.astype(np.float64))
    baselines = np.array([each.baseline for each in part.signals], np.float64)
    gains = np.array([each.gain for each in part.signals])
    calibrated: Samples = (told.reshape(count, -1) - baselines) / gains
    return calibrated


def _of_212(packed: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    """Pairs of numbers of 12 bits, each pair in three bytes."""
    triples = np.frombuffer(packed + bytes(-len(packed) % 3), np.uint8).reshape(-1, 3)
    low, middle, high = triples.T.astype(np.int16)
    pairs = np.stack([low | (middle & 0x0F) << 8, high | (middle & 0xF0) << 4], axis=1)
    return np.where(pairs > 0x7FF, pairs - 0x1000, pairs).astype(np.int16).ravel()


def _exactly(read: bytes, length: int) -> bytes:
    """What was read, if it is whole."""
    if len(read) < length:
        raise ends_early()
    return read
