"""What the papers of an experiment are written with: items, in the words of one language."""

from __future__ import annotations

from dataclasses import dataclass

from quietmuscle.base.text import Message
from quietmuscle.base.text import say


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperItem:
    """An item of a checklist: its number there, its title, and what is to say."""

    number: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Writer:
    """Puts items into the words of one language."""

    language: str

    def say(self, words: str, **values: object) -> str:
        """A sentence in that language."""
        return say(Message(words, values), self.language)

    def item(self, number: str, title: str, *lines: str) -> PaperItem:
        """An item with its lines, without those that are empty."""
        return PaperItem(
            number=number,
            title=say(Message(title), self.language),
            lines=tuple(line for line in lines if line),
        )
