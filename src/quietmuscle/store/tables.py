"""The tables, as the newest migration leaves them (a test holds the two equal)."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger
from sqlalchemy import Boolean
from sqlalchemy import Column
from sqlalchemy import Date
from sqlalchemy import Double
from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import Integer
from sqlalchemy import MetaData
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import Text
from sqlalchemy import TypeDecorator
from sqlalchemy import UniqueConstraint
from sqlalchemy import Uuid

from quietmuscle.model.day import DayItem

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy import Dialect

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class UtcInstant(TypeDecorator[datetime]):
    """An instant, kept as whole microseconds since 1970 in UTC.

    A number sorts and compares the same in every database, also before 1970.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Turn an aware instant into its number."""
        del dialect
        return None if value is None else (value - EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Turn a number into its instant."""
        del dialect
        return None if value is None else EPOCH + timedelta(microseconds=value)


def _code(length: int) -> String:
    """Text of our own making, which every database shall sort by its bytes."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


metadata = MetaData()

episode = Table(
    "episode",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("instant_utc", UtcInstant, nullable=False),
    Column("zone", Text, nullable=False),
    Column("offset_s", Integer, nullable=False),
    Column("logical_day", Date, nullable=False),
    Column("time_known", Boolean, nullable=False),
    Column("weekday", Integer, nullable=False),  # of the local clock, 0 is Monday
    Column("hour", Integer, nullable=False),  # of the local clock
    Column("sites", Text, nullable=False),  # " calf.left thigh.right "
    Column("kind", Text),
    Column("count", Integer),
    Column("intensity_0_10", Integer),
    Column("bother_0_10", Integer),
    Column("lasted", Text),
    Column("painful", Boolean),
    Column("weak", Boolean),
    Column("stiff", Boolean),
    Column("doing", Text),
    Column("note", Text, nullable=False),
    Column("note_folded", Text, nullable=False),  # what a search looks at
    Column("attachments", Text, nullable=False),  # ids, a space between
    Column("deleted_at_utc", UtcInstant),  # set while it is in the bin
)

KEPT: ColumnElement[bool] = episode.c.deleted_at_utc.is_(None)
"""Entries that are not in the bin."""

Index(
    "episode_newest",
    episode.c.instant_utc,
    episode.c.id,
    sqlite_where=KEPT,
    postgresql_where=KEPT,
)
Index(  # holds all that the counts need, so that they never look at the table
    "episode_tally",
    episode.c.logical_day,
    episode.c.count,
    episode.c.weekday,
    episode.c.hour,
    episode.c.time_known,
    episode.c.sites,
    episode.c.deleted_at_utc,  # SQLite looks it up even where the index leaves others out
    sqlite_where=KEPT,
    postgresql_where=KEPT,
)
Index(  # these two: as above, in the order of hours and of places, for many years
    "episode_hours",
    episode.c.weekday,
    episode.c.hour,
    episode.c.logical_day,
    episode.c.count,
    episode.c.time_known,
    episode.c.deleted_at_utc,
    sqlite_where=KEPT,
    postgresql_where=KEPT,
)
Index(
    "episode_sites",
    episode.c.sites,
    episode.c.logical_day,
    episode.c.count,
    episode.c.deleted_at_utc,
    sqlite_where=KEPT,
    postgresql_where=KEPT,
)
Index(
    "episode_bin",
    episode.c.deleted_at_utc,
    sqlite_where=episode.c.deleted_at_utc.is_not(None),
    postgresql_where=episode.c.deleted_at_utc.is_not(None),
)

day_log = Table(
    "day_log",
    metadata,
    Column("day", Date, primary_key=True),
    Column("none_today", Boolean, nullable=False),
    *(Column(item.value, Integer) for item in DayItem),
)

medicine_change = Table(
    "medicine_change",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("day", Date, nullable=False),
    Column("name", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("dose", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("deleted_at_utc", UtcInstant),
    Column("catalogue_id", Text),
    Column("instant_utc", UtcInstant),  # these three: of a dose taken as needed
    Column("zone", Text),
    Column("offset_s", Integer),
)

session_use = Table(
    "session_use",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("instant_utc", UtcInstant, nullable=False),
    Column("zone", Text, nullable=False),
    Column("offset_s", Integer, nullable=False),
    Column("logical_day", Date, nullable=False),
    Column("session", Text, nullable=False),
    Column("ended", Text, nullable=False),
    Column("steps_done", Text, nullable=False),  # ids, a space between
    Column("lasted_s", Integer),
    Column("bother_before_0_10", Integer),
    Column("bother_after_0_10", Integer),
    Column("deleted_at_utc", UtcInstant),
)

lab_result = Table(
    "lab_result",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("day", Date, nullable=False),
    Column("analyte", Text, nullable=False),
    Column("value", Double, nullable=False),
    Column("unit", Text, nullable=False),
    Column("range_low", Double),  # in the unit of the value
    Column("range_high", Double),
    Column("note", Text, nullable=False),
    Column("deleted_at_utc", UtcInstant),
)

care_check = Table(
    "care_check",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("instant_utc", UtcInstant, nullable=False),
    Column("zone", Text, nullable=False),
    Column("offset_s", Integer, nullable=False),
    Column("logical_day", Date, nullable=False),
    Column("time_known", Boolean, nullable=False),
    Column("tier", Text, nullable=False),
    Column("rules", Text, nullable=False),  # ids, a space between; so the two below
    Column("answers", Text, nullable=False),  # JSON
    Column("known", Text, nullable=False),
    Column("contradictions", Text, nullable=False),
    Column("ruleset_version", Text, nullable=False),
    Column("deleted_at_utc", UtcInstant),
)

measurement = Table(
    "measurement",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("instant_utc", UtcInstant, nullable=False),
    Column("zone", Text, nullable=False),
    Column("offset_s", Integer, nullable=False),
    Column("logical_day", Date, nullable=False, index=True),
    Column("time_known", Boolean, nullable=False),
    Column("sites", Text, nullable=False),  # as of an episode; a space where not told
    Column("made_with", Text, nullable=False),
    Column("recording", Text, nullable=False),  # JSON, and so result, corrections, left_out
    Column("recording_is_kept", Boolean, nullable=False),
    Column("result", Text, nullable=False),
    Column("corrections", Text, nullable=False),
    Column("left_out", Text, nullable=False, server_default="[]"),
    Column("note", Text, nullable=False),
    Column("deleted_at_utc", UtcInstant),
)

measured_events = Table(  # what the engine found, some events a row; never changed
    "measured_events",
    metadata,
    Column(
        "measurement_id",
        Uuid,
        ForeignKey("measurement.id", name="events_of_measurement", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("number", Integer, primary_key=True),  # of the part, counted from 0
    Column("events", Text, nullable=False),  # JSON
)

trial = Table(
    "trial",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),  # of the plan, or the day on which it was stopped
    Column("protocol", Text, nullable=False),  # JSON, and so the next and the looks
    Column("sensor", Text),
    Column("agreed_on", Date),
    Column("stopped_on", Date),
    Column("looks", Text, nullable=False),
    Column("pairs", Text, nullable=False, server_default="[]"),
    Column("deleted_at_utc", UtcInstant),  # never set, here and below: what was tried is counted
)

trial_note = Table(
    "trial_note",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column(
        "trial_id",
        Uuid,
        ForeignKey("trial.id", name="note_of_trial", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("day", Date, nullable=False),
    Column("followed", Boolean),
    Column("excuse", Text),
    Column("minutes", Integer),
    Column("score_0_10", Integer),
    Column("deleted_at_utc", UtcInstant),
)

trial_answer = Table(  # what an ended experiment says: it can be reckoned anew at any time
    "trial_answer",
    metadata,
    Column(
        "trial_id",
        Uuid,
        ForeignKey("trial.id", name="answer_of_trial", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("reckoned_by", Text, nullable=False),
    Column("digest", Text, nullable=False),  # of all that it was reckoned from
    Column("answer", Text, nullable=False),  # JSON
)

preference = Table(
    "preference",
    metadata,
    Column("name", _code(40), primary_key=True),
    Column("value", Text, nullable=False),  # JSON
)

attachment = Table(
    "attachment",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("sha256", _code(64), nullable=False, index=True),
    Column("media_type", Text, nullable=False),
    Column("size_bytes", BigInteger, nullable=False),
    Column("added_at_utc", UtcInstant, nullable=False),
)

attachment_use = Table(  # by an entry as it is, or as it once was
    "attachment_use",
    metadata,
    Column("attachment_id", Uuid, primary_key=True),
    Column(
        "episode_id",
        Uuid,
        ForeignKey("episode.id", name="attachment_use_of_episode", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
)

revision = Table(
    "revision",
    metadata,
    Column("change_id", Uuid, primary_key=True),
    Column("kind", _code(20), nullable=False),
    Column("entry_id", _code(36), nullable=False),
    Column("number", Integer),  # both None: the change arrived and changed nothing
    Column("action", _code(20)),
    Column("recorded_at_utc", UtcInstant, nullable=False),
    Column("before", Text),  # JSON
    UniqueConstraint("kind", "entry_id", "number", name="revision_of_entry"),
)
