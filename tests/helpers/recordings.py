"""Recordings for tests, written as other programs write them."""

from __future__ import annotations

import io
import zipfile
from fractions import Fraction
from typing import TYPE_CHECKING

import av
import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

RATE_HZ = 2000


def emg(seconds: float = 2.0, channels: int = 1, seed: int = 1) -> np.ndarray:
    """Noise in µV as electrodes give it, of shape (samples, channels)."""
    return np.random.default_rng(seed).normal(0, 20, (round(seconds * RATE_HZ), channels))


def all_of(source, samples: int = 999) -> np.ndarray:
    """All samples of a source."""
    blocks = list(source.blocks(samples))
    assert all(len(block) == samples for block in blocks[:-1])
    return np.concatenate(blocks)


def sentences(source) -> str:
    """The remarks of a source, in English."""
    from quietmuscle.base.text import say

    return " | ".join(say(remark) for remark in source.header.remarks)


def edf_bytes(
    records: np.ndarray,
    *,
    record_s: float = 1.0,
    labels: tuple[str, ...] = ("EMG",),
    units: tuple[str, ...] = ("uV",),
    onsets_s: tuple[float, ...] | None = None,
    width: int = 2,
) -> bytes:
    """An EDF or BDF file of numbers of shape (records, channels, samples), by hand.

    One number is one unit. With onsets it is an interrupted EDF+ or BDF+ file.
    """
    count, channels, samples = records.shape
    top = 2 ** (8 * width - 1) - 1
    names, dims, lengths = list(labels), list(units), [samples] * channels
    notes = 30
    if onsets_s is not None:
        names.append("EDF Annotations" if width == 2 else "BDF Annotations")
        dims.append("")
        lengths.append(notes)
    columns = [
        (names, 16), ([""] * len(names), 80), (dims, 8),
        ([-top - 1] * len(names), 8), ([top] * len(names), 8),
        ([-top - 1] * len(names), 8), ([top] * len(names), 8),
        ([""] * len(names), 80), (lengths, 8), ([""] * len(names), 32),
    ]  # fmt: skip
    start = b"0       " if width == 2 else b"\xffBIOSEMI"
    kind = "" if onsets_s is None else ("EDF+D" if width == 2 else "BDF+D")
    fields = (
        ("", 80), ("", 80), ("23.11.26", 8), ("10.00.00", 8), (256 * (1 + len(names)), 8),
        (kind, 44), (count, 8), (f"{record_s:g}", 8), (len(names), 4),
    )  # fmt: skip
    head = start + b"".join(str(value).ljust(size).encode("latin-1") for value, size in fields)
    for values, size in columns:
        head += b"".join(str(value).ljust(size).encode("latin-1") for value in values)
    body = []
    for place, record in enumerate(records):
        wide = record.astype("<i4").reshape(-1, 1).view(np.uint8)
        body.append(np.ascontiguousarray(wide[:, :width]).tobytes())
        if onsets_s is not None:
            body.append(f"+{onsets_s[place]:g}\x14\x14\x00".encode().ljust(notes * width, b"\0"))
    return head + b"".join(body)


def pack_212(numbers: np.ndarray) -> bytes:
    """Numbers of 12 bits, two in three bytes."""
    even = np.append(numbers, 0) if len(numbers) % 2 else numbers
    one, two = (even.reshape(-1, 2).T & 0xFFF).astype(np.int64)
    triples = np.stack([one & 0xFF, (one >> 8) | (two >> 8) << 4, two & 0xFF], axis=1)
    return triples.astype(np.uint8).tobytes()


def zip_of(target: Path, **members: str | bytes) -> Path:
    """A ZIP file; `__` in a name stands for a point."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return target


def pictures(count: int = 20, height: int = 48, width: int = 64) -> list[np.ndarray]:
    """Pictures with a light spot that wanders to the right; the upper left corner is light."""
    made = []
    for number in range(count):
        image = np.full((height, width), 60, np.uint8)
        image[:8, :8] = 220
        image[24:36, 8 + 2 * number : 20 + 2 * number] = 180
        made.append(image)
    return made


def film(
    target: Path,
    images: list[np.ndarray],
    *,
    codec: str = "libx264",
    rate: int = 25,
    ticks: list[int] | None = None,
    gop: int = 10,
) -> Path:
    """A film; `ticks` are the times of its pictures in ms, where they are not even."""
    with av.open(str(target), "w") as container:
        stream = container.add_stream(codec, rate=rate)
        stream.height, stream.width = images[0].shape
        stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        stream.gop_size = gop
        if ticks is not None:
            stream.codec_context.time_base = Fraction(1, 1000)
        for place, image in enumerate(images):
            frame = av.VideoFrame.from_ndarray(np.stack([image] * 3, axis=2), format="rgb24")
            frame = frame.reformat(format=stream.pix_fmt)
            if ticks is not None:
                frame.time_base = Fraction(1, 1000)
                frame.pts = ticks[place]
            else:
                frame.time_base = Fraction(1, rate)
                frame.pts = place
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return target


def turned(target: Path, quarter: int) -> Path:
    """An MP4 or MOV film that says it is to be shown turned by quarters, clockwise."""
    one, minus = 1 << 16, (-1 << 16) & 0xFFFFFFFF
    matrix = {
        1: (0, one, 0, minus, 0, 0, 0, 0, 1 << 30),
        2: (minus, 0, 0, 0, minus, 0, 0, 0, 1 << 30),
        3: (0, minus, 0, one, 0, 0, 0, 0, 1 << 30),
    }[quarter]
    content = bytearray(target.read_bytes())
    place = content.index(b"tkhd") + 4 + 4 + 4 * 5 + 8 + 8
    content[place : place + 36] = b"".join(each.to_bytes(4, "big") for each in matrix)
    target.write_bytes(content)
    return target


def npy_bytes(array: np.ndarray) -> bytes:
    """An NPY file."""
    target = io.BytesIO()
    np.save(target, array)
    return target.getvalue()
