"""Stretches of a recording that the person leaves out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "measurement", sa.Column("left_out", sa.Text(), nullable=False, server_default="[]")
    )
