"""An experiment in plain words: the day's line, the verdict, its reasons, and how large it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.model.trial import Arm
from quietmuscle.model.trial import Excuse
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Pace
from quietmuscle.model.trial_answer import Verdict
from quietmuscle.model.trial_answer import Why

if TYPE_CHECKING:
    from quietmuscle.model.trial_answer import Effect
    from quietmuscle.model.trial_answer import Reason

VERDICTS = {
    Verdict.HELPS: _("Helps: this result would be rare by chance"),
    Verdict.WORSE: _("Makes it worse: this result would be rare by chance"),
    Verdict.NO_DIFFERENCE: _("No difference that matters"),
    Verdict.PROMISING: _("Looks promising, but is not reliable yet"),
    Verdict.NOT_PROMISING: _("Does not look promising, but that is not reliable yet"),
    Verdict.CANNOT_TELL: _("Cannot tell yet"),
}
MEANS = {
    Verdict.HELPS: _(
        "The days with it were better than the days without it, and by more than the lot alone "
        "would often bring."
    ),
    Verdict.WORSE: _(
        "The days with it were worse than the days without it, and by more than the lot alone "
        "would often bring. You may simply leave it."
    ),
    Verdict.NO_DIFFERENCE: _(
        "The experiment reached its end. If there is a difference, it is most likely too small "
        "to matter."
    ),
    Verdict.PROMISING: _(
        "The days with it look better. Chance alone could still have done that, so this is not "
        "a “yes”."
    ),
    Verdict.NOT_PROMISING: _(
        "The days with it do not look better in a way that one would feel. Chance could still "
        "hide a difference, so this is not a “no”. That something makes it worse is found less "
        "surely than that it helps."
    ),
    Verdict.CANNOT_TELL: _(
        "Whether it helps stays open. That is an honest answer, too, and you did nothing wrong."
    ),
}
OUTCOMES = {
    Outcome.TWITCHES: _("Twitches a day, as you log them"),
    Outcome.MINUTES: _("Minutes with twitches a day"),
    Outcome.SCORE: _("How much they bother, 0 to 10"),
    Outcome.SENSOR: _("Measured twitches a minute"),
}
PACES = {
    Pace.FAST: _("pairs of single days"),
    Pace.MEDIUM: _("pairs of two days each"),
    Pace.SLOW: _("whole weeks"),
}
ARMS = {
    Arm.RUN_IN: _("as usual"),
    Arm.WITH: _("with"),
    Arm.WITHOUT: _("without"),
}
EXCUSES = {Excuse.ILLNESS: _("Ill"), Excuse.PAUSE: _("Pause")}
_WHY = {
    Why.BOUNDARY_CROSSED: _(
        "Of 1,000 other ways in which the lot could have fallen, about {found} would look as "
        "clear; at most {wanted} were allowed at this look."
    ),
    Why.EVIDENCE_ENOUGH: _(
        "The bets against “it does nothing” grew to {plain_found} times their start; "
        "{plain_wanted} was wanted."
    ),
    Why.INSIDE_ALIKE: _("Nine times in ten, the true difference lies within what does not matter."),
    Why.BETWEEN: _("The chance of an improvement that one would feel is about {percent} %."),
    Why.TOO_FEW_PAIRS: _(
        "Pairs or weeks with enough logged days: {plain_found}. At least {plain_wanted} are needed."
    ),
    Why.TOO_FEW_DAYS_LOGGED: _(
        "On one side only {percent} % of the days were logged; {percent_wanted} % are needed."
    ),
    Why.NOT_FOLLOWED: _(
        "On {percent} % of the days that you told of it went as the line said; "
        "{percent_wanted} % are needed."
    ),
    Why.TOO_WIDE: _(
        "The days go up and down so much that the difference could be almost anything."
    ),
    Why.NOTHING_VARIES: _("All days are alike, so nothing can be told apart."),
    Why.NOT_LOOKED_YET: _("It was not yet time for the first look."),
    Why.SECOND_DISAGREES: _(
        "What was counted besides points the other way. Please take this answer with care."
    ),
    Why.UNEVEN_LOGGING: _(
        "The days of one side were logged less often than those of the other. Days that are "
        "missing may hide something."
    ),
    Why.ONE_SIDED_PAIRS: _(
        "In {plain_found} of {plain_wanted} pairs only one side was logged, and that may have "
        "bent the evidence. So it does not decide. Please log both sides of each pair."
    ),
}
LOT = (
    _("A lot decides for you on which days you do it, as if you threw a coin."),
    _("So good and bad days, weather and worries fall on both sides alike."),
    _("What is left to make the sides differ is only what you try, and chance."),
)
"""Three sentences for a person who never heard of randomisation."""


def reason_words(reason: Reason, language: str) -> str:
    """A reason in a sentence, with its numbers."""
    found, wanted = reason.found or 0.0, reason.wanted or 0.0
    values: dict[str, object] = {
        "found": round(found * 1000),
        "wanted": round(wanted * 1000),
        "plain_found": round(found),
        "plain_wanted": round(wanted),
        "percent": round(found * 100),
        "percent_wanted": round(wanted * 100),
    }
    return say(Message(_WHY[reason.why], values), language)


def change_words(value: float, language: str, *, is_ratio: bool) -> str:
    """A difference as a person says it: 40 % less, 25 % more, 1.5 points less, no change."""
    if is_ratio:
        percent = round(abs(1 - value) * 100)
        if percent == 0:
            return say(Message(_("no change")), language)
        words = _("{percent} % less") if value < 1 else _("{percent} % more")
        return say(Message(words, {"percent": percent}), language)
    tenths = round(abs(value) * 10)
    if tenths == 0:
        return say(Message(_("no change")), language)
    words = _("{whole}.{tenths} points less") if value < 0 else _("{whole}.{tenths} points more")
    return say(Message(words, {"whole": tenths // 10, "tenths": tenths % 10}), language)


def effect_words(effect: Effect, language: str) -> str:
    """How large the difference may be, with its interval, in two sentences."""

    def change(value: float) -> str:
        return change_words(value, language, is_ratio=effect.is_ratio)

    return say(
        Message(
            _(
                "Best guess for days with it: {middle}. Most likely, 95 times in 100, the truth "
                "lies between {low} and {high}."
            )
            if effect.is_ratio
            else _(
                "Best guess for days with it, on the scale from 0 to 10: {middle}. Most likely, 95 "
                "times in 100, the truth lies between {low} and {high}."
            ),
            {
                "middle": change(effect.middle),
                "low": change(effect.low_95),
                "high": change(effect.high_95),
            },
        ),
        language,
    )


def of_ten(chance: float) -> int:
    """A chance as so many of ten."""
    return round(chance * 10)


def power_words(halving: float, third: float, language: str, *, assumed: bool = False) -> str:
    """How often it would find a halving, and a drop of 30 %."""
    sentence = (
        _(
            "Of this your diary has too few days from before. For somebody whose days we made "
            "up, an experiment of this length finds a halving about {halving} times in 10, and a "
            "drop of 30 % about {third} times in 10. If yours go up and down more, it finds less."
        )
        if assumed
        else _(
            "With days like yours, an experiment of this length finds a halving about "
            "{halving} times in 10, and a drop of 30 % about {third} times in 10."
        )
    )
    values = {"halving": of_ten(halving), "third": of_ten(third)}
    return say(Message(sentence, values), language)


def sureness_words(give_or_take: float, language: str) -> str:
    """How far these chances may lie off, as so few experiments were made up."""
    off = Message(
        _("As only some hundred were made up, each may be off by about {tenths} in 10."),
        {"tenths": max(1, of_ten(give_or_take))},
    )
    return say(off, language)


def hundredths(value: float, language: str) -> str:
    """A small number to two places, such as 0.05 or 1.30."""
    whole, rest = divmod(round(value * 100), 100)
    return say(Message(_("{whole}.{rest}"), {"whole": whole, "rest": f"{rest:02}"}), language)


def more_words(units: int, pace: Pace, language: str, *, over: bool = False) -> str:
    """About how many more pairs, or weeks, would be needed to tell; of one that is over, were."""
    if pace is Pace.SLOW:
        # Weeks are planned in twos, one for each side.
        words = (
            _("To tell, it would have needed about {units} more weeks.")
            if over
            else _("About {units} more weeks would be needed to tell.")
        )
        return say(Message(words, {"units": units + units % 2}), language)
    if over:
        pairs = Message(
            _("To tell, it would have needed about {count} more pair."),
            plural=_("To tell, it would have needed about {count} more pairs."),
            count=units,
        )
    else:
        pairs = Message(
            _("About {count} more pair would be needed to tell."),
            plural=_("About {count} more pairs would be needed to tell."),
            count=units,
        )
    return say(pairs, language)
