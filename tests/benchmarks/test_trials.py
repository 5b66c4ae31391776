"""The tables of experiments and insights, quickly: they run and print what is promised."""

from __future__ import annotations

import pytest
from printing import printed


@pytest.mark.slow
def test_power_and_few_pairs_are_printed() -> None:
    power = printed("trials.py", "--runs", "6", "--only", "power")
    for name in ("fast, halved, 28 pairs", "slow, halved, 10 weeks", "wrong way at ratio 0.7"):
        assert name in power
    assert "weekly_abab_welch_any_day" in power
    few = printed("trials.py", "--runs", "6", "--only", "few")
    assert "100.0 %" in few
    assert "FALLS SHORT" not in few
