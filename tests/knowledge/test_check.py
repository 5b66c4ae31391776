"""The check of all tables before anything is served."""

from __future__ import annotations

import pytest

from quietmuscle.knowledge import check
from quietmuscle.knowledge.rows import KnowledgeError


def test_our_tables_are_sound():
    check.check_tables()


def test_a_damaged_table_is_not_passed_over(monkeypatch):
    def damaged():
        raise KnowledgeError("countries.toml, country 7 (GB): no emergency numbers")

    monkeypatch.setattr(check, "countries", damaged)
    with pytest.raises(KnowledgeError, match="country 7"):
        check.check_tables()
