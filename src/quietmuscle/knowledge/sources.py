"""Where facts, codes and numbers come from: sources.toml, typed.

A source was `read` (we saw the text, often in a copy: `recheck` names the
original), is `recalled` from memory with a confidence, or is our `own`
judgement, which a clinician has yet to sign, or a `model` of ours, whose figures a
benchmark prints beside published ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.knowledge.rows import read_rows


class SourceStatus(StrEnum):
    """How we know of a source."""

    READ = "read"
    RECALLED = "recalled"
    OWN = "own"
    MODEL = "model"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A text that facts rest on.

    `addresses` and `read_on` belong to sources that were read, `confidence`
    (high, medium, low) to recalled ones. `recheck` says what to look at again.
    `original` is the address of the text itself where a copy of it was read.
    `authority` marks guidelines, labels and warnings of agencies.
    """

    id: str
    title: str
    status: SourceStatus
    addresses: tuple[str, ...]
    read_on: date | None
    recheck: str
    confidence: str
    authority: bool = False
    original: str | None = None


def sources() -> tuple[Source, ...]:
    """Every source, in the order of the table."""
    return tuple(_table().values())


def source(source_id: str) -> Source:
    """The source of an id. Raises KnowledgeError: a dangling id is our fault."""
    try:
        return _table()[source_id]
    except KeyError:
        raise KnowledgeError(f"sources.toml: there is no source {source_id!r}") from None


@lru_cache(maxsize=1)
def _table() -> dict[str, Source]:
    rows = read_rows("sources.toml", "source")
    table = {entry.id: entry for entry in map(read_source, rows)}
    if len(table) != len(rows):
        raise KnowledgeError("sources.toml: an id stands twice")
    return table


def read_source(row: Row) -> Source:
    """The source that a row of the table describes."""
    row.only(
        *("id", "title", "status", "address", "read_on"),
        *("original", "recheck", "confidence", "authority"),
    )
    status = row.text("status")
    if status not in set(SourceStatus):
        raise KnowledgeError(f"{row.place}: {status!r} is no status of a source")
    was_read = status == SourceStatus.READ
    found = Source(
        id=row.text("id"),
        title=row.text("title"),
        status=SourceStatus(status),
        addresses=row.texts("address"),
        read_on=row.day("read_on") if was_read else None,
        recheck=row.text("recheck", ""),
        confidence=row.text("confidence", ""),
        authority=row.flag("authority"),
        original=row.text("original", "") or None,
    )
    if was_read != bool(found.addresses):
        raise KnowledgeError(f"{row.place}: an address belongs to what was read, and only there")
    if found.original and not was_read:
        raise KnowledgeError(f"{row.place}: an original stands beside the copy that was read")
    if not was_read and not found.recheck:
        raise KnowledgeError(f"{row.place}: what was not read must say what to look for")
    if (status == SourceStatus.RECALLED) != (found.confidence in {"high", "medium", "low"}):
        raise KnowledgeError(f"{row.place}: a confidence belongs to what is recalled")
    return found
