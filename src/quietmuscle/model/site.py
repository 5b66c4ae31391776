"""Where on the body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _

_CODE = re.compile(r"[a-z][a-z0-9_]{1,39}")


class Side(StrEnum):
    """The side of the body, as the person means it: their own left is left."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    MIDDLE = "middle"


@dataclass(frozen=True, slots=True, order=True)
class SiteRef:
    """A place on somebody's body: a site of the catalogue and a side."""

    code: str
    side: Side

    def __post_init__(self) -> None:
        """Refuse what cannot be a site's code."""
        if not _CODE.fullmatch(self.code):
            raise ValueNotUnderstoodError(
                Message(_("We do not know the body site {code}."), {"code": self.code[:60]})
            )

    def __str__(self) -> str:
        """The short spelling, such as calf.left."""
        return f"{self.code}.{self.side}"


def read_site(text: str) -> SiteRef:
    """The place that a text such as calf.left spells."""
    code, dot, side = text.partition(".")
    if not dot or side not in set(Side):
        raise ValueNotUnderstoodError(
            Message(
                _("A place is written as site and side, such as calf.left, not {text}."),
                {"text": text[:60]},
            )
        )
    return SiteRef(code, Side(side))


@dataclass(frozen=True, slots=True, kw_only=True)
class BodySite:
    """A site of the catalogue: a region, or a part of one.

    `name` is a sentence of the text catalogue. A paired site has a left and a
    right; another has only a middle. `snomed` is the concept of the structure
    without its side, and `snomed_status` says whether we read or recalled it;
    both are empty where no concept could be verified.
    """

    code: str
    name: str
    region: str | None
    paired: bool
    snomed: str
    snomed_status: str

    @property
    def is_region(self) -> bool:
        """Whether it is one of the large regions of the whole-body picture."""
        return self.region is None

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that make sense for it."""
        return (Side.LEFT, Side.RIGHT, Side.BOTH) if self.paired else (Side.MIDDLE,)
