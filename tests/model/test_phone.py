from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from datetime import datetime
from uuid import UUID

import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.model.phone import Phone

PHONE = Phone(
    id=UUID("019ab000-0000-7000-8000-000000000001"),
    name="Ada's phone",
    secret_sha256="0f" * 32,
    paired_at_utc=datetime(2026, 11, 23, 8, 30, tzinfo=UTC),
)


def test_a_phone_has_a_name_of_any_script() -> None:
    assert replace(PHONE, name="هاتفي").name == "هاتفي"
    assert replace(PHONE, name="x" * 60).name == "x" * 60


@pytest.mark.parametrize("name", ["", "  \n", "x" * 61, "a\x00b"])
def test_a_name_that_nobody_could_read_is_refused(name: str) -> None:
    with pytest.raises(ValueNotUnderstoodError):
        replace(PHONE, name=name)


@pytest.mark.parametrize("secret", ["", "0f" * 31, "0F" * 32, "0f" * 32 + "\n", "a secret"])
def test_only_a_hash_is_kept(secret: str) -> None:
    with pytest.raises(ValueNotUnderstoodError, match="paired phone"):
        replace(PHONE, secret_sha256=secret)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueNotUnderstoodError):
        replace(PHONE, paired_at_utc=datetime(2026, 11, 23, 8, 30))
