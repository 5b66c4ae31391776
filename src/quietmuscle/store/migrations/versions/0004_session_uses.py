"""Uses of guided sessions, with the bother before and after."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "session_use",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("instant_utc", sa.BigInteger(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("offset_s", sa.Integer(), nullable=False),
        sa.Column("logical_day", sa.Date(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("ended", sa.Text(), nullable=False),
        sa.Column("steps_done", sa.Text(), nullable=False),
        sa.Column("lasted_s", sa.Integer()),
        sa.Column("bother_before_0_10", sa.Integer()),
        sa.Column("bother_after_0_10", sa.Integer()),
        sa.Column("deleted_at_utc", sa.BigInteger()),
    )
