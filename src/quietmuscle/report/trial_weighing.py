"""How an experiment is weighed, in the words of its papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.base.text import _
from quietmuscle.model.trial import Outcome
from quietmuscle.report.trial_words import hundredths

if TYPE_CHECKING:
    from quietmuscle.model.trial import AnalysisPlan
    from quietmuscle.model.trial import TrialProtocol
    from quietmuscle.report.trial_writer import Writer


def weighing(write: Writer, plan: TrialProtocol, helps_if_mended: float) -> tuple[str, ...]:
    """The lines that say how days are compared, looked at and estimated, as the plan was sealed.

    `helps_if_mended` is how often "helps" may be said wrongly when days are mended.
    """
    weighed = plan.plan
    shares = ", ".join(f"{share:.0%}" for share in weighed.look_shares)
    scale = (
        _("Scores are compared as they are.")
        if plan.outcome is Outcome.SCORE
        else _("Counts are compared as logarithms, of the count plus its mean and a half.")
    )
    return (
        write.say(
            _(
                "Days count on the side that the lot gave them. The difference is compared with "
                "other ways in which the lot could have fallen: all, or {draws} drawn at random."
            ),
            draws=weighed.draws,
        ),
        write.say(scale),
        write.say(
            _(
                "Looks after {shares} of the plan; over all of them “helps” is said wrongly in at "
                "most {helps} of experiments, “makes it worse” in at most {worse} (one-sided)."
            ),
            shares=shares,
            helps=f"{weighed.promise_helps:.1%}",
            worse=f"{weighed.promise_worse:.1%}",
        ),
        _mended(write, weighed, helps_if_mended),
        write.say(
            _(
                "Between looks, bets on each pair against “it does nothing” grow or shrink; at "
                "{helps} times their start they say “helps”, at {worse} times “makes it worse”. "
                "A pair is settled when it is first looked at after the day after it, and never "
                "changes later. Looks and bets share the two promises half and half. This takes "
                "for granted that no "
                "day is left out because of what the day before it brought; where pairs with one "
                "side look as if it was so, or are more than a third, the bets decide nothing."
            ),
            helps=f"{1 / weighed.alpha_helps:.0f}",
            worse=f"{1 / weighed.alpha_worse:.0f}",
        )
        if weighed.any_time
        else "",
        _wearing_off(write, weighed),
        write.say(
            _("Does not matter: a ratio from {low} to {high}, or {points} points of a score."),
            low=hundredths(weighed.alike_low, write.language),
            high=hundredths(weighed.alike_high, write.language),
            points=f"{weighed.alike_points:g}",
        ),
    )


def _mended(write: Writer, weighed: AnalysisPlan, helps_if_mended: float) -> str:
    """What the promise takes for granted of days that are mended after they were told."""
    if len(weighed.look_shares) == 1:
        return write.say(
            _("This holds as long as no day is mended because of which side it was on.")
        )
    return write.say(
        _(
            "This holds if no day is mended after it was looked at. If days are, the looks that "
            "were taken stay, and “helps” is said wrongly in at most {most} of experiments, as "
            "long as no day is mended because of which side it was on."
        ),
        most=f"{helps_if_mended:.1%}",
    )


def _wearing_off(write: Writer, weighed: AnalysisPlan) -> str:
    """Over which half-lives the model averages."""
    if weighed.only_named_half_lives:
        return write.say(
            _(
                "How large it is comes from a model with day-to-day memory, trend, and an effect "
                "that fades with a half-life of {each} days, each held as likely as the others."
            ),
            each=", ".join(f"{each:g}" for each in weighed.half_lives_days),
        )
    return write.say(
        _(
            "How large it is comes from a model with day-to-day memory, trend, and an effect "
            "that fades with a half-life from {shortest} to {longest} days, all held alike."
        ),
        shortest=f"{min(weighed.half_lives_days):g}",
        longest=f"{max(weighed.half_lives_days):g}",
    )
