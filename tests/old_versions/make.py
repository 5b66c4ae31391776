"""Makes the files of the present version, to be kept for all later ones (see README.md)."""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "helpers"))

from entries import NOW_UTC  # noqa: E402 - the helpers are found only now
from shelves import fill  # noqa: E402

import quietmuscle  # noqa: E402
from quietmuscle.store.archive_out import write_archive  # noqa: E402
from quietmuscle.store.backup import make_backup  # noqa: E402
from quietmuscle.store.backup_files import BackupReason  # noqa: E402
from quietmuscle.store.diary import open_diary  # noqa: E402
from quietmuscle.store.location import Location  # noqa: E402


def main() -> None:
    """Write a diary with something of every kind, as a database and as an archive."""
    target = HERE / quietmuscle.__version__
    target.mkdir()
    with tempfile.TemporaryDirectory() as folder:
        location = Location(folder=Path(folder))
        diary = open_diary(location, NOW_UTC)
        fill(diary)
        with (target / "archive.zip").open("wb") as file:
            summary = write_archive(diary, file)
        diary.close()
        backup = make_backup(location, BackupReason.BY_HAND, NOW_UTC)
        content = (location.backups_folder / backup.name).read_bytes()
        (target / "diary.sqlite3").write_bytes(content)
    expected = json.dumps(asdict(summary.counts), indent=2)
    (target / "expected.json").write_text(f"{expected}\n", "utf-8")


if __name__ == "__main__":
    main()
