"""Experiments with their plans and looks, and what was told of their days."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "trial",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("protocol", sa.Text(), nullable=False),
        sa.Column("sensor", sa.Text()),
        sa.Column("agreed_on", sa.Date()),
        sa.Column("stopped_on", sa.Date()),
        sa.Column("looks", sa.Text(), nullable=False),
        sa.Column("deleted_at_utc", sa.BigInteger()),
    )
    op.create_table(
        "trial_note",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "trial_id",
            sa.Uuid(),
            sa.ForeignKey("trial.id", name="note_of_trial", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("followed", sa.Boolean()),
        sa.Column("excuse", sa.Text()),
        sa.Column("minutes", sa.Integer()),
        sa.Column("score_0_10", sa.Integer()),
        sa.Column("deleted_at_utc", sa.BigInteger()),
    )
    op.create_index("ix_trial_note_trial_id", "trial_note", ["trial_id"])
