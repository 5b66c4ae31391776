"""A day some days before another, worked out by the database: each of them says it differently."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import Date
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.sql.compiler import SQLCompiler


class DaysBefore(FunctionElement[date]):
    """The day so many days before the day of a column."""

    type = Date()
    inherit_cache = True

    def __init__(self, day: ColumnElement[Any], days: ColumnElement[int]) -> None:
        super().__init__(day, days)


@compiles(DaysBefore)
def _by_arithmetic(element: DaysBefore, compiler: SQLCompiler, **more: Any) -> str:
    day, days = (compiler.process(each, **more) for each in element.clauses)
    return f"({day} - CAST({days} AS INTEGER))"


@compiles(DaysBefore, "sqlite")
def _by_words(element: DaysBefore, compiler: SQLCompiler, **more: Any) -> str:
    day, days = (compiler.process(each, **more) for each in element.clauses)
    return f"date({day}, '-' || {days} || ' days')"
