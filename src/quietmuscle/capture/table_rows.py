"""The numbers of a table, row by row, in pieces of bounded size."""

from __future__ import annotations

import math
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.capture.refusal import empty
from quietmuscle.capture.table_form import COMMENTS
from quietmuscle.capture.table_form import LOOKED_AT_LINES
from quietmuscle.capture.table_form import TableForm
from quietmuscle.capture.table_form import cells
from quietmuscle.capture.table_form import form_of
from quietmuscle.capture.text_files import pieces_of_lines
from quietmuscle.capture.text_files import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quietmuscle.capture.text_files import Opener
    from quietmuscle.model.recording import Samples


def table_form(opener: Opener) -> TableForm:
    """The form of a table."""
    lines: list[str] = []
    with text_of(opener) as text:
        for piece in pieces_of_lines(text):
            lines += piece[: LOOKED_AT_LINES - len(lines)]
            if len(lines) >= LOOKED_AT_LINES:
                break
    if not any(line.strip() for line in lines):
        raise empty()
    if len(lines) < LOOKED_AT_LINES and len(lines) > 2:
        lines = _without_torn_end(lines)
    return form_of(lines)


def _without_torn_end(lines: list[str]) -> list[str]:
    """A short file without its last line, which may be torn."""
    return lines[:-1]


def numbers(opener: Opener, form: TableForm, columns: tuple[int, ...]) -> Iterator[Samples]:
    """The numbers of some columns; NaN where a cell holds none."""
    with text_of(opener) as text:
        to_skip = form.first_line
        for piece in pieces_of_lines(text):
            lines = piece[to_skip:]
            to_skip -= len(piece) - len(lines)
            parsed = _parsed(lines, form, columns)
            if len(parsed):
                yield parsed


def first_numbers(
    opener: Opener, form: TableForm, columns: tuple[int, ...], pieces: int = 1
) -> Samples:
    """The numbers at the start of a table."""
    found = list(islice(numbers(opener, form, columns), pieces))
    return np.concatenate(found) if found else np.empty((0, len(columns)))


def _is_remark(line: str) -> bool:
    """Whether a line between numbers is a remark."""
    return line.lstrip().startswith(COMMENTS)


def _parsed(lines: list[str], form: TableForm, columns: tuple[int, ...]) -> Samples:
    """Lines as numbers: fast where all cells are numbers, else cell by cell."""
    if not any(lines):
        return np.empty((0, len(columns)))
    if form.has_decimal_comma and form.separator == ",":
        return _cell_by_cell(lines, form, columns)
    if form.has_decimal_comma:
        lines = [line.replace(",", ".") for line in lines]
    try:
        return np.loadtxt(
            lines,
            np.float64,
            comments=None,
            delimiter=None if form.separator == " " else form.separator,
            usecols=columns,
            ndmin=2,
            quotechar='"',
        )
    except ValueError:
        return _cell_by_cell(lines, form, columns)


def _cell_by_cell(lines: list[str], form: TableForm, columns: tuple[int, ...]) -> Samples:
    """Lines as numbers, some of which may be missing; remarks are passed over."""
    rows = [_row(line, form, columns) for line in lines if line.strip() and not _is_remark(line)]
    return np.array(rows, np.float64).reshape(-1, len(columns))


def _row(line: str, form: TableForm, columns: tuple[int, ...]) -> list[float]:
    """One line as numbers."""
    row = cells(line, form.separator)
    return [_number(row[place]) if place < len(row) else math.nan for place in columns]


def _number(cell: str) -> float:
    """A cell as a number."""
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return math.nan
