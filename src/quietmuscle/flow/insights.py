"""Insights as a use case: from a file or from the diary, and in words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.wire import from_json
from quietmuscle.infer.insights import LONGEST_DAYS
from quietmuscle.infer.insights import insights
from quietmuscle.model.day import DAY_QUESTIONS
from quietmuscle.model.insight import InsightDay
from quietmuscle.model.insight import InsightFile
from quietmuscle.model.insight import Standing

if TYPE_CHECKING:
    from datetime import date

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.insight import Association
    from quietmuscle.model.insight import Insights

_STANDINGS = {
    Standing.NOTHING: _("{complete} complete days so far. Charts begin at 28, ideas at {wanted}."),
    Standing.CHARTS: _("{complete} complete days so far. Ideas to test begin at {wanted}."),
    Standing.TESTED: _(
        "{complete} complete days were looked at. These are ideas to test, not answers."
    ),
}
_MORE = {
    0: _("Idea to test: on days with more of “{name}” there were more twitches."),
    1: _("Idea to test: on the day after more of “{name}” there were more twitches."),
    2: _("Idea to test: two days after more of “{name}” there were more twitches."),
}
_FEWER = {
    0: _("Idea to test: on days with more of “{name}” there were fewer twitches."),
    1: _("Idea to test: on the day after more of “{name}” there were fewer twitches."),
    2: _("Idea to test: two days after more of “{name}” there were fewer twitches."),
}
_MEANS = _("{high} a day instead of {low}.")


def read_days(text: bytes | str) -> InsightFile:
    """The diary that a JSON text describes; ValueNotUnderstoodError otherwise."""
    return from_json(InsightFile, text)


def insights_of(file: InsightFile, seed: int = 0) -> Insights:
    """What a diary in a file suggests."""
    return insights(file.days, seed)


def diary_insights(workspace: Workspace, last_day: date) -> Insights:
    """What the diary's last year suggests; `last_day` is the last that is over.

    While an experiment runs, its days are left out: they would show on the way
    what is hidden until a look.
    """
    running = workspace.diary.trials.running(last_day + timedelta(days=1))
    if running is not None:
        last_day = min(last_day, running.protocol.first_day - timedelta(days=1))
    first = last_day - timedelta(days=LONGEST_DAYS - 1)
    logs = {log.day: log for log in workspace.diary.days.between(first, last_day)}
    days = tuple(
        InsightDay(
            day=count.day,
            twitches=count.twitches,
            factors={}
            if count.day not in logs
            else {answer.item.value: float(answer.value) for answer in logs[count.day].answers},
        )
        for count in workspace.diary.tallies.counts(first, last_day)
    )
    return insights(days, seed=0)


def factor_words(name: str) -> Message:
    """What a thing is called; one that the diary does not know keeps its own name."""
    known = {question.item.value: question.name for question in DAY_QUESTIONS}
    return Message(known[name]) if name in known else Message("{name}", {"name": name})


def standing_words(found: Insights) -> Message:
    """How much the diary can say."""
    return Message(
        _STANDINGS[found.standing],
        {"complete": found.complete_days, "wanted": found.wanted_days},
    )


def idea_words(idea: Association) -> Message:
    """An idea as a sentence."""
    words = _MORE if idea.more_when_high else _FEWER
    return Message(words[idea.lag_days], {"name": factor_words(idea.factor)})


def means_words(idea: Association) -> Message | None:
    """The plain means of an idea; None where a slow course makes these say the opposite."""
    if idea.high_per_day is None or idea.low_per_day is None:
        return None
    values = {"high": f"{idea.high_per_day:.1f}", "low": f"{idea.low_per_day:.1f}"}
    return Message(_MEANS, values)
