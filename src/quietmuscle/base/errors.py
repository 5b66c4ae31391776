"""Refusals that a person can read: what happened, what is safe, what to do."""

from __future__ import annotations

from quietmuscle.base.text import Message
from quietmuscle.base.text import say


class QuietMuscleError(Exception):
    """Something that we refuse or cannot do, in one clear sentence or two."""

    def __init__(self, message: Message) -> None:
        """Keep the message; it is put into words where it is shown."""
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        """The message in English, for logs of developers and for tests."""
        return say(self.message)


class ValueNotUnderstoodError(QuietMuscleError):
    """What was given is not a value that can be kept."""


class WorkBrokeDownError(ValueNotUnderstoodError):
    """Work on a file broke down; whether by the file or by a fault of ours is not known."""


class WorkTooMuchError(WorkBrokeDownError):
    """Work on a file took more time or memory than it may; a quieter hour may be enough for it."""


class RateNotToldError(ValueNotUnderstoodError):
    """A recording that can be read once somebody says how many samples there are in a second."""


class NotFoundError(QuietMuscleError):
    """There is no such entry."""


class ConflictError(QuietMuscleError):
    """The request fits its form, but not what is kept."""


class NotHereError(QuietMuscleError):
    """Something that is done at the computer itself and was asked for from elsewhere."""


class OtherDiaryError(QuietMuscleError):
    """A change that was made for another diary than the one that is open."""


class StorageError(QuietMuscleError):
    """The diary's folder or database cannot be read or written."""


class DiskFullError(StorageError):
    """There is no room left to write to."""


class DamagedDiaryError(StorageError):
    """The diary's file is damaged; it was left as it is."""


class FolderInUseError(StorageError):
    """Another Quiet Muscle serves this folder."""


class PortTakenError(QuietMuscleError):
    """Another program answers at the address that the server wants."""


class ArchiveRefusedError(QuietMuscleError):
    """An import archive that is truncated, altered, too new, or unsafe."""


class WorkStoppedError(QuietMuscleError):
    """Long work that somebody stopped; nothing was changed."""
