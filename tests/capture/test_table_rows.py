from __future__ import annotations

import io

import numpy as np
import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.capture.table_rows import first_numbers
from quietmuscle.capture.table_rows import numbers
from quietmuscle.capture.table_rows import table_form


def rows_of(text, columns=(0, 1)):
    def opener():
        return io.BytesIO(text.encode())

    found = list(numbers(opener, table_form(opener), columns))
    return np.concatenate(found).tolist() if found else []


def test_rows_come_as_numbers():
    assert rows_of("a,b\n1,2\n3,4e1\n") == [[1, 2], [3, 40]]
    assert rows_of("1,5;2\n3;4,25\n5;6\n", (1, 0)) == [[2, 1.5], [4.25, 3], [6, 5]]
    assert rows_of('"1,5","2"\n"3","4"\n"5","6"\n') == [[1.5, 2], [3, 4], [5, 6]]
    assert rows_of('"1","2"\n"3","4"\n"5","6"\n') == [[1, 2], [3, 4], [5, 6]]


def test_what_is_no_number_is_missing_and_remarks_are_passed_over():
    text = "1,2\n" * 30 + "# pause\n\n,4\n5\nx,6\n"
    rows = np.array(rows_of(text))
    assert rows[:30].tolist() == [[1, 2]] * 30
    assert np.array_equal(rows[30:], [[np.nan, 4], [5, np.nan], [np.nan, 6]], equal_nan=True)


def test_a_last_line_that_is_torn_does_not_decide_the_form():
    assert rows_of("1,2\n3,4\n5,6\n7,")[-1][0] == 7


def test_an_empty_file_is_refused():
    for text in ("", "\n\n  \n"):
        with pytest.raises(ValueNotUnderstoodError, match="empty"):
            rows_of(text)


def test_a_form_is_told_from_the_start_alone():
    text = "1,2\n" * 200_000

    def opener():
        return io.BytesIO(text.encode())

    form = table_form(opener)
    first = first_numbers(opener, form, (0,))
    assert 1000 < len(first) < 200_000
    assert sum(len(piece) for piece in numbers(opener, form, (0,))) == 200_000
