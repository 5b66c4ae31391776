"""Numbers in sentences: how the last week compares with the weeks before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.base.text import SOURCE_LANGUAGE
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.model.course import Direction
from quietmuscle.report.dates import rough

if TYPE_CHECKING:
    from quietmuscle.model.course import RecentChange

_LARGE_RATIO = 1.5
"""From this on, either way, a change is no longer "a little"."""

_SENTENCES = {
    (Direction.FEWER, True, True): _(
        "About {now} a day in the last 7 days, a little fewer than in the 4 weeks before "
        "(about {before}). This could be chance."
    ),
    (Direction.FEWER, True, False): _(
        "About {now} a day in the last 7 days, a little fewer than in the 4 weeks before "
        "(about {before}). Chance alone would hardly do this."
    ),
    (Direction.FEWER, False, True): _(
        "About {now} a day in the last 7 days, fewer than in the 4 weeks before "
        "(about {before}). This could be chance."
    ),
    (Direction.FEWER, False, False): _(
        "About {now} a day in the last 7 days, fewer than in the 4 weeks before "
        "(about {before}). Chance alone would hardly do this."
    ),
    (Direction.MORE, True, True): _(
        "About {now} a day in the last 7 days, a little more than in the 4 weeks before "
        "(about {before}). This could be chance."
    ),
    (Direction.MORE, True, False): _(
        "About {now} a day in the last 7 days, a little more than in the 4 weeks before "
        "(about {before}). Chance alone would hardly do this."
    ),
    (Direction.MORE, False, True): _(
        "About {now} a day in the last 7 days, more than in the 4 weeks before "
        "(about {before}). This could be chance."
    ),
    (Direction.MORE, False, False): _(
        "About {now} a day in the last 7 days, more than in the 4 weeks before "
        "(about {before}). Chance alone would hardly do this."
    ),
}


def change_words(change: RecentChange, language: str = SOURCE_LANGUAGE) -> Message:
    """How the last seven days compare with the four weeks before."""
    if change.ratio is None:
        return Message(
            _(
                "We cannot tell yet whether it is getting more or fewer. That takes 3 logged days "
                "in the last 7 (so far {now}) and 8 in the 4 weeks before (so far {before})."
            ),
            {"now": change.this_week_logged_days, "before": change.before_logged_days},
        )
    if change.this_week_per_day == change.before_per_day == 0:
        return Message(_("No twitches in the last 7 days, and none in the 4 weeks before."))
    rates = {
        "now": rough(change.this_week_per_day or 0, language),
        "before": rough(change.before_per_day or 0, language),
    }
    match change.direction:
        case Direction.CANNOT_TELL:
            return Message(
                _(
                    "About {now} a day in the last 7 days, and about {before} in the 4 weeks "
                    "before: too few twitches to tell whether anything changed."
                ),
                rates,
            )
        case Direction.UNEVEN:
            return Message(
                _(
                    "About {now} a day in the last 7 days, and about {before} in the 4 weeks "
                    "before. Single days stand out, so this does not tell whether anything changed."
                ),
                rates,
            )
        case direction if direction is Direction.ABOUT_THE_SAME or rates["now"] == rates["before"]:
            return Message(
                _(
                    "About {now} a day in the last 7 days, about the same as in the 4 weeks "
                    "before (about {before})."
                ),
                rates,
            )
        case direction:
            is_little = 1 / _LARGE_RATIO < change.ratio < _LARGE_RATIO
            return Message(_SENTENCES[direction, is_little, change.could_be_chance], rates)


def change_sentence(change: RecentChange, language: str = SOURCE_LANGUAGE) -> str:
    """The same in words of a language."""
    return say(change_words(change, language), language)
