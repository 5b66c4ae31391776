"""Counts of many years by hour and by place have an index each, in the order they ask for.

SQLite chooses between them and the index by days only where it was told how
much there is of what; the daily care tells it again.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    kept = sa.text("deleted_at_utc IS NULL")
    for name, columns in (
        (
            "episode_hours",
            ["weekday", "hour", "logical_day", "count", "time_known", "deleted_at_utc"],
        ),
        ("episode_sites", ["sites", "logical_day", "count", "deleted_at_utc"]),
    ):
        op.create_index(name, "episode", columns, sqlite_where=kept, postgresql_where=kept)
    op.execute("ANALYZE episode")
