"""Rows of our own TOML tables, read strictly.

The tables ship with the program, so a fault in one is a fault of ours: it
stops the tests, and is not worded for readers.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files


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
    text = files("quietmuscle.knowledge").joinpath(file_name).read_text(encoding="utf-8")
    return rows_of(text, table, file_name)


def rows_of(text: str, table: str, file_name: str) -> tuple[Row, ...]:
    """The entries of one table of a TOML text."""
    entries = tomllib.loads(text).get(table, [])
    return tuple(
        Row(place=f"{file_name}, {table} {number}", fields=entry)
        for number, entry in enumerate(entries, start=1)
    )
