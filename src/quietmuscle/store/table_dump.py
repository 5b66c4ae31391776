"""All tables of a database in one compressed file: the backup of a PostgreSQL diary.

It knows nothing of what the tables mean, so a diary of any version can be
dumped, and brought back by migrating an empty database to that version.
Line by line, each line JSON: the header, then for each table its name and
columns and one line a row, then the number of rows.
"""

from __future__ import annotations

import gzip
import json
import zlib
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from typing import IO
from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

from sqlalchemy import MetaData
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import text

from quietmuscle.store.migrating import VERSION_TABLE
from quietmuscle.store.migrating import migrate
from quietmuscle.store.migrating import version_of
from quietmuscle.store.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection
    from sqlalchemy import Table

_FORMAT = "quietmuscle-tables-1"
_ROWS_AT_ONCE = 1000


class BrokenDumpError(Exception):
    """A dump that is cut off, altered, or something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Batch:
    """Some rows of a table."""

    table: str
    columns: tuple[str, ...]
    rows: list[list[Any]]


def dump_tables(connection: Connection, file: IO[bytes]) -> None:
    """Write all rows of all tables, as they are at one instant."""
    rows = 0
    with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:
        _write(packed, {"format": _FORMAT, "schema": version_of(connection)})
        for table in _present_tables(connection):
            _write(packed, {"table": table.name, "columns": table.columns.keys()})
            query = select(table).order_by(*table.primary_key.columns)
            streamed = query.execution_options(yield_per=_ROWS_AT_ONCE)
            for row in connection.execute(streamed):
                _write(packed, [_plain(value) for value in row])
                rows += 1
        _write(packed, {"rows": rows})


def is_whole(path: Path) -> bool:
    """Whether a dump can be read to its end."""
    try:
        for _batch in _batches(path):
            pass
    except BrokenDumpError:
        return False
    return True


def bring_back_tables(connection: Connection, path: Path) -> None:
    """Replace all tables by those of a dump, in the connection's own transaction.

    Raises BrokenDumpError for a dump that is not whole.
    """
    for name in (*(table.name for table in reversed(metadata.sorted_tables)), VERSION_TABLE):
        connection.execute(text(f'DROP TABLE IF EXISTS "{name}"'))
    migrate(connection, _schema(path))
    tables = {table.name: table for table in _present_tables(connection)}
    for batch in _batches(path):
        table = tables[batch.table]
        kinds = [table.c[name].type.python_type for name in batch.columns]
        rows = [
            {
                name: _typed(value, kind)
                for name, kind, value in zip(batch.columns, kinds, row, strict=True)
            }
            for row in batch.rows
        ]
        connection.execute(insert(table), rows)
    migrate(connection)


def _present_tables(connection: Connection) -> list[Table]:
    """The tables as they are now, whatever our version, those others refer to first."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != VERSION_TABLE]


def _schema(path: Path) -> str:
    with gzip.open(path, "rb") as packed:
        schema: str = json.loads(packed.readline())["schema"]
    return schema


def _batches(path: Path) -> Iterator[_Batch]:
    """The rows of a dump; BrokenDumpError at the latest after the last one."""
    try:
        with gzip.open(path, "rb") as packed:
            yield from _read(packed)
    except (EOFError, gzip.BadGzipFile, zlib.error, ValueError, KeyError, TypeError) as error:
        raise BrokenDumpError from error


def _read(packed: gzip.GzipFile) -> Iterator[_Batch]:
    if json.loads(packed.readline())["format"] != _FORMAT:
        raise BrokenDumpError
    batch = _Batch(table="", columns=(), rows=[])
    total = 0
    for line in packed:
        content = json.loads(line)
        if isinstance(content, list):
            batch.rows.append(content)
            total += 1
            if len(batch.rows) < _ROWS_AT_ONCE:
                continue
        if batch.rows:
            yield batch
            batch = replace(batch, rows=[])
        if isinstance(content, dict) and "table" in content:
            batch = _Batch(table=content["table"], columns=tuple(content["columns"]), rows=[])
        elif isinstance(content, dict) and content["rows"] == total and not packed.read(1):
            return
    raise BrokenDumpError


def _write(packed: gzip.GzipFile, content: object) -> None:
    packed.write(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())
    packed.write(b"\n")


def _plain(value: object) -> object:
    return str(value) if isinstance(value, (UUID, date)) else value


def _typed(value: object, kind: type) -> object:
    if isinstance(value, str):
        if kind is UUID:
            return UUID(value)
        if kind is date:
            return date.fromisoformat(value)
    return value
