"""A twitch, or a bout of them, as the person felt it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.checks import NOTE_LIMIT_CHARACTERS
from quietmuscle.model.checks import check_score_0_10
from quietmuscle.model.checks import check_text
from quietmuscle.model.moment import Moment
from quietmuscle.model.site import SiteRef

MOST_TWITCHES = 10_000
MOST_SITES = 40
MOST_ATTACHMENTS = 20


class FeltKind(StrEnum):
    """What it felt like, in the person's words; not a diagnosis."""

    FLICKER = "flicker"
    RIPPLE = "ripple"
    JERK = "jerk"
    SPASM = "spasm"
    CRAMP = "cramp"
    BEATING = "beating"
    SHAKING = "shaking"
    BUZZING = "buzzing"
    OTHER = "other"


class Lasted(StrEnum):
    """How long one twitch lasted."""

    BLINK = "blink"
    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    STILL_GOING = "still_going"


class Doing(StrEnum):
    """What the person was doing when it began."""

    RESTING = "resting"
    FALLING_ASLEEP = "falling_asleep"
    ASLEEP = "asleep"
    SITTING = "sitting"
    MOVING = "moving"
    STRETCHING = "stretching"
    AFTER_EXERCISE = "after_exercise"
    STRESSED = "stressed"
    HOT = "hot"
    COLD = "cold"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One entry of the diary: when, where, and as much more as was told.

    None means "not told", never "no". `count` is how many twitches the entry
    stands for; not told counts as one.
    """

    id: UUID
    moment: Moment
    sites: tuple[SiteRef, ...]
    kind: FeltKind | None = None
    count: int | None = None
    intensity_0_10: int | None = None
    bother_0_10: int | None = None
    lasted: Lasted | None = None
    painful: bool | None = None
    weak: bool | None = None
    stiff: bool | None = None
    doing: Doing | None = None
    note: str = ""
    attachments: tuple[UUID, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an entry without a place, and absurd values."""
        if not self.sites:
            raise ValueNotUnderstoodError(Message(_("Please choose at least one place.")))
        if len(self.sites) > MOST_SITES or len(set(self.sites)) != len(self.sites):
            raise ValueNotUnderstoodError(
                Message(
                    _("Each place can be named once, and at most {most}."), {"most": MOST_SITES}
                )
            )
        if self.count is not None and not 1 <= self.count <= MOST_TWITCHES:
            raise ValueNotUnderstoodError(
                Message(
                    _("The number of twitches goes from 1 to {most}; {count} does not fit."),
                    {"most": MOST_TWITCHES, "count": self.count},
                )
            )
        if len(self.attachments) > MOST_ATTACHMENTS:
            raise ValueNotUnderstoodError(
                Message(_("At most {most} photos or videos fit."), {"most": MOST_ATTACHMENTS})
            )
        check_score_0_10(self.intensity_0_10)
        check_score_0_10(self.bother_0_10)
        check_text(self.note, NOTE_LIMIT_CHARACTERS)

    @property
    def twitches(self) -> int:
        """How many twitches it counts for."""
        return 1 if self.count is None else self.count
