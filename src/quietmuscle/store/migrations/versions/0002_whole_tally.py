"""The index of the counts holds all that they ask for, so that SQLite reads nothing beside it.

SQLite looks up `deleted_at_utc` even where the index is of kept entries only;
while it was missing here, no count could be made from the index alone.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    kept = sa.text("deleted_at_utc IS NULL")
    op.drop_index("episode_tally", "episode")
    op.create_index(
        "episode_tally",
        "episode",
        ["logical_day", "count", "weekday", "hour", "time_known", "sites", "deleted_at_utc"],
        sqlite_where=kept,
        postgresql_where=kept,
    )
