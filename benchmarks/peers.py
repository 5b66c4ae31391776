"""What a person could use instead of a diary app: a file, a spreadsheet, a plain database."""

from __future__ import annotations

import csv
import os
import sqlite3
import time
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

from figures import Beside
from figures import quantile
from quietmuscle.model.query import LARGEST_PAGE
from quietmuscle.model.query import EpisodeQuery

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from quietmuscle.model.episode import Episode
    from quietmuscle.store.diary import Diary

Row = tuple[str, ...]
FIELDS = ("id", "instant_utc", "day", "sites", "count", "intensity", "note")


def rows_of(diary: Diary) -> list[Row]:
    """All entries as lines of a table."""
    rows, after = [], None
    while True:
        page = diary.episodes.find(EpisodeQuery(limit=LARGEST_PAGE, after=after))
        rows += [_row(episode) for episode in page.episodes]
        if page.next is None:
            return rows[::-1]
        after = page.next


def _row(episode: Episode) -> Row:
    return (
        str(episode.id),
        episode.moment.instant_utc.isoformat(),
        episode.moment.logical_day.isoformat(),
        " ".join(map(str, episode.sites)),
        str(episode.twitches),
        "" if episode.intensity_0_10 is None else str(episode.intensity_0_10),
        episode.note,
    )


def besides(
    folder: Path, rows: list[Row], *, save_p95_ms: float, trends_ms: float, export_s: float
) -> list[Beside]:
    """The same tasks done otherwise, on the same entries and the same disk."""
    file, database = folder / "diary.csv", folder / "plain.sqlite3"
    _write_all(file, rows)
    found = [
        Beside(task=task, instead=instead, value=value, unit="ms", ours=save_p95_ms)
        for task, instead, value in (
            (
                "save, p95",
                "a line added to a CSV file, with fsync (no undo, no history, no second device)",
                _p95(lambda n: _append(file, rows[n]), 200),
            ),
            (
                "save, p95",
                "the whole CSV file written anew, as a spreadsheet does",
                _p95(lambda _: _write_all(file, rows), 5),
            ),
            (
                "save, p95",
                "a row into a plain SQLite table (sqlite3 as it comes)",
                _plain_sqlite(database, rows),
            ),
        )
    ]
    by_utils = _sqlite_utils(folder / "utils.sqlite3", rows)
    if by_utils is not None:
        instead = "sqlite-utils insert, into a table with one index"
        found.append(
            Beside(task="save, p95", instead=instead, value=by_utils, unit="ms", ours=save_p95_ms)
        )
    counting = _p95(lambda _: _count_days(file), 5)
    instead = "the daily counts alone, from the CSV file"
    found.append(Beside(task="course", instead=instead, value=counting, unit="ms", ours=trends_ms))
    writing = _p95(lambda _: _write_all(file, rows), 3) / 1000
    instead = "the entries alone as a CSV file (no history, settings, days, photos)"
    found.append(Beside(task="export", instead=instead, value=writing, unit="s", ours=export_s))
    return found


def _p95(task: Callable[[int], object], times: int) -> float:
    took = []
    for number in range(times):
        begin = time.perf_counter()
        task(number)
        took.append((time.perf_counter() - begin) * 1000)
    return quantile(took, 0.95)


def _append(file: Path, row: Row) -> None:
    with file.open("a", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerow(row)
        lines.flush()
        os.fsync(lines.fileno())


def _write_all(file: Path, rows: list[Row]) -> None:
    part = file.with_suffix(".part")
    with part.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([FIELDS, *rows])
        lines.flush()
        os.fsync(lines.fileno())
    part.replace(file)


def _count_days(file: Path) -> Counter[str]:
    with file.open(encoding="utf-8", newline="") as lines:
        counts: Counter[str] = Counter()
        for row in csv.DictReader(lines):
            counts[row["day"]] += int(row["count"])
        return counts


def _plain_sqlite(file: Path, rows: list[Row]) -> float:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"CREATE TABLE episode ({', '.join(FIELDS)}, PRIMARY KEY (id))")
        _insert = f"INSERT OR REPLACE INTO episode VALUES ({', '.join('?' * len(FIELDS))})"
        with connection:
            connection.executemany(_insert, rows)

        def save(number: int) -> None:
            with connection:
                connection.execute(_insert, (f"new {number}", *rows[number][1:]))

        return _p95(save, 200)


def _sqlite_utils(file: Path, rows: list[Row]) -> float | None:
    """None where sqlite-utils is not installed: it is no part of ours."""
    try:
        import sqlite_utils
    except ImportError:
        return None
    table = sqlite_utils.Database(file)["episode"]
    named = [dict(zip(FIELDS, row, strict=True)) for row in rows]
    table.insert_all(named, pk="id")
    table.create_index(["day"])
    return _p95(lambda n: table.insert({**named[n], "id": f"new {n}"}), 200)
