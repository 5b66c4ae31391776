"""The table of insights, quickly."""

from __future__ import annotations

import pytest
from printing import printed


@pytest.mark.slow
def test_every_diary_of_insights_is_printed() -> None:
    table = printed("insights.py", "--runs", "2")
    assert table.count("complete days") == 10
