"""The ZIP files of phone apps (phyphox, Sensor Logger): the table that holds the movement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import _
from quietmuscle.capture.refusal import refusal
from quietmuscle.capture.table import has_axes
from quietmuscle.capture.table import read_table
from quietmuscle.capture.wishes import NO_WISHES
from quietmuscle.capture.wishes import Wishes
from quietmuscle.capture.zipped import check
from quietmuscle.capture.zipped import members
from quietmuscle.capture.zipped import opened

if TYPE_CHECKING:
    from pathlib import Path
    from zipfile import ZipInfo

    from quietmuscle.model.recording import SignalSource

FIRST_CHOICES = ("totalacceleration.csv", "accelerometer.csv", "raw data.csv")
"""With gravity before without: gravity tells the unit."""

TABLES = (".csv", ".tsv", ".txt")


def table_in(path: Path) -> ZipInfo:
    """The table of movement in a phone's ZIP file."""
    found = [
        each
        for each in members(path)
        if each.filename.lower().endswith(TABLES) and not each.filename.startswith(("meta/", "__"))
    ]
    by_name = {each.filename.rpartition("/")[2].lower(): each for each in found}
    chosen = next((by_name[name] for name in FIRST_CHOICES if name in by_name), None)
    if chosen is None and len(found) == 1:
        chosen = found[0]
    chosen = chosen or next((each for each in found if _holds_axes(path, each)), None)
    if chosen is None:
        raise refusal(
            _("This ZIP file holds no table of movement. Please unpack it and choose one file.")
        )
    check(chosen)
    return chosen


def _holds_axes(path: Path, member: ZipInfo) -> bool:
    """Whether a table holds three axes."""
    try:
        check(member)
        return has_axes(lambda: opened(path, member))
    except ValueNotUnderstoodError:
        return False


def read_phone_zip(path: Path, wishes: Wishes = NO_WISHES) -> SignalSource:
    """The signals of a phone's ZIP file."""
    member = table_in(path)
    return read_table(lambda: opened(path, member), wishes)
