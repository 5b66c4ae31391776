"""A damaged diary: how it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.base.errors import DamagedDiaryError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _

if TYPE_CHECKING:
    from quietmuscle.store.location import Location


def damaged(location: Location) -> DamagedDiaryError:
    """The refusal to go on with a damaged file."""
    return DamagedDiaryError(
        Message(
            _("The diary's file {file} is damaged. It was left as it is."),
            {"file": location.database_file},
        )
    )
