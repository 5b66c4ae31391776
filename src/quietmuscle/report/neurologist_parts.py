"""The parts of the page for the neurologist, in words, each no longer than its limit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.knowledge.sites import codes_within
from quietmuscle.knowledge.sites import site_name
from quietmuscle.model.day import DayItem
from quietmuscle.model.day import day_question
from quietmuscle.model.site import Side
from quietmuscle.model.summary import PartOfDay
from quietmuscle.model.words import words_of
from quietmuscle.report.chart_strip import choice_words
from quietmuscle.report.dates import date_range
from quietmuscle.report.dates import full_date
from quietmuscle.report.dates import number
from quietmuscle.report.dates import short_date
from quietmuscle.report.neurologist_lines import Limits
from quietmuscle.report.neurologist_lines import Line
from quietmuscle.report.neurologist_lines import Section
from quietmuscle.report.neurologist_lines import section_of
from quietmuscle.report.neurologist_lines import told
from quietmuscle.report.sentences import change_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quietmuscle.base.units import UnitSystem
    from quietmuscle.model.corrected import SummedMeasurement
    from quietmuscle.model.course import RecentChange
    from quietmuscle.model.query import SiteCount
    from quietmuscle.model.settings import Person
    from quietmuscle.model.site import SiteRef
    from quietmuscle.model.summary import CountSummary
    from quietmuscle.model.summary import DoingCount
    from quietmuscle.model.summary import EpisodeSummary
    from quietmuscle.model.summary import ItemSummary
    from quietmuscle.model.summary import KindCount
    from quietmuscle.model.summary import LastedCount
    from quietmuscle.model.summary import PartCount
    from quietmuscle.model.summary import Scores
    from quietmuscle.model.summary import Ticked

PARTS_OF_DAY = {
    PartOfDay.NIGHT: _("night"),
    PartOfDay.MORNING: _("morning"),
    PartOfDay.AFTERNOON: _("afternoon"),
    PartOfDay.EVENING: _("evening"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberShown:
    """A large number with the words below it."""

    value: str
    words: str


def title(summary: CountSummary, language: str) -> str:
    """What the page is about, and of which days."""
    days = date_range(summary.first, summary.last, language)
    return say(Message(_("Muscle twitches, {days}"), {"days": days}), language)


def subtitle(summary: CountSummary, language: str) -> str:
    """How many days were logged."""
    values = {"logged": summary.logged_days, "days": summary.days}
    return say(Message(_("A diary: {logged} of {days} days logged"), values), language)


def who(person: Person, limits: Limits, language: str) -> tuple[str, ...]:
    """Who the page is about, as far as they want to say."""
    lines = [told(person.name, limits.letters)]
    if person.born_on is not None:
        born = Message(_("born on {day}"), {"day": full_date(person.born_on, language)})
        lines.append(say(born, language))
    ms_type = None if person.ms_type is None else Message(words_of(person.ms_type))
    if ms_type is not None and person.diagnosed_year is not None:
        known = Message(
            _("MS: {type}, diagnosed in {year}"), {"type": ms_type, "year": person.diagnosed_year}
        )
        lines.append(say(known, language))
    elif ms_type is not None:
        lines.append(say(Message(_("MS: {type}"), {"type": ms_type}), language))
    elif person.diagnosed_year is not None:
        year = Message(_("MS diagnosed in {year}"), {"year": person.diagnosed_year})
        lines.append(say(year, language))
    return tuple(line for line in lines if line)


def lead(
    person: Person, change: RecentChange, summary: CountSummary, limits: Limits, language: str
) -> tuple[str, ...]:
    """The main problem in the person's words, and how the last week compares."""
    lines = []
    if person.main_problem.strip():
        problem = told(person.main_problem, max(limits.letters, 100))
        lines.append(say(Message(_("Main problem: {problem}"), {"problem": problem}), language))
    if summary.logged_days:
        lines.append(change_sentence(change, language))
    else:
        lines.append(say(Message(_("No twitches were logged in these weeks.")), language))
    return tuple(lines)


def lead_measured(
    summary: CountSummary, measured: tuple[SummedMeasurement, ...], language: str
) -> tuple[str, ...]:
    """Where nothing was logged but something measured: that this is on the page."""
    if summary.logged_days or not measured:
        return ()
    return (say(Message(_("What was measured is under “Self-measured”.")), language),)


def numbers(
    summary: CountSummary, episodes: EpisodeSummary, language: str
) -> tuple[NumberShown, ...]:
    """The counts as large numbers: usual, most, without, and how often it felt weak."""
    if summary.median_per_logged_day is None:
        return ()
    shown = [
        (
            number(summary.median_per_logged_day, language),
            Message(
                _("twitches on a usual day (median; from {least} to {most})"),
                {"least": summary.least, "most": summary.most},
            ),
        )
    ]
    if summary.worst_day is not None:
        day = short_date(summary.worst_day, language)
        shown.append((str(summary.most), Message(_("on the worst day, {day}"), {"day": day})))
    without = Message(
        _("day without a twitch"), plural=_("days without a twitch"), count=summary.days_without
    )
    shown.append((str(summary.days_without), without))
    if episodes.weak.told:
        weak = Message(
            _("entry ticked as “felt weak”, of {entries}"),
            {"entries": episodes.entries},
            plural=_("entries ticked as “felt weak”, of {entries}"),
            count=episodes.weak.yes,
        )
        shown.append((str(episodes.weak.yes), weak))
    return tuple(NumberShown(value=value, words=say(words, language)) for value, words in shown)


