"""Rows of our own TOML tables, read strictly.

The tables ship with the program, so a fault in one is a fault of ours: it
stops the tests, and is not worded for readers.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib.resources import files
from typing import TYPE_CHECKING
from typing import TypeVar

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Choice = TypeVar("Choice", bound=StrEnum)


class KnowledgeError(ValueError):
    """A table of ours that contradicts itself."""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a table, with the place where it stands."""

    place: str
    fields: Mapping[str, object]

    def text(self, name: str, default: str | None = None) -> str:
        """A field that holds words."""
        value = self.fields.get(name, default)
        if not isinstance(value, str) or (name in self.fields and not value.strip()):
            raise self._fault(name, "words")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A field that holds a list of words; empty where it is left out."""
        value = self.fields.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._fault(name, "a list of words")
        return tuple(value)

    def choice(self, name: str, choices: type[Choice]) -> Choice:
        """A field that holds one of a few words."""
        word = self.text(name)
        if word not in set(choices):
            raise self._fault(name, f"one of {', '.join(choices)}")
        return choices(word)

    def choices(self, name: str, choices: type[Choice]) -> tuple[Choice, ...]:
        """A field that holds some of a few words, each once; empty where it is left out."""
        words = self.texts(name)
        if len(set(words)) != len(words) or not set(words) <= set(choices):
            raise self._fault(name, f"some of {', '.join(choices)}, each once")
        return tuple(map(choices, words))

    def flag(self, name: str) -> bool:
        """A field that holds true or false; false where it is left out."""
        value = self.fields.get(name, False)
        if not isinstance(value, bool):
            raise self._fault(name, "true or false")
        return value

    def day(self, name: str) -> date:
        """A field that holds a date."""
        value = self.fields.get(name)
        if type(value) is not date:
            raise self._fault(name, "a date")
        return value

    def only(self, *names: str) -> None:
        """Refuse fields of other names: a slip of the pen must not hide a fact."""
        for name in self.fields:
            if name not in names:
                raise KnowledgeError(f"{self.place}: there is no field {name!r}")

    def _fault(self, name: str, wanted: str) -> KnowledgeError:
        return KnowledgeError(
            f"{self.place}: {name!r} must hold {wanted}, not {self.fields.get(name)!r}"
        )


def read_rows(file_name: str, table: str) -> tuple[Row, ...]:
    """The entries of one table of a TOML file of this folder, in their order."""
    text = _folder().joinpath(file_name).read_text(encoding="utf-8")
    return rows_of(text, table, file_name)


def read_folder(folder: str, table: str) -> tuple[Row, ...]:
    """The entries of one table that is split over the TOML files of a folder, by file name."""
    names = sorted(entry.name for entry in _folder().joinpath(folder).iterdir())
    tables = (read_rows(f"{folder}/{name}", table) for name in names if name.endswith(".toml"))
    return tuple(row for rows in tables for row in rows)


def rows_of(text: str, table: str, file_name: str) -> tuple[Row, ...]:
    """The entries of one table of a TOML text. Raises KnowledgeError where it is damaged."""
    try:
        entries = tomllib.loads(text).get(table, [])
    except tomllib.TOMLDecodeError as fault:
        raise KnowledgeError(f"{file_name}: {fault}") from fault
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise KnowledgeError(f"{file_name}: {table!r} is no list of entries")
    return tuple(
        Row(place=_place(file_name, table, number, entry), fields=entry)
        for number, entry in enumerate(entries, start=1)
    )


def _place(file_name: str, table: str, number: int, entry: Mapping[str, object]) -> str:
    """Where an entry stands: its file, its number, and its id where it has one."""
    name = entry.get("id")
    known = f" ({name})" if isinstance(name, str) and name else ""
    return f"{file_name}, {table} {number}{known}"


def _folder() -> Traversable:
    return files("quietmuscle.knowledge")
