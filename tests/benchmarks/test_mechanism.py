"""The quick part of the simulations' table: every row that it promises is printed and met."""

from __future__ import annotations

import pytest
from printing import printed

ROWS = [f"V{number} " for number in (5, 6, 7, 13, 14, 15, 16)]


@pytest.mark.slow
def test_the_quick_rows_are_printed_and_hold() -> None:
    # How long something takes is the business of a computer that has nothing else to do.
    table = printed("mechanism.py", "--quick", "--times", "0")
    for name in ROWS:
        assert [line for line in table.splitlines() if line.startswith(name)], name
    assert "V15 5-500 uV for 200 fibres at 5, 10 and 15 mm, smaller the deeper  0 breaches" in table
    assert "FALLS SHORT" not in table
