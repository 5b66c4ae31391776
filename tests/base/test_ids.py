from __future__ import annotations

from datetime import UTC
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from uuid import RFC_4122
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.ids import new_id
from quietmuscle.base.ids import read_id
from quietmuscle.base.ids import uuid7

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
instants = st.datetimes(
    min_value=datetime(1970, 1, 1),
    max_value=datetime(2199, 12, 31),
    timezones=st.just(UTC),
)
random_bits = st.integers(min_value=0, max_value=2**74 - 1)


def test_the_vector_of_the_rfc_is_met():
    # RFC 9562, appendix A.6.
    instant = datetime(2022, 2, 22, 14, 22, 22, tzinfo=timezone(timedelta(hours=-5)))
    bits = (0xCC3 << 62) | (0b01 << 60) | 0x8C4DC0C0C07398F
    assert uuid7(instant, bits) == UUID("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")


@given(instants, random_bits)
def test_an_id_carries_its_version_and_its_millisecond(instant, bits):
    made = uuid7(instant, bits)
    assert made.version == 7
    assert made.variant == RFC_4122
    assert made.int >> 80 == (instant - EPOCH) // timedelta(milliseconds=1)


def test_no_millisecond_is_lost_to_rounding():
    # 1.001 * 1000 is 1000.9999999999999 as a float.
    instant = EPOCH + timedelta(milliseconds=1001)
    assert uuid7(instant, 0).int >> 80 == 1001


@given(instants, random_bits, random_bits, st.integers(min_value=1, max_value=10**9))
def test_what_is_made_later_sorts_later(instant, some_bits, other_bits, later_ms):
    later = instant + timedelta(milliseconds=later_ms)
    early_id, late_id = uuid7(instant, some_bits), uuid7(later, other_bits)
    assert early_id < late_id
    assert str(early_id) < str(late_id)


@given(instants, random_bits, random_bits)
def test_every_random_bit_counts(instant, some_bits, other_bits):
    same = uuid7(instant, some_bits) == uuid7(instant, other_bits)
    assert same == (some_bits == other_bits)


def test_no_bit_spills_over_into_the_time():
    assert uuid7(EPOCH, 2**74 + 5) == uuid7(EPOCH, 5)


def test_a_fresh_id_draws_74_bits():
    asked = []

    def draw(bits):
        asked.append(bits)
        return 2**bits - 1

    made = new_id(EPOCH, draw)
    assert asked == [74]
    assert made == UUID("00000000-0000-7fff-bfff-ffffffffffff")


def test_two_ids_of_the_same_instant_differ():
    assert new_id(EPOCH) != new_id(EPOCH)


@given(instants, random_bits)
def test_an_id_is_read_back_as_it_was_written(instant, bits):
    made = uuid7(instant, bits)
    assert read_id(str(made)) == made
    assert read_id(str(made).upper()) == made


@pytest.mark.parametrize(
    "text",
    [
        "",
        "17",
        "017f22e279b07cc398c4dc0c0c07398f",
        "{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}",
        "urn:uuid:017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398f\n",
        " 017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
        "٠17f22e2-79b0-7cc3-98c4-dc0c0c07398f",
        "../../etc/passwd",
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(ValueNotUnderstoodError, match="not an entry's id"):
        read_id(text)


def test_a_refusal_repeats_no_endless_text():
    with pytest.raises(ValueNotUnderstoodError) as refusal:
        read_id("x" * 10_000)
    assert str(refusal.value) == f"This is not an entry's id: {'x' * 60}."
