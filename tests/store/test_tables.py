"""The tables that we speak of are those that the migrations make."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from entries import NOW_UTC
from entries import instants
from hypothesis import given
from sqlalchemy.dialects import sqlite

from quietmuscle.model.day import DayItem
from quietmuscle.store.tables import UtcInstant
from quietmuscle.store.tables import day_log
from quietmuscle.store.tables import metadata

if TYPE_CHECKING:
    from quietmuscle.store.diary import Diary

DIALECT = sqlite.dialect()


def test_tables_and_migrations_agree(any_diary: Diary) -> None:
    with any_diary.database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_each_item_of_the_day_has_its_column() -> None:
    assert [column.name for column in day_log.columns][2:] == [item.value for item in DayItem]


@given(instant=instants)
def test_instants_keep_each_microsecond(instant: datetime) -> None:
    kind = UtcInstant()
    number = kind.process_bind_param(instant, DIALECT)
    assert isinstance(number, int)
    assert kind.process_result_value(number, DIALECT) == instant


def test_instants_sort_as_numbers_also_before_1970() -> None:
    kind = UtcInstant()
    assert kind.process_bind_param(datetime(1970, 1, 1, tzinfo=UTC), DIALECT) == 0
    assert kind.process_bind_param(datetime(1960, 1, 1, tzinfo=UTC), DIALECT) < 0
    assert (
        kind.process_bind_param(None, DIALECT) is kind.process_result_value(None, DIALECT) is None
    )


def test_an_instant_without_a_zone_is_a_mistake() -> None:
    with pytest.raises(TypeError):
        UtcInstant().process_bind_param(NOW_UTC.replace(tzinfo=None), DIALECT)
