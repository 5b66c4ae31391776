"""The day around the twitches: at most eight optional items, one touch each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _

EARLIEST_DAY = date(1900, 1, 1)
LATEST_DAY = date(2199, 12, 31)


def check_day(day: date) -> None:
    """Refuse a day that no person means."""
    if not EARLIEST_DAY <= day <= LATEST_DAY:
        raise ValueNotUnderstoodError(Message(_("The date {day} is too far away."), {"day": day}))


class DayItem(StrEnum):
    """What can be told about a day."""

    SLEEP = "sleep"
    STRESS = "stress"
    FATIGUE = "fatigue"
    FLUIDS = "fluids"
    CAFFEINE = "caffeine"
    MOVEMENT = "movement"
    HEAT = "heat"
    MEDICINES = "medicines"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer that an item offers: the value kept, and its words.

    `{amount}` in the words stands for the value as an amount of fluid, which is
    shown in the person's units.
    """

    value: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayQuestion:
    """An item with its words and its answers, from least to most."""

    item: DayItem
    name: str
    unit: str
    choices: tuple[Choice, ...]

    def __post_init__(self) -> None:
        """Hold that values rise, so that a chart can be drawn of any item."""
        values = [choice.value for choice in self.choices]
        if values != sorted(set(values)):
            raise ValueNotUnderstoodError(Message(_("The answers of an item must rise.")))


def _scale(item: DayItem, name: str, words: tuple[str, str, str, str, str]) -> DayQuestion:
    choices = tuple(Choice(value=value, words=word) for value, word in enumerate(words, start=1))
    return DayQuestion(item=item, name=name, unit="score_1_5", choices=choices)


DAY_QUESTIONS: tuple[DayQuestion, ...] = (
    _scale(
        DayItem.SLEEP,
        _("Sleep last night"),
        (_("Very bad"), _("Bad"), _("So-so"), _("Good"), _("Very good")),
    ),
    _scale(
        DayItem.STRESS,
        _("Stress"),
        (_("None"), _("A little"), _("Some"), _("A lot"), _("Very much")),
    ),
    _scale(
        DayItem.FATIGUE,
        _("Fatigue"),
        (_("None"), _("A little"), _("Some"), _("A lot"), _("Very much")),
    ),
    DayQuestion(
        item=DayItem.FLUIDS,
        name=_("Drinks in all"),
        unit="ml",
        choices=(
            Choice(value=500, words=_("about {amount}")),
            Choice(value=1000, words=_("about {amount}")),
            Choice(value=1500, words=_("about {amount}")),
            Choice(value=2000, words=_("about {amount}")),
            Choice(value=2500, words=_("{amount} or more")),
        ),
    ),
    DayQuestion(
        item=DayItem.CAFFEINE,
        name=_("Coffee, tea, cola"),
        unit="cups",
        choices=(
            Choice(value=0, words=_("None")),
            Choice(value=1, words=_("1 cup")),
            Choice(value=2, words=_("2 cups")),
            Choice(value=3, words=_("3 cups")),
            Choice(value=4, words=_("4 or more")),
        ),
    ),
    DayQuestion(
        item=DayItem.MOVEMENT,
        name=_("Moving or stretching"),
        unit="minutes",
        choices=(
            Choice(value=0, words=_("None")),
            Choice(value=10, words=_("10 minutes")),
            Choice(value=20, words=_("20 minutes")),
            Choice(value=30, words=_("Half an hour")),
            Choice(value=60, words=_("An hour or more")),
        ),
    ),
    _scale(
        DayItem.HEAT,
        _("How warm it was"),
        (_("Cold"), _("Cool"), _("Just right"), _("Warm"), _("Too hot")),
    ),
    DayQuestion(
        item=DayItem.MEDICINES,
        name=_("Medicines as planned"),
        unit="score_0_2",
        choices=(
            Choice(value=0, words=_("No")),
            Choice(value=1, words=_("In part")),
            Choice(value=2, words=_("Yes, all")),
        ),
    ),
)
"""All items in the order in which they are offered."""


def day_question(item: DayItem) -> DayQuestion:
    """The question of one item."""
    return next(question for question in DAY_QUESTIONS if question.item is item)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAnswer:
    """What was told about one item of a day."""

    item: DayItem
    value: int

    def __post_init__(self) -> None:
        """Refuse a value that the item does not offer."""
        values = [choice.value for choice in day_question(self.item).choices]
        if self.value not in values:
            raise ValueNotUnderstoodError(
                Message(
                    _("{item} takes one of {values}, not {value}."),
                    {
                        "item": self.item.value,
                        "values": ", ".join(map(str, values)),
                        "value": self.value,
                    },
                )
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLog:
    """What was told about a logical day.

    `none_today` says that the person told us there were no twitches: an
    absence is data, and not the same as a day without an entry.
    """

    day: date
    answers: tuple[DayAnswer, ...] = ()
    none_today: bool = False

    def __post_init__(self) -> None:
        """Refuse absurd days and an item answered twice."""
        check_day(self.day)
        items = [answer.item for answer in self.answers]
        if len(items) != len(set(items)):
            raise ValueNotUnderstoodError(Message(_("Each item can be answered once a day.")))

    def value(self, item: DayItem) -> int | None:
        """The answer to one item, or None where it was not told."""
        return next((answer.value for answer in self.answers if answer.item is item), None)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was told."""
        return not self.answers and not self.none_today


class DayStatus(StrEnum):
    """What we know of the twitches of a day."""

    TWITCHES = "twitches"
    NONE = "none"
    NOT_LOGGED = "not_logged"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """How many twitches a logical day had, or that nobody said.

    `twitches` is 0 on a day without, and None on a day that was not logged.
    """

    day: date
    twitches: int | None
    entries: int = 0

    @property
    def status(self) -> DayStatus:
        """What we know of the twitches of the day."""
        if self.twitches is None:
            return DayStatus.NOT_LOGGED
        return DayStatus.TWITCHES if self.twitches else DayStatus.NONE


def day_count(day: date, twitches: int, entries: int, *, none_today: bool) -> DayCount:
    """The count of a day from its entries and from what was told about it.

    Entries outweigh "none today": who logs a twitch later has changed the day.
    """
    if entries == 0 and not none_today:
        return DayCount(day=day, twitches=None)
    return DayCount(day=day, twitches=twitches, entries=entries)
