"""The days around a change of medicine in words: what was seen, and never a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.base.text import SOURCE_LANGUAGE
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.model.medicine_comparison import Comparison
from quietmuscle.model.words import words_of
from quietmuscle.report.chart_tables import NOTHING
from quietmuscle.report.dates import number
from quietmuscle.report.dates import rough
from quietmuscle.report.dates import short_date
from quietmuscle.report.tables import Table

if TYPE_CHECKING:
    from quietmuscle.model.medicine_comparison import MedicineComparison

_SENTENCES = {
    Comparison.MORE: _(
        "About {before} a day before ({before_days} days logged), about {after} a day after "
        "({after_days} days): more than the days before led us to expect. This does not say why."
    ),
    Comparison.FEWER: _(
        "About {before} a day before ({before_days} days logged), about {after} a day after "
        "({after_days} days): fewer than the days before led us to expect. This does not say why."
    ),
    Comparison.NO_CLEAR_DIFFERENCE: _(
        "About {before} a day before ({before_days} days logged), about {after} a day after "
        "({after_days} days). We cannot tell: chance, or the course that was there before, "
        "is enough to explain it."
    ),
    Comparison.TOO_FEW_DAYS: _(
        "We cannot tell: too few days are logged ({before_days} before, {after_days} after; "
        "10 are needed on each side)."
    ),
    Comparison.OTHER_CHANGE_NEAR: _(
        "We cannot tell: another change of medicine is too near to keep the two apart."
    ),
}

_OUTCOMES = {
    Comparison.MORE: _("more"),
    Comparison.FEWER: _("fewer"),
    Comparison.NO_CLEAR_DIFFERENCE: _("cannot tell"),
    Comparison.TOO_FEW_DAYS: _("cannot tell: too few days"),
    Comparison.OTHER_CHANGE_NEAR: _("cannot tell: another change near"),
}


def comparison_words(found: MedicineComparison, language: str = SOURCE_LANGUAGE) -> Message:
    """What the days around a change show, in plain words that name no reason."""
    return Message(
        _SENTENCES[found.outcome],
        {
            "before": _rate(found.before_per_day, language),
            "after": _rate(found.after_per_day, language),
            "before_days": found.before_logged_days,
            "after_days": found.after_logged_days,
        },
    )


def comparisons_table(
    comparisons: tuple[MedicineComparison, ...], language: str = SOURCE_LANGUAGE
) -> Table:
    """Every change with the days before and after it."""
    heads = (
        _("Day"),
        _("Medicine"),
        _("What changed"),
        _("Before, a day"),
        _("After, a day"),
        _("Days logged"),
        _("Ratio, 95 % interval"),
        _("What we can tell"),
    )
    return Table(
        title=say(Message(_("Before and after each change")), language),
        columns=tuple(say(Message(head), language) for head in heads),
        rows=tuple(_row(each, language) for each in comparisons),
    )


def _row(found: MedicineComparison, language: str) -> tuple[str, ...]:
    return (
        short_date(found.change.day, language),
        found.change.name.strip(),
        say(Message(words_of(found.change.action)), language),
        _rate(found.before_per_day, language),
        _rate(found.after_per_day, language),
        f"{found.before_logged_days} + {found.after_logged_days}",
        _interval(found, language),
        say(Message(_OUTCOMES[found.outcome]), language),
    )


def _interval(found: MedicineComparison, language: str) -> str:
    if found.ratio is None or found.ratio_low_95 is None or found.ratio_high_95 is None:
        return NOTHING
    middle, low, high = (
        number(value, language) for value in (found.ratio, found.ratio_low_95, found.ratio_high_95)
    )
    return f"× {middle} ({low}–{high})"


def _rate(per_day: float | None, language: str) -> str:
    return NOTHING if per_day is None else rough(per_day, language)
