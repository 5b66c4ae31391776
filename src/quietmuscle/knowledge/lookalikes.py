"""What feels like a twitch and may be something else: lookalikes.toml, typed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from quietmuscle.base.text import Message
from quietmuscle.knowledge.facts import Fact
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.knowledge.rows import read_rows
from quietmuscle.model.episode import FeltKind


class LookalikeGroup(StrEnum):
    """What one notices first; the Learn page is ordered by it."""

    SEE = "see"
    TIGHT = "tight"
    BEAT = "beat"
    FEEL = "feel"
    WORSE = "worse"
    DOCTOR = "doctor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookalike:
    """Something that feels like a twitch: what it is, and how one can tell.

    `felt_kind` is what an entry of the diary would call it. `examined` says why
    only an examination can tell; such a kind never fits by answers alone.
    `call` says what to do where it fits.
    """

    id: str
    name: str
    group: LookalikeGroup
    felt_kind: FeltKind | None
    what: Fact
    notice: tuple[Fact, ...]
    pattern: tuple[Fact, ...]
    ms: Fact
    examined: Fact | None
    call: Fact | None

    @property
    def label(self) -> Message:
        """Its name, to be put into words where it is shown."""
        return Message(self.name)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every sentence about it once, in reading order."""
        found = (self.what, *self.notice, *self.pattern, self.ms, self.examined, self.call)
        return tuple({entry.id: entry for entry in found if entry is not None}.values())


def lookalikes() -> tuple[Lookalike, ...]:
    """Every look-alike, in the order of the table."""
    return tuple(_table().values())


def lookalike(lookalike_id: str) -> Lookalike:
    """The look-alike of an id. Raises KnowledgeError: a dangling id is our fault."""
    try:
        return _table()[lookalike_id]
    except KeyError:
        raise KnowledgeError(f"lookalikes.toml: there is no look-alike {lookalike_id!r}") from None


@lru_cache(maxsize=1)
def _table() -> dict[str, Lookalike]:
    rows = read_rows("lookalikes.toml", "lookalike")
    table = {entry.id: entry for entry in map(read_lookalike, rows)}
    if len(table) != len(rows):
        raise KnowledgeError("lookalikes.toml: an id stands twice")
    return table


def read_lookalike(row: Row) -> Lookalike:
    """The look-alike that a row of the table describes; its facts must exist."""
    row.only(
        "id", "name", "group", "felt_kind", "what", "notice", "pattern", "ms", "examined", "call"
    )
    group, felt = row.text("group"), row.text("felt_kind", "")
    if group not in set(LookalikeGroup):
        raise KnowledgeError(f"{row.place}: {group!r} is no group")
    if felt and felt not in set(FeltKind):
        raise KnowledgeError(f"{row.place}: {felt!r} is no kind of an entry")
    examined, call = row.text("examined", ""), row.text("call", "")
    found = Lookalike(
        id=row.text("id"),
        name=row.text("name"),
        group=LookalikeGroup(group),
        felt_kind=FeltKind(felt) if felt else None,
        what=fact(row.text("what")),
        notice=tuple(fact(each) for each in row.texts("notice")),
        pattern=tuple(fact(each) for each in row.texts("pattern")),
        ms=fact(row.text("ms")),
        examined=fact(examined) if examined else None,
        call=fact(call) if call else None,
    )
    if not found.notice:
        raise KnowledgeError(f"{row.place}: nobody could notice {found.id}")
    return found