def places(sites: tuple[SiteCount, ...], limits: Limits, language: str) -> Section:
    """Where it twitched, the places with the most first.

    A region beside places within it, such as lower leg beside calf, holds the
    twitches whose place was not told more closely, and says so: as a plain
    name it would read as the sum of both.
    """
    named = [count.site for count in sites]
    lines = [
        Line(label="", words=f"{_place_words(count.site, named, language)}: {count.twitches}")
        for count in sites
    ]
    return section_of(_("Where (number of twitches)"), lines, limits.lines, language)


def _place_words(site: SiteRef, named: list[SiteRef], language: str) -> str:
    name = say(site_name(site), language)
    within = codes_within(site.code)[1:]
    if not any(each.code in within and _shares_side(site, each) for each in named):
        return name
    return say(Message(_("{place}, no closer place told"), {"place": name}), language)


def _shares_side(one: SiteRef, other: SiteRef) -> bool:
    return one.side == other.side or bool({one.side, other.side} & {Side.BOTH, Side.MIDDLE})


def body_words(sites: tuple[SiteCount, ...], language: str) -> str:
    """What the picture of the body shows, for those who do not see it."""
    few = Limits(lines=3, medicines=0, changes=0, letters=0, picture_height_mm=0)
    section = places(sites, few, language)
    return f"{section.title}. " + "; ".join(line.words for line in section.lines)


def feelings(episodes: EpisodeSummary, limits: Limits, language: str) -> Section:
    """How it felt: weakness first, then pain, stiffness, kind, strength, length."""
    ticks = (
        (_("Felt weak"), episodes.weak),
        (_("Painful"), episodes.painful),
        (_("Stiff"), episodes.stiff),
    )
    lines = [
        *_ticked(ticks, episodes.entries, language),
        *_counted(_("Felt as"), episodes.kinds, language),
        *_scored(_("Strength, 0 to 10"), episodes.strength, language),
        *_scored(_("Bother, 0 to 10"), episodes.bother, language),
        *_counted(_("Lasted"), episodes.lasted, language),
    ]
    title = Message(
        _("How it felt ({count} entry)"),
        plural=_("How it felt ({count} entries)"),
        count=episodes.entries,
    )
    return Section(title=say(title, language), lines=tuple(lines[: max(limits.lines, 4)]))


def times(
    parts: tuple[PartCount, ...], doing: tuple[DoingCount, ...], limits: Limits, language: str
) -> Section:
    """When it twitched, and at what."""
    lines = []
    if any(part.twitches for part in parts):
        words = ", ".join(
            f"{say(Message(PARTS_OF_DAY[part.part]), language)} {part.twitches}" for part in parts
        )
        lines.append(
            Line(label=say(Message(_("By quarters from midnight")), language), words=words)
        )
    lines += _counted(_("While"), doing, language)
    return section_of(_("When"), lines, limits.lines, language)


def days_around(
    items: tuple[ItemSummary, ...], units: UnitSystem, limits: Limits, language: str
) -> Section:
    """The usual answer to each item of the day that was told."""
    lines = [_usual(item, units, language) for item in items]
    return section_of(_("The days around (median)"), lines, limits.lines, language)


def questions(person: Person, limits: Limits, language: str) -> Section:
    """What the person wants to ask at the visit."""
    asked = [question for question in person.questions if question.strip()]
    lines = [
        Line(label=f"{place}.", words=told(question, max(limits.letters, 100)))
        for place, question in enumerate(asked, start=1)
    ]
    return section_of(_("Questions for this visit"), lines, len(lines), language)


def _usual(item: ItemSummary, units: UnitSystem, language: str) -> Line:
    """An item of the day: its usual answer, and on how many days it was told."""
    question = day_question(item.item)
    choice = next(choice for choice in question.choices if choice.value == item.usual)
    values: dict[str, object] = {
        "usual": choice_words(item.item, choice, units, language),
        "days": item.told_days,
        "all": item.highest_days,
    }
    if item.item is DayItem.MEDICINES:
        words = Message(_("all taken on {all} of {days} days told"), values)
    else:
        words = Message(
            _("{usual} ({days} day told)"),
            values,
            plural=_("{usual} ({days} days told)"),
            count=item.told_days,
        )
    return Line(label=say(Message(question.name), language), words=say(words, language))


def _ticked(ticks: Iterable[tuple[str, Ticked]], entries: int, language: str) -> Iterable[Line]:
    """In how many entries something was ticked, where anything was told about it."""
    for label, tick in ticks:
        if tick.told:
            words = Message(
                _("in {yes} of {entries} entries"), {"yes": tick.yes, "entries": entries}
            )
            yield Line(label=say(Message(label), language), words=say(words, language))


def _scored(label: str, scores: Scores | None, language: str) -> Iterable[Line]:
    """The median and the highest of scores, where any were told."""
    if scores is not None:
        values = {
            "median": number(scores.median, language),
            "highest": scores.highest,
            "told": scores.told,
        }
        words = Message(
            _("median {median}, highest {highest} (told in {told} entry)"),
            values,
            plural=_("median {median}, highest {highest} (told in {told} entries)"),
            count=scores.told,
        )
        yield Line(label=say(Message(label), language), words=say(words, language))


def _counted(
    label: str, counts: tuple[KindCount | LastedCount | DoingCount, ...], language: str
) -> Iterable[Line]:
    """The answers most told, with the number of their entries."""
    if counts:
        words = ", ".join(
            f"{say(Message(words_of(count.answer)), language)} {count.entries}"
            for count in counts[:4]
        )
        yield Line(label=say(Message(label), language), words=words)
