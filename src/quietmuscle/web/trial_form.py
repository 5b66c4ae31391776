"""The forms of experiments as a page sends them, read into the nouns; what is odd is refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from typing import Annotated
from typing import TypeVar
from uuid import UUID

from fastapi import Depends
from fastapi import Request

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow.trials import TrialDraft
from quietmuscle.model.care import Answer
from quietmuscle.model.kept_measurement import MadeWith
from quietmuscle.model.kept_trial import SensorSource
from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef
from quietmuscle.model.trial import Excuse
from quietmuscle.model.trial import Outcome
from quietmuscle.web.sent_form import sent_fields

if TYPE_CHECKING:
    from enum import StrEnum

MOST_FIELDS = 20
_MOST_DIGITS = 6
Word = TypeVar("Word", bound="StrEnum")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialForm:
    """The fields that a page sent, by name; the last of a name counts."""

    fields: dict[str, str]

    def text(self, name: str) -> str:
        """Words, without the space around them."""
        return self.fields.get(name, "").strip()

    def ticked(self, name: str) -> bool:
        """Whether a box was ticked."""
        return name in self.fields

    def number(self, name: str) -> int | None:
        """A whole number; None where it was left empty."""
        text = self.text(name)
        if not text:
            return None
        if not text.isdecimal() or len(text) > _MOST_DIGITS:
            raise _not_read()
        return int(text)

    def word(self, name: str, words: type[Word]) -> Word | None:
        """One of some words; None where it was left empty."""
        text = self.text(name)
        if not text:
            return None
        try:
            return words(text)
        except ValueError:
            raise _not_read() from None

    def day(self, name: str) -> date | None:
        """A day; None where it was left empty."""
        text = self.text(name)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise _not_read() from None

    def draft(self, trial_id: UUID, strategy: str) -> TrialDraft:
        """The experiment that is planned in the form."""
        chosen, _space, source = self.text("outcome").partition(" ")
        return TrialDraft(
            id=trial_id,
            strategy=strategy,
            what_i_do=self.text("what_i_do"),
            units=self.number("units"),
            outcome=_outcome(chosen),
            sensor=read_source(source) if source else None,
            any_time=self.ticked("any_time"),
            agreed=self.ticked("agreed"),
            fever=self.word("fever", Answer),
        )

    @property
    def excuse(self) -> Excuse | None:
        """Why a day is left out, if it is."""
        return self.word("excuse", Excuse)


async def _sent(request: Request) -> TrialForm:
    return TrialForm(fields=dict(await sent_fields(request, MOST_FIELDS)))


SentTrialForm = Annotated[TrialForm, Depends(_sent)]


def spell_source(source: SensorSource) -> str:
    """A place and a way of measuring as one word, such as calf.left/camera."""
    return f"{source.site}/{source.made_with.value}"


def read_source(text: str) -> SensorSource:
    """The place and the way that `spell_source` wrote."""
    place, _slash, way = text.partition("/")
    code, _dot, side = place.partition(".")
    try:
        return SensorSource(site=SiteRef(code, Side(side)), made_with=MadeWith(way))
    except ValueError:
        raise _not_read() from None


def _outcome(text: str) -> Outcome:
    try:
        return Outcome(text or Outcome.TWITCHES)
    except ValueError:
        raise _not_read() from None


def _not_read() -> ValueNotUnderstoodError:
    return ValueNotUnderstoodError(
        Message(_("What was sent could not be read. Nothing was changed."))
    )
