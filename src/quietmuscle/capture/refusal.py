"""Refusals of readers: one clear sentence about a file, and what to do."""

from __future__ import annotations

from quietmuscle.base.errors import RateNotToldError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _

LONGEST_NAME = 60
"""Characters of a name out of a file that are shown again."""


def refusal(sentence: str, **values: object) -> ValueNotUnderstoodError:
    """A refusal in the words of the catalogue."""
    return ValueNotUnderstoodError(Message(sentence, values))


def rate_wanted(sentence: str, **values: object) -> RateNotToldError:
    """A refusal that asks for the sampling rate: with it, the file can be read."""
    return RateNotToldError(Message(sentence, values))


def ends_early() -> ValueNotUnderstoodError:
    """The refusal of a file that was cut off."""
    return refusal(
        _(
            "This file ends earlier than it says; perhaps it was not copied whole. "
            "Please copy it again from where it was recorded."
        )
    )


def damaged() -> ValueNotUnderstoodError:
    """The refusal of a file whose inside contradicts itself."""
    return refusal(
        _(
            "This file is damaged and cannot be read. "
            "Please copy it again from where it was recorded."
        )
    )


def not_a_recording() -> ValueNotUnderstoodError:
    """The refusal of a file of a kind that we do not read."""
    return refusal(
        _(
            "This is not a recording that Quiet Muscle can read. It reads EDF, BDF, WFDB, CSV, "
            "NPY and NPZ, and videos such as MP4, MOV, WebM and AVI."
        )
    )


def empty() -> ValueNotUnderstoodError:
    """The refusal of a file in which nothing is."""
    return refusal(_("This file is empty. Please choose the file that holds the recording."))


def shown(name: str) -> str:
    """A name out of a file, fit to be shown in a sentence."""
    clean = "".join(each if each.isprintable() else " " for each in name)
    clean = " ".join(clean.split())
    return clean if len(clean) <= LONGEST_NAME else f"{clean[:LONGEST_NAME]}…"
