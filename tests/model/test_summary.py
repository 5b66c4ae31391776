from __future__ import annotations

from datetime import date

from quietmuscle.model.summary import CountSummary


def test_a_summary_knows_how_many_days_it_sums_up() -> None:
    summary = CountSummary(
        first=date(2026, 10, 13),
        last=date(2026, 11, 23),
        logged_days=0,
        days_without=0,
        median_per_logged_day=None,
        least=None,
        most=None,
        worst_day=None,
    )
    assert summary.days == 42
