"""Whom to call for an ambulance, by country: countries.toml, typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.knowledge.rows import read_rows
from quietmuscle.knowledge.sources import Source
from quietmuscle.knowledge.sources import source


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country with its emergency numbers.

    `name` is a sentence of the text catalogue. The first of `numbers` is the
    one to call; the others reach an ambulance too. `status` says whether the
    numbers were read or are recalled.
    """

    code: str
    name: str
    numbers: tuple[str, ...]
    status: str
    sources: tuple[Source, ...]

    @property
    def number(self) -> str:
        """The number to call."""
        return self.numbers[0]


def countries() -> tuple[Country, ...]:
    """Every country that we have a number of, by its English name."""
    return tuple(sorted(_table().values(), key=lambda country: country.name))


def country(code: str | None) -> Country | None:
    """The country of an ISO 3166 code, or None where it is not told or not known to us."""
    return None if code is None else _table().get(code)


def emergency_call(code: str | None) -> Message:
    """Whom to call in an emergency in a country, in words.

    Without a country, or in one whose number we do not have, these are the
    words for "your local number": we never guess one.
    """
    found = country(code)
    if found is None:
        return fact("emergency_unknown_country").message
    if len(found.numbers) == 1:
        return Message(_("Call {number}."), {"number": found.number})
    return Message(
        _("Call {number} or {other}."), {"number": found.number, "other": found.numbers[1]}
    )


@lru_cache(maxsize=1)
def _table() -> dict[str, Country]:
    rows = read_rows("countries.toml", "country")
    table = {entry.code: entry for entry in map(read_country, rows)}
    if len(table) != len(rows):
        raise KnowledgeError("countries.toml: a code stands twice")
    return table


def read_country(row: Row) -> Country:
    """The country that a row of the table describes."""
    row.only("code", "name", "numbers", "status", "sources")
    found = Country(
        code=row.text("code"),
        name=row.text("name"),
        numbers=row.texts("numbers"),
        status=row.text("status"),
        sources=tuple(source(source_id) for source_id in row.texts("sources")),
    )
    if not re.fullmatch(r"[A-Z]{2}", found.code):
        raise KnowledgeError(f"{row.place}: {found.code!r} is no code of two capital letters")
    if not found.numbers or not all(re.fullmatch(r"\d{2,5}", each) for each in found.numbers):
        raise KnowledgeError(f"{row.place}: {found.numbers} are no emergency numbers")
    if found.status not in {"read", "recalled"} or (found.status == "read") != bool(found.sources):
        raise KnowledgeError(f"{row.place}: status and sources do not fit")
    return found
