"""The numbered items of an experiment's papers, each with its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.model.trial import Arm
from quietmuscle.model.trial import Pace
from quietmuscle.report.dates import full_date
from quietmuscle.report.trial_weighing import weighing
from quietmuscle.report.trial_words import ARMS
from quietmuscle.report.trial_words import LOT
from quietmuscle.report.trial_words import MEANS
from quietmuscle.report.trial_words import OUTCOMES
from quietmuscle.report.trial_words import PACES
from quietmuscle.report.trial_words import VERDICTS
from quietmuscle.report.trial_words import effect_words
from quietmuscle.report.trial_words import reason_words
from quietmuscle.report.trial_writer import PaperItem
from quietmuscle.report.trial_writer import Writer

if TYPE_CHECKING:
    from quietmuscle.model.kept_trial import KeptLook
    from quietmuscle.model.kept_trial import KeptTrial
    from quietmuscle.model.trial import TrialProtocol
    from quietmuscle.model.trial_answer import ArmSummary
    from quietmuscle.model.trial_answer import TrialAnswer

_ONE_OF_DAY = {Arm.RUN_IN: "·", Arm.WITH: "1", Arm.WITHOUT: "0"}


def protocol_items(  # noqa: PLR0913 - each is a fact of the paper
    trial: KeptTrial,
    name: Message,
    cautions: tuple[Message, ...],
    language: str,
    *,
    helps_if_mended: float,
    show_lot: bool,
) -> tuple[PaperItem, ...]:
    """What was settled before the first day, by the items of SPENT.

    `helps_if_mended` is what the promise of "helps" becomes when days are mended.
    """
    write, plan = Writer(language), trial.protocol
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
        write.item("20, 21", _("How it is weighed"), *weighing(write, plan, helps_if_mended)),
        write.item(
            "22",
            _("Harms"),
            *(say(caution, language) for caution in cautions),
            write.say(_("It can be stopped at any time, without a reason.")),
        ),
    )


def report_items(
    trial: KeptTrial,
    name: Message,
    answer: TrialAnswer | None,
    language: str,
    *,
    helps_if_mended: float,
) -> tuple[PaperItem, ...]:
    """What came of it, by the items of CENT; `helps_if_mended` as in the protocol."""
    write, plan = Writer(language), trial.protocol
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
        write.item("12", _("How it was weighed"), *weighing(write, plan, helps_if_mended)),
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
        write.item("17, 18", _("What came of it"), *_result(write, answer, trial.looks)),
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


def _title(write: Writer, name: Message) -> str:
    return write.say(
        _("{name}: a randomised experiment on one person (n-of-1), with and without."), name=name
    )


def _design(write: Writer, plan: TrialProtocol) -> tuple[str, ...]:
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


def _outcomes(write: Writer, trial: KeptTrial) -> tuple[str, ...]:
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


def _when(write: Writer, trial: KeptTrial) -> str:
    plan = trial.protocol
    return write.say(
        _("Planned from {first} to {last}, {days} days."),
        first=full_date(plan.first_day, write.language),
        last=full_date(plan.last_day, write.language),
        days=len(plan.arms),
    )


def _lot(write: Writer, plan: TrialProtocol, *, show_lot: bool) -> tuple[str, ...]:
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


def _summary(write: Writer, answer: TrialAnswer | None) -> tuple[str, ...]:
    if answer is None:
        return ()
    return (write.say(VERDICTS[answer.verdict]) + ".",)


def _sides(write: Writer, answer: TrialAnswer) -> tuple[str, ...]:
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
    write: Writer, answer: TrialAnswer | None, looks: tuple[KeptLook, ...]
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
