"""Which medicine of our list was chosen, and when a dose was taken as needed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in (
        sa.Column("catalogue_id", sa.Text()),
        sa.Column("instant_utc", sa.BigInteger()),
        sa.Column("zone", sa.Text()),
        sa.Column("offset_s", sa.Integer()),
    ):
        op.add_column("medicine_change", column)
