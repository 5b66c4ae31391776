"""The shelf of the single records: the settings, the person, and the id of the diary itself."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import TypeVar
from uuid import UUID
from uuid import uuid4

from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update

from quietmuscle.base.wire import from_json
from quietmuscle.base.wire import to_json
from quietmuscle.model.health import Health
from quietmuscle.model.settings import Person
from quietmuscle.model.settings import Settings
from quietmuscle.model.watch import WatchMemory
from quietmuscle.store.engine import Database
from quietmuscle.store.tables import preference as table

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from quietmuscle.model.care import Answer
    from quietmuscle.model.health import HealthItem

Record = TypeVar("Record", Settings, Person, Health, WatchMemory)
_DIARY_ID = "diary_id"


@dataclass(frozen=True, slots=True)
class PreferenceShelf:
    """How the person wants the app to be, and what they told about themselves."""

    database: Database

    def settings(self) -> Settings:
        """The settings; those of a new diary where none were made."""
        with self.database.reading() as connection:
            return load(connection, Settings)

    def put_settings(self, settings: Settings) -> None:
        """Keep the settings."""
        with self.database.writing() as connection:
            keep(connection, settings)

    def person(self) -> Person:
        """What the person told about themselves; empty where nothing was told."""
        with self.database.reading() as connection:
            return load(connection, Person)

    def put_person(self, person: Person) -> None:
        """Keep what the person told about themselves."""
        with self.database.writing() as connection:
            keep(connection, person)

    def health(self) -> Health:
        """What was told about one's health, so that only what suits is offered."""
        with self.database.reading() as connection:
            return load(connection, Health)

    def put_health(self, health: Health) -> None:
        """Keep what was told about one's health."""
        with self.database.writing() as connection:
            keep(connection, health)

    def answer_health(self, item: HealthItem, answer: Answer | None, day: date) -> Health:
        """Keep one answer of a day; the others are read and kept within the same write."""
        with self.database.writing() as connection:
            health = load(connection, Health).with_answer(item, answer, day)
            keep(connection, health)
        return health

    def tell_no_medicines(self, day: date | None) -> None:
        """Keep the day on which the person said that they take no medicines; None takes it back."""
        with self.database.writing() as connection:
            health = load(connection, Health)
            if health.no_medicines_on != day:
                keep(connection, replace(health, no_medicines_on=day))

    def watch_memory(self) -> WatchMemory:
        """Since when the watch over the diary is quiet."""
        with self.database.reading() as connection:
            return load(connection, WatchMemory)

    def put_watch_memory(self, memory: WatchMemory) -> None:
        """Keep since when the watch is quiet, and about what."""
        with self.database.writing() as connection:
            keep(connection, memory)

    def diary_id(self) -> UUID:
        """The random id by which a device tells this diary from others.

        It is made when it is first asked for, stays in backups, and is no part
        of an archive. A diary that was wiped gets a new one, so that what still
        waits on other devices cannot fill it again.
        """
        with self.database.reading() as connection:
            known = _diary_id(connection)
        if known is not None:
            return known
        with self.database.writing() as connection:
            known = _diary_id(connection)  # another may have been quicker
            if known is None:
                known = uuid4()
                value = to_json(known).decode()
                connection.execute(insert(table).values(name=_DIARY_ID, value=value))
            return known


def load(connection: Connection, kind: type[Record]) -> Record:
    """The record of a kind, or the one of a new diary."""
    query = select(table.c.value).where(table.c.name == _name(kind))
    value = connection.execute(query).scalar_one_or_none()
    return kind() if value is None else from_json(kind, value)


def keep(connection: Connection, record: Settings | Person | Health | WatchMemory) -> None:
    """Keep a record in place of the one before."""
    name, value = _name(type(record)), to_json(record).decode()
    changed = connection.execute(update(table).where(table.c.name == name).values(value=value))
    if changed.rowcount == 0:
        connection.execute(insert(table).values(name=name, value=value))


def _diary_id(connection: Connection) -> UUID | None:
    query = select(table.c.value).where(table.c.name == _DIARY_ID)
    value = connection.execute(query).scalar_one_or_none()
    return None if value is None else from_json(UUID, value)


def _name(kind: type[Settings | Person | Health | WatchMemory]) -> str:
    return kind.__name__.lower()
