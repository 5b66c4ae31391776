"""Pairs of experiments as bets were settled on them, and what ended experiments say."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("trial", sa.Column("pairs", sa.Text(), nullable=False, server_default="[]"))
    op.create_table(
        "trial_answer",
        sa.Column(
            "trial_id",
            sa.Uuid(),
            sa.ForeignKey("trial.id", name="answer_of_trial", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("reckoned_by", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
    )
