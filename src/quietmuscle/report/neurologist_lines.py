"""What the parts of the page for the neurologist are made of: lines, and how many there may be."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say

_LONGEST_WORD = 24
_PIECE_OF_WORD = 8
_SOFT_BREAK = "\u200b"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of everything a version of the page shows."""

    lines: int
    medicines: int
    changes: int
    letters: int
    picture_height_mm: int
    tried: int = 2
    measured: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a section: its label, which may be empty, and its words."""

    label: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with lines; a section without lines is not shown."""

    title: str
    lines: tuple[Line, ...]


def told(text: str, letters: int) -> str:
    """What a person wrote, on one line and no longer than so many letters.

    Letters that turn the direction of all that follows are left out, and
    endless words get places where they may break.
    """
    text = "".join(
        letter
        for letter in text
        if unicodedata.bidirectional(letter)
        not in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    )
    text = " ".join(text.split())
    if len(text) > letters:
        text = text[: letters - 1].rstrip() + "…"
    return " ".join(_breakable(word) for word in text.split())


def section_of(title: str, lines: list[Line], most: int, language: str) -> Section:
    """A section with at most so many lines, and how many more there are."""
    shown = lines[:most]
    more = and_more(len(lines) - len(shown), language)
    if more:
        shown.append(Line(label="", words=more))
    return Section(title=say(Message(title), language), lines=tuple(shown))


def and_more(left_out: int, language: str) -> str:
    """That there are more, or nothing."""
    if left_out <= 0:
        return ""
    return say(Message(_("and {number} more"), {"number": left_out}), language)


def _breakable(word: str) -> str:
    """A word, with places where it may break if it is endless."""
    if len(word) <= _LONGEST_WORD:
        return word
    starts = range(0, len(word), _PIECE_OF_WORD)
    return _SOFT_BREAK.join(word[start : start + _PIECE_OF_WORD] for start in starts)
