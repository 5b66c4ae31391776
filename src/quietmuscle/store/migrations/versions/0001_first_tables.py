"""The first tables: episodes, days, medicines, preferences, photos, and the history of all.

Written out, not taken from tables.py: a migration never changes again.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _code(length: int) -> sa.String:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    kept = sa.text("deleted_at_utc IS NULL")
    binned = sa.text("deleted_at_utc IS NOT NULL")

    op.create_table(
        "episode",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("instant_utc", sa.BigInteger(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("offset_s", sa.Integer(), nullable=False),
        sa.Column("logical_day", sa.Date(), nullable=False),
        sa.Column("time_known", sa.Boolean(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("sites", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text()),
        sa.Column("count", sa.Integer()),
        sa.Column("intensity_0_10", sa.Integer()),
        sa.Column("bother_0_10", sa.Integer()),
        sa.Column("lasted", sa.Text()),
        sa.Column("painful", sa.Boolean()),
        sa.Column("weak", sa.Boolean()),
        sa.Column("stiff", sa.Boolean()),
        sa.Column("doing", sa.Text()),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("note_folded", sa.Text(), nullable=False),
        sa.Column("attachments", sa.Text(), nullable=False),
        sa.Column("deleted_at_utc", sa.BigInteger()),
    )
    op.create_index(
        "episode_newest",
        "episode",
        ["instant_utc", "id"],
        sqlite_where=kept,
        postgresql_where=kept,
    )
    op.create_index(
        "episode_tally",
        "episode",
        ["logical_day", "count", "weekday", "hour", "time_known", "sites"],
        sqlite_where=kept,
        postgresql_where=kept,
    )
    op.create_index(
        "episode_bin",
        "episode",
        ["deleted_at_utc"],
        sqlite_where=binned,
        postgresql_where=binned,
    )
    op.create_table(
        "day_log",
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("none_today", sa.Boolean(), nullable=False),
        sa.Column("sleep", sa.Integer()),
        sa.Column("stress", sa.Integer()),
        sa.Column("fatigue", sa.Integer()),
        sa.Column("fluids", sa.Integer()),
        sa.Column("caffeine", sa.Integer()),
        sa.Column("movement", sa.Integer()),
        sa.Column("heat", sa.Integer()),
        sa.Column("medicines", sa.Integer()),
    )
    op.create_table(
        "medicine_change",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("dose", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("deleted_at_utc", sa.BigInteger()),
    )
    op.create_table(
        "preference",
        sa.Column("name", _code(40), primary_key=True),
        sa.Column("value", sa.Text(), nullable=False),
    )
    op.create_table(
        "attachment",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("sha256", _code(64), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("added_at_utc", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_attachment_sha256", "attachment", ["sha256"])
    op.create_table(
        "attachment_use",
        sa.Column("attachment_id", sa.Uuid(), primary_key=True),
        sa.Column(
            "episode_id",
            sa.Uuid(),
            sa.ForeignKey("episode.id", name="attachment_use_of_episode", ondelete="CASCADE"),
            primary_key=True,
        ),
    )
    op.create_index("ix_attachment_use_episode_id", "attachment_use", ["episode_id"])
    op.create_table(
        "revision",
        sa.Column("change_id", sa.Uuid(), primary_key=True),
        sa.Column("kind", _code(20), nullable=False),
        sa.Column("entry_id", _code(36), nullable=False),
        sa.Column("number", sa.Integer()),
        sa.Column("action", _code(20)),
        sa.Column("recorded_at_utc", sa.BigInteger(), nullable=False),
        sa.Column("before", sa.Text()),
        sa.UniqueConstraint("kind", "entry_id", "number", name="revision_of_entry"),
    )
