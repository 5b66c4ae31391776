"""Measurements that are kept, and beside each the events that the engine found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "measurement",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("instant_utc", sa.BigInteger(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("offset_s", sa.Integer(), nullable=False),
        sa.Column("logical_day", sa.Date(), nullable=False),
        sa.Column("time_known", sa.Boolean(), nullable=False),
        sa.Column("sites", sa.Text(), nullable=False),
        sa.Column("made_with", sa.Text(), nullable=False),
        sa.Column("recording", sa.Text(), nullable=False),
        sa.Column("recording_is_kept", sa.Boolean(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("corrections", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("deleted_at_utc", sa.BigInteger()),
    )
    op.create_index("ix_measurement_logical_day", "measurement", ["logical_day"])
    op.create_table(
        "measured_events",
        sa.Column(
            "measurement_id",
            sa.Uuid(),
            sa.ForeignKey("measurement.id", name="events_of_measurement", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("events", sa.Text(), nullable=False),
    )
