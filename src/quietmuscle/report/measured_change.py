"""A change between two measurements in words: never more than both recordings bear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.report.dates import full_date
from quietmuscle.report.measured_words import number

if TYPE_CHECKING:
    from quietmuscle.model.measured_change import MeasuredChange

FEW = 3
"""From so many earlier measurements on, the range of them says something. Judgement."""


def change_words(change: MeasuredChange | None, language: str) -> tuple[Message, ...]:
    """What changed since last time, and whether it may be chance; nothing without a change."""
    if change is None:
        return ()
    said = [_compared(change, language), _weighed(change)]
    if change.earlier_count >= FEW:
        said.append(
            Message(
                _("Your {count} earlier ones lay between {low} and {high} a minute."),
                {
                    "count": change.earlier_count,
                    "low": number(change.earlier_low),
                    "high": number(change.earlier_high),
                },
            )
        )
    if change.sees_less:
        said.append(
            Message(
                _(
                    "One of the two recordings could see smaller twitches than the other. The "
                    "difference may come from that alone."
                )
            )
        )
    if not change.posture_told:
        said.append(
            Message(_("Neither says how you lay or sat: only the same posture can be compared."))
        )
    return tuple(said)


def _compared(change: MeasuredChange, language: str) -> Message:
    values = {
        "day": full_date(change.before_day, language),
        "before": number(change.before_per_min),
        "now": number(change.now_per_min),
    }
    return Message(
        _("On {day} it was {before} a minute in the same place, now it is {now}."), values
    )


def _weighed(change: MeasuredChange) -> Message:
    """The ratio with its interval, or that there is none."""
    ratio = change.ratio
    if ratio.ratio is None and ratio.low == 0:
        return Message(_("Neither recording shows one, so nothing can be said of a change."))
    if ratio.ratio is None or ratio.high is None:
        may = _("That may be chance: too few were seen before to compare.")
        not_chance = _("That is at least {low} times as many, and hardly chance alone.")
        words = may if ratio.may_be_chance else not_chance
        return Message(words, {"low": number(ratio.low)})
    if ratio.ratio == 0:
        may = _("None was seen now. It may be chance: up to {high} times as many fits with that.")
        not_chance = _("None was seen now: at most {high} times as many, hardly chance alone.")
        words = may if ratio.may_be_chance else not_chance
        return Message(words, {"high": number(ratio.high)})
    values = {
        "ratio": number(ratio.ratio),
        "low": number(ratio.low),
        "high": number(ratio.high),
    }
    if ratio.may_be_chance:
        return Message(
            _(
                "That is {ratio} times as many; anything between {low} and {high} times fits with "
                "both recordings. So it may be chance."
            ),
            values,
        )
    return Message(
        _(
            "That is {ratio} times as many, between {low} and {high} times. If they come one by "
            "one by chance, that is hardly chance alone; but they often come in flurries."
        ),
        values,
    )
