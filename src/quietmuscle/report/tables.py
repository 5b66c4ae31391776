"""Tables that say in words and numbers what a picture shows."""

from __future__ import annotations

from dataclasses import dataclass

ROWS_OF_A_PAGE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table in one language: its name, the heads of its columns, its rows.

    The first cell of a row is the row's head. Each row has a cell for each column.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePage:
    """A part of a long table: its number, from 1, and how many there are."""

    table: Table
    number: int
    pages: int

    @property
    def earlier(self) -> int | None:
        """The number of the page before, None on the first."""
        return self.number - 1 if self.number > 1 else None

    @property
    def later(self) -> int | None:
        """The number of the page after, None on the last."""
        return self.number + 1 if self.number < self.pages else None


def table_page(table: Table, number: int, rows: int = ROWS_OF_A_PAGE) -> TablePage:
    """One page of a table; numbers outside give the nearest page there is."""
    pages = max(-(-len(table.rows) // rows), 1)
    number = min(max(number, 1), pages)
    part = table.rows[(number - 1) * rows : number * rows]
    return TablePage(
        table=Table(title=table.title, columns=table.columns, rows=part),
        number=number,
        pages=pages,
    )
