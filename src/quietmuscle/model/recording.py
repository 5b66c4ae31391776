"""The nouns of a recording: what it is, in which unit, and its samples in blocks."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from numpy import float64
from numpy import uint8
from numpy.typing import NDArray

from quietmuscle.base.text import Message

Samples: TypeAlias = NDArray[float64]
"""(samples, channels)"""
Image: TypeAlias = NDArray[uint8]
"""(height, width), brightness"""


class Modality(StrEnum):
    """What a recording was made with."""

    EMG = "emg"
    ACCEL = "accel"
    VIDEO = "video"
    ULTRASOUND = "ultrasound"


class SignalUnit(StrEnum):
    """The unit of samples, where it is known."""

    MICROVOLT = "uV"
    METRE_PER_SECOND_SQUARED = "m/s2"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalHeader:
    """What is known of a signal before its samples are read.

    `unit` is None where it is not known: then no claim in µV or m/s² is made.
    `samples` is the length where the file tells it. `remarks` are said to the
    person, such as a rate that was inferred.
    """

    modality: Modality
    rate_hz: float
    channels: tuple[str, ...]
    unit: SignalUnit | None
    samples: int | None = None
    remarks: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalSource:
    """A signal that is read in blocks, so that its length does not matter.

    `blocks(samples)` gives arrays of shape (up to `samples`, channels), in
    order, without gaps; what is missing is NaN. It can be called again.
    """

    header: SignalHeader
    blocks: Callable[[int], Iterator[Samples]]


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoHeader:
    """What is known of a video before its pictures are read.

    `width` and `height` are those of the upright picture. `duration_s` is None
    where the file does not tell it.
    """

    modality: Modality
    width: int
    height: int
    rate_hz: float
    duration_s: float | None
    remarks: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One picture, upright, at its true time.

    `is_key` marks a key frame, which can fake motion; `is_repeat` one that only
    repeats the last.
    """

    time_s: float
    image: Image
    is_key: bool
    is_repeat: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoSource:
    """A video that is read picture by picture. `frames()` can be called again."""

    header: VideoHeader
    frames: Callable[[], Iterator[Frame]]
