"""The form of a table of numbers: what separates cells, how decimals and headings are written."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass

from quietmuscle.base.text import _
from quietmuscle.capture.blocks import MOST_CHANNELS
from quietmuscle.capture.refusal import refusal

SEPARATORS = ("\t", ";", ",", " ")
LOOKED_AT_LINES = 400
MOST_LINES_BEFORE = 200
"""Lines before the numbers that describe them."""

MOST_CELLS = MOST_CHANNELS + 16
COMMENTS = ("#", "%", "//")
EMPTY = {"", "nan", "na", "n/a", "null", "none", "-nan", "inf", "-inf", "+inf", "--"}
NUMERIC_SHARE = 0.9

_POINT = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_COMMA = re.compile(r"[+-]?(\d+,?\d*|,\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_BEGINS_AS_NUMBER = re.compile(r"\s*\"?[+-]?[.,]?\d")
_RATE = re.compile(
    r"(?:sampl\w*[ _-]*(?:rate|freq\w*)|\bfs\b|abtastrate|rate_hz)\W{0,12}?([\d.]+)\s*(k?)(?:hz)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableForm:
    """How a table is written.

    `first_line` is the first line of numbers, counted from 0. `names` are the
    headings, empty where there are none. `told_rate_hz` is what the lines
    before the numbers say.
    """

    separator: str
    has_decimal_comma: bool
    first_line: int
    names: tuple[str, ...]
    columns: int
    told_rate_hz: float | None


def cells(line: str, separator: str) -> list[str]:
    """The cells of a line, without quotation marks."""
    if separator == " ":
        return line.split()
    if '"' not in line:
        return [cell.strip() for cell in line.split(separator)]
    row = next(csv.reader([line], delimiter=separator, skipinitialspace=True), [])
    return [cell.strip() for cell in row]


def is_number(cell: str, *, has_decimal_comma: bool) -> bool:
    """Whether a cell holds a number, or says that it has none."""
    pattern = _COMMA if has_decimal_comma else _POINT
    return bool(pattern.fullmatch(cell)) or cell.lower() in EMPTY


def form_of(lines: list[str]) -> TableForm:
    """The form of a table, from its first lines."""
    lines = lines[:LOOKED_AT_LINES]
    forms = [
        found
        for separator in SEPARATORS
        for comma in ((False,) if separator == " " else (False, True))
        if (found := _form(lines, separator, has_decimal_comma=comma))
    ]
    if not forms:
        raise refusal(_("This file holds no table of numbers. Please choose another file."))
    share, form = max(forms, key=lambda each: each[0])
    if share < NUMERIC_SHARE:
        raise refusal(_("This file holds no table of numbers. Please choose another file."))
    if form.columns > MOST_CELLS:
        raise refusal(
            _("This file promises {count} channels, which cannot be. It may be damaged."),
            count=form.columns,
        )
    return form


def _form(
    lines: list[str], separator: str, *, has_decimal_comma: bool
) -> tuple[float, TableForm] | None:
    """How well a form suits the lines, and the form; None where it does not at all."""
    rows = [_row(line, separator) for line in lines]
    first = next(
        (place for place, row in enumerate(rows) if _is_told(row, has_decimal_comma)), None
    )
    if first is None or first > MOST_LINES_BEFORE:
        return None
    told = [row for row in rows[first:] if row]
    columns = max(map(len, told[:50]))
    heading = next((row for row in reversed(rows[:first]) if row), [])
    unlikely = has_decimal_comma and columns == 1
    if separator == "," and _is_one_column(told, heading):
        separator, has_decimal_comma, columns = ";", True, 1
        told = [[",".join(row)] for row in told]
    good = sum(
        len(row) == columns and all(is_number(c, has_decimal_comma=has_decimal_comma) for c in row)
        for row in told
    )
    before = [line for line in lines[:first] if line.strip()]
    names = tuple(heading) if len(heading) == columns and _is_heading(heading) else ()
    form = TableForm(
        separator=separator,
        has_decimal_comma=has_decimal_comma,
        first_line=first,
        names=names,
        columns=columns,
        told_rate_hz=_told_rate_hz(before),
    )
    # Among forms that suit equally, more cells are told apart, and earlier. Whole numbers
    # with a comma between them are two sooner than one.
    skipped = sum(bool(_BEGINS_AS_NUMBER.match(line)) for line in before)
    score = good / (len(told) + skipped) + min(columns, 99) * 1e-4 - first * 1e-6
    return score - (0.2 if unlikely else 0), form


def _row(line: str, separator: str) -> list[str]:
    """The cells of a line; none where it is a remark or empty."""
    bare = line.strip().lstrip('"')
    if not bare or bare.startswith(COMMENTS):
        return []
    return cells(line.rstrip(), separator)


def _is_told(row: list[str], has_decimal_comma: bool) -> bool:  # noqa: FBT001 - only here
    """Whether a row holds numbers and nothing else, and one of them at least."""
    return (
        bool(row)
        and all(is_number(cell, has_decimal_comma=has_decimal_comma) for cell in row)
        and any(cell.lower() not in EMPTY for cell in row)
    )


def _is_heading(row: list[str]) -> bool:
    """Whether cells are names."""
    return any(re.search(r"[^\W\d]", cell) for cell in row)


def _is_one_column(rows: list[list[str]], heading: list[str]) -> bool:
    """Whether what looks like two columns of whole numbers is one with a decimal comma."""
    if not all(len(row) <= 2 and all(re.fullmatch(r"[+-]?\d+", c) for c in row) for row in rows):
        return False
    named_once = len(heading) == 1 and _is_heading(heading)
    behind = [row[1] for row in rows if len(row) == 2]
    return bool(behind) and (
        named_once
        or any(row[0] in {"-0", "+0"} for row in rows)
        or any(re.match(r"0\d", cell) for cell in behind)
    )


def _told_rate_hz(lines: list[str]) -> float | None:
    """A sampling rate that the lines before the numbers tell."""
    for line in lines:
        found = _RATE.search(line)
        if found and re.fullmatch(r"\d{1,7}(\.\d*)?", found.group(1)):
            rate_hz = float(found.group(1)) * (1000 if found.group(2) else 1)
            return rate_hz or None
    return None
