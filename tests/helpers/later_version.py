"""A Quiet Muscle of the future: one with a migration more than ours."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from quietmuscle.store import diary
from quietmuscle.store import migrating

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

LATER = "later"
MIGRATION = f"""
import sqlalchemy as sa
from alembic import op

revision = "{LATER}"
down_revision = "{migrating.HEAD}"


def upgrade():
    op.add_column("episode", sa.Column("colour", sa.Text()))
    op.execute("UPDATE episode SET colour = 'green'")
"""


def become_later(monkeypatch: pytest.MonkeyPatch, folder: Path, migration: str = MIGRATION) -> None:
    """Let the app be one version later for the rest of a test."""
    migrations = folder / "later migrations %s"
    shutil.copytree(migrating.MIGRATIONS_FOLDER, migrations)
    (migrations / "versions" / "later.py").write_text(migration, "utf-8")
    monkeypatch.setattr(migrating, "MIGRATIONS_FOLDER", migrations)
    monkeypatch.setattr(migrating, "KNOWN", (*migrating.KNOWN, LATER))
    monkeypatch.setattr(diary, "HEAD", LATER)
