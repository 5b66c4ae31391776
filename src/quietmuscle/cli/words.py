"""The diary in lines of plain text, for a terminal and for a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.units import fluid_shown
from quietmuscle.knowledge.sites import site_name
from quietmuscle.model.day import DayItem
from quietmuscle.model.day import DayStatus
from quietmuscle.model.day import day_question

if TYPE_CHECKING:
    from quietmuscle.cli.bench import Bench
    from quietmuscle.model.day import DayAnswer
    from quietmuscle.model.day import DayCount
    from quietmuscle.model.day import DayLog
    from quietmuscle.model.episode import Episode
    from quietmuscle.model.moment import Moment


def episode_line(bench: Bench, episode: Episode) -> str:
    """An entry in one line: when, where, and what was told."""
    places = ", ".join(bench.say(site_name(place)) for place in episode.sites)
    told = [places]
    if episode.kind is not None:
        told.append(episode.kind.value)
    if episode.count is not None:
        told.append(f"×{episode.count}")
    line = f"{moment_words(episode.moment)}  {' · '.join(told)}"
    note = " ".join(episode.note.split())
    return f"{line}  “{note}”" if note else line


def moment_words(moment: Moment) -> str:
    """When something was: the day, and the time where it is known."""
    if not moment.time_known:
        return f"{moment.logical_day}      "
    return f"{moment.local:%Y-%m-%d %H:%M}"


def day_lines(bench: Bench, count: DayCount, log: DayLog, episodes: tuple[Episode, ...]) -> str:
    """A day with its twitches, its answers and its entries."""
    lines = [f"{count.day}: {bench.say(count_words(count))}"]
    lines += [f"  {answer_words(bench, answer)}" for answer in log.answers]
    lines += [f"  {episode_line(bench, episode)}" for episode in episodes]
    return "\n".join(lines)


def count_words(count: DayCount) -> Message:
    """How many twitches a day had, or that nobody said."""
    if count.status is DayStatus.NOT_LOGGED:
        return Message(_("not logged"))
    if count.status is DayStatus.NONE:
        return Message(_("no twitches"))
    return Message(_("{count} twitch"), plural=_("{count} twitches"), count=count.twitches or 0)


def answer_words(bench: Bench, answer: DayAnswer) -> str:
    """One answer of a day, as it was offered."""
    question = day_question(answer.item)
    choice = next(choice for choice in question.choices if choice.value == answer.value)
    values: dict[str, object] = {}
    if answer.item is DayItem.FLUIDS:
        amount, unit = fluid_shown(answer.value, bench.settings.units)
        values["amount"] = f"{amount:g} {unit}"
    name = bench.say(Message(question.name))
    return f"{name}: {bench.say(Message(choice.words, values))}"
