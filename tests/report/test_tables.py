from __future__ import annotations

import pytest

from quietmuscle.report.tables import Table
from quietmuscle.report.tables import table_page

TABLE = Table(title="t", columns=("a",), rows=tuple((str(n),) for n in range(95)))


@pytest.mark.parametrize(
    ("number", "shown", "earlier", "later"),
    [(1, 1, None, 2), (2, 2, 1, 3), (3, 3, 2, None), (0, 1, None, 2), (99, 3, 2, None)],
)
def test_pages_lie_between_their_neighbours(number, shown, earlier, later) -> None:
    page = table_page(TABLE, number)
    assert (page.number, page.pages) == (shown, 3)
    assert (page.earlier, page.later) == (earlier, later)
    assert page.table.columns == ("a",)


def test_the_pages_hold_every_row_once() -> None:
    rows = [row for number in (1, 2, 3) for row in table_page(TABLE, number).table.rows]
    assert tuple(rows) == TABLE.rows


def test_an_empty_table_has_one_page() -> None:
    page = table_page(Table(title="t", columns=(), rows=()), 1)
    assert (page.pages, page.earlier, page.later, page.table.rows) == (1, None, None, ())
