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


@pytest.mark.slow
def test_times_of_fit_answer_and_ideas_are_printed() -> None:
    table = printed("trials_times.py", "--times", "1")
    for pace in ("fast", "medium", "slow"):
        for outcome in ("twitches", "score"):
            assert f"fit: {pace}, {outcome}" in table
            assert f"answer: {pace}, {outcome}" in table
    assert "ideas to test" in table
    assert table.count("≤") == 13
    assert "FALLS SHORT" not in table
