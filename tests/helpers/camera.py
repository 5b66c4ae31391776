"""What a phone's camera reads from a QR code (ISO/IEC 18004), for codes as large as ours.

It knows nothing of the program that drew the code, and corrects no errors: a
picture on a screen has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

Picture = list[list[bool]]
"""Dark modules, row by row, without the margin."""

LEVELS = {1: "L", 0: "M", 3: "Q", 2: "H"}
BLOCKS = {
    (3, "M"): (44,),
    (3, "Q"): (17, 17),
    (4, "M"): (32, 32),
    (5, "M"): (43, 43),
    (6, "M"): (27, 27, 27, 27),
}
"""Version and level: how many bytes of data each block has."""

MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda i, j: (i + j) % 2 == 0,
    lambda i, _j: i % 2 == 0,
    lambda _i, j: j % 3 == 0,
    lambda i, j: (i + j) % 3 == 0,
    lambda i, j: (i // 2 + j // 3) % 2 == 0,
    lambda i, j: i * j % 2 + i * j % 3 == 0,
    lambda i, j: (i * j % 2 + i * j % 3) % 2 == 0,
    lambda i, j: ((i + j) % 2 + i * j % 3) % 2 == 0,
)
BYTE_MODE = 0b0100
FORMAT_MASK = 0b101010000010010


def without_margin(drawn: Picture) -> Picture:
    """The code alone."""
    rows = [number for number, row in enumerate(drawn) if any(row)]
    columns = [number for number, column in enumerate(zip(*drawn, strict=True)) if any(column)]
    return [row[columns[0] : columns[-1] + 1] for row in drawn[rows[0] : rows[-1] + 1]]


def read_code(picture: Picture) -> str:
    """The text of a code."""
    version = (len(picture) - 17) // 4
    level, mask = _format(picture)
    bits = [
        picture[i][j] is not MASKS[mask](i, j)
        for i, j in _way(len(picture))
        if not _is_fixed(i, j, len(picture))
    ]
    words = [_number(bits[at : at + 8]) for at in range(0, len(bits) // 8 * 8, 8)]
    data = "".join(f"{word:08b}" for word in _in_order(words, BLOCKS[version, level]))
    assert int(data[:4], 2) == BYTE_MODE
    length = int(data[4:12], 2)
    text = data[12 : 12 + 8 * length]
    return bytes(int(text[at : at + 8], 2) for at in range(0, len(text), 8)).decode()


def _format(picture: Picture) -> tuple[str, int]:
    places = [*((8, j) for j in (0, 1, 2, 3, 4, 5, 7, 8)), *((i, 8) for i in (7, 5, 4, 3, 2, 1, 0))]
    told = _number([picture[i][j] for i, j in places]) ^ FORMAT_MASK
    return LEVELS[told >> 13], told >> 10 & 0b111


def _way(size: int) -> Iterator[tuple[int, int]]:
    """From the lower right corner up and down in columns of two."""
    upwards = True
    for right in (*range(size - 1, 6, -2), *range(5, 0, -2)):
        for i in range(size - 1, -1, -1) if upwards else range(size):
            yield i, right
            yield i, right - 1
        upwards = not upwards


def _is_fixed(i: int, j: int, size: int) -> bool:
    """Whether a module belongs to the code's form: corners, rulers, the small square."""
    corner = (i < 9 and j < 9) or (i < 9 and j >= size - 8) or (i >= size - 8 and j < 9)
    middle = size - 7
    small_square = abs(i - middle) <= 2 and abs(j - middle) <= 2
    return corner or i == 6 or j == 6 or small_square


def _in_order(words: list[int], lengths: tuple[int, ...]) -> list[int]:
    """The data of all blocks one after the other; they are laid like cards, in turn."""
    blocks = [words[number : sum(lengths) : len(lengths)] for number in range(len(lengths))]
    return [word for block in blocks for word in block]


def _number(bits: list[bool]) -> int:
    return int("".join("1" if bit else "0" for bit in bits), 2)
