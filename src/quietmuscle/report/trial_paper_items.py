"""The numbered items of an experiment's papers, each with its lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.model.trial import Arm
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Pace
from quietmuscle.report.dates import full_date
from quietmuscle.report.trial_words import ARMS
from quietmuscle.report.trial_words import LOT
from quietmuscle.report.trial_words import MEANS
from quietmuscle.report.trial_words import OUTCOMES
from quietmuscle.report.trial_words import PACES
from quietmuscle.report.trial_words import VERDICTS
from quietmuscle.report.trial_words import effect_words
from quietmuscle.report.trial_words import hundredths
from quietmuscle.report.trial_words import reason_words

if TYPE_CHECKING:
    from quietmuscle.model.kept_trial import KeptLook
    from quietmuscle.model.kept_trial import KeptTrial
    from quietmuscle.model.trial import TrialProtocol
    from quietmuscle.model.trial_answer import ArmSummary
    from quietmuscle.model.trial_answer import TrialAnswer

_ONE_OF_DAY = {Arm.RUN_IN: "·", Arm.WITH: "1", Arm.WITHOUT: "0"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperItem:
    """An item of a checklist: its number there, its title, and what is to say."""

    number: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Writer:
    """Puts items into the words of one language."""

    language: str

    def say(self, words: str, **values: object) -> str:
        return say(Message(words, values), self.language)

    def item(self, number: str, title: str, *lines: str) -> PaperItem:
        return PaperItem(
            number=number,
            title=say(Message(title), self.language),
            lines=tuple(line for line in lines if line),
        )


def protocol_items(
    trial: KeptTrial,
    name: Message,
    cautions: tuple[Message, ...],
    language: str,
    *,
    show_lot: bool,
) -> tuple[PaperItem, ...]:
    """What was settled before the first day, by the items of SPENT."""
    write, plan = _Writer(language), trial.protocol
    alone = write.say(_("None: one person tries this on themselves, on their own computer."))
    return (
        write.item("1", _("Title"), _title(write, name)),
        write.item(
            "2, 3",
            _("Registration and version"),
            write.say(_("Sealed on {moment} UTC."), moment=f"{plan.made_at_utc:%Y-%m-%d %H:%M:%S}"),
            write.say(_("Seal (SHA-256): {seal}"), seal=plan.seal),
            write.say(_("Analysis: {version}. The plan never changes."), version=plan.plan.version),
        ),
        write.item("4, 5, 24", _("Funding, roles, ethics committee"), alone),
        write.item(
            "6, 7",
            _("Background and aim"),
            write.say(
                _(
                    "Averages of groups do not tell what helps one person. The aim is to find "
                    "out whether this strategy changes the outcome of this person."
                )
            ),
        ),
        write.item("8", _("Design"), *_design(write, plan)),
        write.item(
            "9, 10",
            _("Setting and who takes part"),
            write.say(_("One person at home, with twitches that they log.")),
            ""
            if trial.agreed_on is None
            else write.say(
                _("A clinician agreed, as the person told on {day}."),
                day=full_date(trial.agreed_on, language),
            ),
        ),
        write.item(
            "11",
            _("What is done"),
            plan.what_i_do or say(name, language),
            write.say(_("Days without it are as usual. Prescribed medicines are not changed.")),
        ),
        write.item("12", _("Outcome"), *_outcomes(write, trial)),
        write.item(
            "13, 14",
            _("Timeline and length"),
            _when(write, trial),
            write.say(
                _(
                    "What it could find was told before the start: from the person's own last "
                    "eight weeks, or, where these held too few days of it, from assumed ones or "
                    "not at all."
                )
            ),
        ),
        write.item("16", _("The lot"), *_lot(write, plan, show_lot=show_lot)),
        write.item(
            "17",
            _("Blinding"),
            write.say(_("Not possible: the person knows on which days they do it.")),
            write.say(_("Results stay hidden between the planned looks."))
            if not plan.plan.any_time
            else write.say(_("The person chose to look on any day; the bounds allow for it.")),
        ),
        write.item(
            "18, 19",
            _("How days are told and kept"),
            write.say(
                _(
                    "Each day in a diary; a day that is not logged counts for neither side. Every "
                    "change keeps what was there before."
                )
            ),
        ),
        write.item("20, 21", _("How it is weighed"), *_weighing(write, plan)),
        write.item(
            "22",
            _("Harms"),
            *(say(caution, language) for caution in cautions),
            write.say(_("It can be stopped at any time, without a reason.")),
        ),
    )


def report_items(
    trial: KeptTrial, name: Message, answer: TrialAnswer | None, language: str
) -> tuple[PaperItem, ...]:
    """What came of it, by the items of CENT."""
    write, plan = _Writer(language), trial.protocol
    hidden = write.say(_("Results are hidden until the next look."))
    return (
        write.item("1", _("Title and summary"), _title(write, name), *_summary(write, answer)),
        write.item(
            "2",
            _("Background and aim"),
            write.say(_("To find out whether this strategy changes the outcome of this person.")),
        ),
        write.item("3", _("Design"), *_design(write, plan)),
        write.item(
            "4, 5",
            _("Person and what was done"),
            plan.what_i_do or say(name, language),
            write.say(_("Days without it were as usual.")),
        ),
        write.item("6", _("Outcome"), *_outcomes(write, trial)),
        write.item("8 to 11", _("The lot and blinding"), *_lot(write, plan, show_lot=False)),
        write.item("12", _("How it was weighed"), *_weighing(write, plan)),
        write.item(
            "13, 14",
            _("Course"),
            _when(write, trial),
            ""
            if trial.stopped_on is None
            else write.say(
                _("Stopped by the person on {day}."), day=full_date(trial.stopped_on, language)
            ),
        ),
        write.item(
            "15, 16",
            _("Days that were weighed"),
            *((hidden,) if answer is None else _sides(write, answer)),
        ),
        write.item("17, 18", _("Result"), *_result(write, answer, trial.looks)),
        write.item(
            "19, 20",
            _("Harms and limits"),
            write.say(_("Harms are not counted here; the diary holds what was told.")),
            write.say(_("The person knew which days were which, and hope can change a count.")),
        ),
        write.item(
            "21, 22",
            _("What it means"),
            "" if answer is None else write.say(MEANS[answer.verdict]),
            write.say(_("It holds for this person and these weeks, and tells nothing of others.")),
        ),
        write.item(
            "23 to 25",
            _("Registration, protocol, funding"),
            write.say(_("Sealed on {moment} UTC."), moment=f"{plan.made_at_utc:%Y-%m-%d %H:%M:%S}"),
            write.say(_("Seal (SHA-256): {seal}"), seal=plan.seal),
            write.say(_("No funding.")),
        ),
    )


def _title(write: _Writer, name: Message) -> str:
    return write.say(
        _("{name}: a randomised experiment on one person (n-of-1), with and without."), name=name
    )


def _design(write: _Writer, plan: TrialProtocol) -> tuple[str, ...]:
    units = (
        _("{units} weeks, as many with as without, at most two alike in a row.")
        if plan.pace is Pace.SLOW
        else _("{units} pairs; each pair holds one part with and one part without.")
    )
    return (
        write.say(units, units=plan.units),
        write.say(_("Compared are {what}."), what=write.say(PACES[plan.pace])),
        write.say(
            _(
                "A run-in of {days} days as usual comes first. What lasts longer than its day is "
                "allowed for in the model, and no days are left out for it."
            ),
            days=plan.run_in_days,
        ),
    )


def _outcomes(write: _Writer, trial: KeptTrial) -> tuple[str, ...]:
    plan = trial.protocol
    lines = [write.say(_("First: {what}."), what=write.say(OUTCOMES[plan.outcome]))]
    if plan.second_outcome is not None:
        second = write.say(OUTCOMES[plan.second_outcome])
        lines.append(write.say(_("Second: {what}."), what=second))
    if trial.sensor is not None:
        lines.append(
            write.say(
                _("Measured at one place ({place}), always in the same way."),
                place=str(trial.sensor.site),
            )
        )
    return tuple(lines)


def _when(write: _Writer, trial: KeptTrial) -> str:
    plan = trial.protocol
    return write.say(
        _("Planned from {first} to {last}, {days} days."),
        first=full_date(plan.first_day, write.language),
        last=full_date(plan.last_day, write.language),
        days=len(plan.arms),
    )


def _lot(write: _Writer, plan: TrialProtocol, *, show_lot: bool) -> tuple[str, ...]:
    explained = " ".join(write.say(sentence) for sentence in LOT)
    made = write.say(
        _(
            "Drawn by the computer from a random seed by SHA-256, before the first day; nobody "
            "chose it, and later days stay hidden."
        )
    )
    if not show_lot:
        return explained, made
    days = "".join(_ONE_OF_DAY[arm] for arm in plan.arms)
    return (
        explained,
        made,
        write.say(_("Seed: {seed}"), seed=plan.seed),
        write.say(
            _("Days in their order (· as usual, 1 with, 0 without): {days}"),
            days=" ".join(days[at : at + 7] for at in range(0, len(days), 7)),
        ),
    )


def _weighing(write: _Writer, plan: TrialProtocol) -> tuple[str, ...]:
    weighed = plan.plan
    shares = ", ".join(f"{share:.0%}" for share in weighed.look_shares)
    shortest, longest = (f"{each(weighed.half_lives_days):g}" for each in (min, max))
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
        write.say(
            _(
                "How large it is comes from a model with day-to-day memory, trend, and an effect "
                "that fades with a half-life from {shortest} to {longest} days, all held alike."
            ),
            shortest=shortest,
            longest=longest,
        ),
        write.say(
            _("Does not matter: a ratio from {low} to {high}, or {points} points of a score."),
            low=hundredths(weighed.alike_low, write.language),
            high=hundredths(weighed.alike_high, write.language),
            points=f"{weighed.alike_points:g}",
        ),
    )


def _summary(write: _Writer, answer: TrialAnswer | None) -> tuple[str, ...]:
    if answer is None:
        return ()
    return (write.say(VERDICTS[answer.verdict]) + ".",)


def _sides(write: _Writer, answer: TrialAnswer) -> tuple[str, ...]:
    def line(arm: Arm, side: ArmSummary) -> str:
        return write.say(
            _(
                "Days {side}: {planned} planned, {logged} logged, {excused} with illness or a "
                "break; {followed} of {told} told as the line said; average {mean}."
            ),
            side=write.say(ARMS[arm]),
            planned=side.planned,
            logged=side.logged,
            excused=side.excused,
            followed=side.followed,
            told=side.told,
            mean="-" if side.mean is None else f"{side.mean:.3g}",
        )

    return line(Arm.WITHOUT, answer.without_it), line(Arm.WITH, answer.with_it)


def _result(
    write: _Writer, answer: TrialAnswer | None, looks: tuple[KeptLook, ...]
) -> tuple[str, ...]:
    if answer is None:
        return (write.say(_("Results are hidden until the next look.")),)
    told = tuple(
        write.say(
            _("Look {number} on {day}: p for “helps” {helps}, allowed {allowed}; {verdict}"),
            number=kept.look.number,
            day=full_date(kept.taken_on, write.language),
            helps=f"{kept.look.p_helps:.4f}",
            allowed=f"{kept.look.allowed_helps:.4f}",
            verdict=write.say(_("not decided."))
            if kept.look.verdict is None
            else write.say(VERDICTS[kept.look.verdict]) + ".",
        )
        for kept in looks
    )
    return (
        write.say(VERDICTS[answer.verdict]) + ".",
        "" if answer.effect is None else effect_words(answer.effect, write.language),
        *(reason_words(each, write.language) for each in answer.reasons),
        *told,
    )
