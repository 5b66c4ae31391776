from __future__ import annotations

from quietmuscle import api


def test_every_name_is_there() -> None:
    assert [name for name in api.__all__ if not hasattr(api, name)] == []
